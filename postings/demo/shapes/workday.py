"""Workday's career sites: a board in pages of 20, asked for by POST, and each job's own answer.

Only the first page tells the total, and never more than CAP. Words age ("Posted 3 Days Ago"). Several
places are only counted ("3 Locations"); they are named in the job's own answer.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from postings.demo.answers import Answer, as_board, as_json, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup
from postings.demo.values import Job
from postings.demo.words import prose

HOSTS = {".myworkdayjobs.com": "workday"}
MISSING = as_json({"errorCode": "HTTP_422", "httpStatus": 422, "message": ""}, 422)
GONE = as_json({"errorCode": "S22", "httpStatus": 404, "message": "The page you are looking for is gone."}, 404)
AGES = True
GZIP = True
ENCODE = encode
CAP = 2_000
PAGE_SIZE = 20
MARKUP = Markup("<p>{}</p>", "<p><b>{}</b></p>", item="<li><p>{}</p></li>")
REMOTE = {"remote": "Fully Remote", "hybrid": "Hybrid", "onsite": "On-site"}


def page(board: DemoBoard) -> str:
    tenant, centre, site = board.token.split("/")
    return f"https://{tenant}.{centre}.myworkdayjobs.com/{quote(site)}"


def token_in(host: str, path: str) -> str | None:
    """ "tenant/wd3/site" of tenant.wd3.myworkdayjobs.com/wday/cxs/tenant/site/jobs"""
    tenant, centre = [*host.split("."), ""][:2]
    parts = path.strip("/").split("/")
    asked = parts[:3] == ["wday", "cxs", tenant] and parts[4:5] in (["jobs"], ["job"])
    return f"{tenant}/{centre}/{parts[3]}" if asked else None


def key_in(path: str) -> str | None:
    """The job whose own answer a path asks for, by the end of it."""
    return path.rpartition("_")[2] if path.strip("/").split("/")[4:5] == ["job"] else None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    offset, limit = int(params.get("offset", 0)), min(int(params.get("limit", PAGE_SIZE)), PAGE_SIZE)
    total = 0 if offset else min(len(records), CAP)
    return as_board(
        b'{"total":%d,"jobPostings":[' % total, records[offset : offset + limit], b'],"userAuthenticated":false}'
    )


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    """As it is told on the day `today`, whose words for a date are others tomorrow."""
    days = int(params["today"]) - record["postedOn"]
    return {**record, "postedOn": posted(days)}


def posted(days: int) -> str:
    if days < 2:
        return ("Posted Today", "Posted Yesterday")[max(days, 0)]
    return "Posted 30+ Days Ago" if days > 30 else f"Posted {days} Days Ago"


def key(job: Job) -> str:
    return f"JR{job.requisition}-{job.serial - 4_000_000_000}"


def path(job: Job) -> str:
    place, title = slug(job.places[0].city or job.places[0].country_name), slug(job.title)
    return f"/job/{place}/{title}_{key(job)}"


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    """`postedOn` is the number of a day, for `shown` to put into words."""
    several = len(job.places) > 1
    return {
        "title": job.title,
        "externalPath": path(job),
        "locationsText": f"{len(job.places)} Locations" if several else job.places[0].text,
        "postedOn": job.posted_at.toordinal(),
        "bulletFields": [key(job)],
    }


def own(job: Job, board: DemoBoard) -> dict[str, Any]:
    """A job's own answer."""
    texts = [MARKUP.paragraphs(job.opening), *map(MARKUP.section, job.sections), MARKUP.paragraphs(job.closing)]
    started = date.fromordinal(job.posted_at.toordinal())
    info = {
        "id": job.id.hex,
        "title": job.title,
        "jobDescription": "".join([*texts, MARKUP.paragraphs([job.pay_line] if job.pay_line else [])]),
        "location": job.places[0].text,
        "additionalLocations": [place.text for place in job.places[1:]],
        "startDate": started.isoformat(),
        "timeType": prose(job.language)["employment"][job.employment],
        "jobReqId": key(job),
        "jobPostingId": path(job).rpartition("/")[2],
        "country": {"descriptor": job.places[0].country_name, "id": slug(job.places[0].country)},
        "canApply": True,
        "posted": True,
        "externalUrl": page(board) + path(job),
    }
    if job.workplace:
        info["remoteType"] = REMOTE[job.workplace]
    return {"jobPostingInfo": info, "hiringOrganization": {"name": f"{board.employer.name} Ltd.", "url": ""}}


def slug(words: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-") or "job"
