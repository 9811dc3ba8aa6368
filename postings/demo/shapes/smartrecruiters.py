"""SmartRecruiters' Posting API: a board in pages without texts, and each posting's own answer with its text.

https://developers.smartrecruiters.com/docs/posting-api
A company nobody has heard of is answered like one without postings.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from postings.demo.answers import Answer, as_board, as_json, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup
from postings.demo.values import Job, Place
from postings.demo.words import prose

HOSTS = {"api.smartrecruiters.com": "smartrecruiters"}
MISSING = as_json({"offset": 0, "limit": 100, "totalFound": 0, "content": []})
GONE = as_json({"message": "Posting not found", "errors": []}, 404)
AGES = False
GZIP = True
ENCODE = encode
PAGE_SIZE = 100
MARKUP = Markup("<p>{}</p>", "<h3>{}</h3>", item="<li>{}</li>\n")
LEVELS = ("entry_level", "associate", "mid_senior_level", "director")


def page(board: DemoBoard) -> str:
    return f"https://careers.smartrecruiters.com/{quote(board.token)}"


def token_in(host: str, path: str) -> str | None:
    parts = path.strip("/").split("/")
    asked = parts[:2] == ["v1", "companies"] and parts[3:4] == ["postings"] and len(parts) in (4, 5)
    return parts[2].lower() if asked else None


def key_in(path: str) -> str | None:
    """The posting whose own answer a path asks for."""
    parts = path.strip("/").split("/")
    return parts[4] if len(parts) == 5 else None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    offset, limit = int(params.get("offset", 0)), min(int(params.get("limit", 10)), PAGE_SIZE)
    head = b'{"offset":%d,"limit":%d,"totalFound":%d,"content":[' % (offset, limit, len(records))
    return as_board(head, records[offset : offset + limit], b"]}")


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    return record


def key(job: Job) -> str:
    return str(744_000_000_000_000 + job.serial)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    number = key(job)
    return {
        "id": number,
        "name": job.title,
        "uuid": str(job.id),
        "refNumber": f"REF{job.requisition}",
        "company": {"identifier": board.token, "name": board.employer.name},
        "releasedDate": moment(job.posted_at),
        "location": location(job.places[0], job.workplace),
        "industry": {},
        "department": {"label": job.department},
        "function": {"label": job.team},
        "typeOfEmployment": {"id": job.employment, "label": prose(job.language)["employment"][job.employment]},
        "experienceLevel": {"id": LEVELS[min(job.level, len(LEVELS) - 1)]},
        "customField": [],
        "ref": f"https://api.smartrecruiters.com/v1/companies/{board.token}/postings/{number}",
        "language": {"code": job.language},
    }


def own(job: Job, board: DemoBoard) -> dict[str, Any]:
    """A posting's own answer: what the list says, and the text in four parts."""
    url = f"https://jobs.smartrecruiters.com/{quote(board.token)}/{key(job)}"
    duties, *others = [*job.sections] or [None]
    sections = {
        "companyDescription": {"title": "", "text": MARKUP.paragraphs(job.opening)},
        "jobDescription": {"title": duties.heading, "text": MARKUP.body(duties)} if duties else {},
        "qualifications": {"title": "", "text": "".join(MARKUP.section(part) for part in others)},
        "additionalInformation": {"title": "", "text": MARKUP.paragraphs(job.closing)},
    }
    links = {"postingUrl": url, "applyUrl": f"{url}?oga=true"}
    return {**record(job, board), **links, "jobAd": {"sections": sections}, "active": True}


def location(place: Place, workplace: str) -> dict[str, Any]:
    return {
        "city": place.city,
        "region": place.region,
        "country": place.country.lower(),
        "remote": workplace == "remote",
        "hybrid": workplace == "hybrid",
        "fullLocation": ", ".join((place.city, place.region_name, place.country_name)),
    }


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
