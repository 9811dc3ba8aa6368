"""Greenhouse's Job Board API: the whole board in one answer, bodies escaped once more than JSON needs.

https://developers.greenhouse.io/job-board.html
Pay is told in the text, or in `pay_input_ranges` by companies that fill them in, to those who ask
with `pay_transparency`. Moments carry New York's offset.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import escape
from typing import Any
from urllib.parse import quote, unquote

from postings.demo.answers import Answer, as_board, as_json, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup
from postings.demo.values import Job, Place
from postings.demo.words import prose

HOSTS = {"boards-api.greenhouse.io": "greenhouse"}
MISSING = as_json({"status": 404, "error": "Job not found"}, 404)
AGES = False
GZIP = True
ENCODE = encode
CACHE = {"Cache-Control": "max-age=0, private, must-revalidate"}
NEW_YORK = timezone(timedelta(hours=-4))  # in summer, all year round: only the form matters
LIGHT = '<span style="font-weight: 400;">{}</span>'
STYLES = (
    Markup(f"<p>{LIGHT}</p>", "<h2><strong>{}</strong></h2>", item=f"<li>{LIGHT}</li>\n"),
    Markup("<p>{}</p>", "<p><strong>{}</strong></p>"),
    Markup("<p>{}&nbsp;</p>", "<h3>{}</h3>", item="<li>{}&nbsp;</li>\n"),
    Markup("<p>{}</p>", "<h4><u>{}</u></h4>", item='<li style="font-weight: 400;">{}</li>\n'),
)
PER = {"year": "Annual salary", "month": "Monthly salary", "hour": "Hourly rate"}
CONSENT = {
    "type": "gdpr",
    "requires_consent": False,
    "requires_processing_consent": False,
    "requires_retention_consent": False,
    "retention_period": None,
    "demographic_data_consent_applies": False,
}


def page(board: DemoBoard) -> str:
    return f"https://job-boards.greenhouse.io/{quote(board.token)}"


def token_in(host: str, path: str) -> str | None:
    parts = path.strip("/").split("/")
    asked = parts[:2] == ["v1", "boards"] and len(parts) == 4 and parts[3] == "jobs"
    return unquote(parts[2]).lower() if asked else None


def key_in(path: str) -> str | None:
    """No job has an answer of its own."""
    return None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    return as_board(b'{"jobs":[', records, b'],"meta":{"total":%d}}' % len(records), **CACHE)


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    """What is told to those who ask with `params`."""
    left_out = set()
    if params.get("content") != "true":
        left_out |= {"content", "departments", "offices"}
    if params.get("pay_transparency") != "true":
        left_out |= {"pay_input_ranges"}
    return {name: value for name, value in record.items() if name not in left_out}


def key(job: Job) -> str:
    return str(job.serial)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    return {
        "absolute_url": url(job, board),
        "data_compliance": [CONSENT],
        "internal_job_id": 1_000_000 + job.requisition,
        "location": {"name": "; ".join(place.text for place in job.places)},
        "metadata": metadata(job, board),
        "id": job.serial,
        "updated_at": moment(job.edited_at),
        "requisition_id": f"R-{job.requisition}",
        "title": job.title,
        "company_name": board.employer.name,
        "first_published": job.posted_raw or moment(job.posted_at),
        "language": job.language,
        "application_deadline": None,
        "content": escape(content(job, board)),
        "departments": [group(job.department)],
        "offices": [{**group(place.text), "location": office(place)} for place in job.places],
        "pay_input_ranges": ranges(job) if has_ranges(board) else [],
    }


def url(job: Job, board: DemoBoard) -> str:
    """At Greenhouse, or on the company's own site, as a third of the boards have it."""
    if board.pick((True, False, False), "url"):
        return f"{board.employer.careers}?gh_jid={job.serial}"
    return f"{page(board)}/jobs/{job.serial}"


def has_ranges(board: DemoBoard) -> bool:
    return board.pick((True, False, False), "ranges")


def ranges(job: Job) -> list[dict[str, Any]]:
    """The pay in cents. What it is paid for, an hour or a year, only the title says."""
    if job.pay is None:
        return []
    return [
        {
            "min_cents": round(job.pay.low * 100),
            "max_cents": round(job.pay.high * 100),
            "currency_type": job.pay.currency,
            "title": PER[job.pay.period],
            "blurb": f"<p>{escape(job.pay_line)}</p>",
        }
    ]


def metadata(job: Job, board: DemoBoard) -> list[dict[str, Any]] | None:
    """The company's own fields, where it has some."""
    if board.pick((True, False), "metadata"):
        return None
    employment = prose(job.language)["employment"][job.employment]
    values = {"Employment Type": employment, "Workplace Type": job.workplace.title() or None, "Team": job.team}
    return [
        {"id": 4_000_000 + number, "name": name, "value": value, "value_type": "single_select"}
        for number, (name, value) in enumerate(values.items())
    ]


def content(job: Job, board: DemoBoard) -> str:
    markup = board.pick(STYLES, "markup")
    pay_line = [] if has_ranges(board) or not job.pay_line else [job.pay_line]
    parts = [
        markup.paragraphs(job.opening),
        *(markup.section(part) for part in job.sections),
        *(f'<div class="content-pay-transparency">{markup.paragraphs([line])}</div>' for line in pay_line),
        f'<div class="content-conclusion">{markup.paragraphs(job.closing)}</div>' if job.closing else "",
    ]
    return "".join(parts)


def group(name: str) -> dict[str, Any]:
    """A department or an office: an organisational unit with a number of its own."""
    number = 80_000 + sum(name.encode()) % 9_999
    return {"id": number, "name": name, "child_ids": [], "parent_id": None}


def office(place: Place) -> str | None:
    return ", ".join(part for part in (place.city, place.region_name, place.country_name) if part) or None


def moment(at: datetime) -> str:
    return at.astimezone(NEW_YORK).isoformat(timespec="seconds")
