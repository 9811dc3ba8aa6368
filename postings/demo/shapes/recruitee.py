"""Recruitee's careers sites: the whole board in one answer, everything once more by language.

https://docs.recruitee.com/reference/offers
Sums of pay are texts, an absent `salary` is an object of nulls, moments end in " UTC".
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from postings.demo.answers import Answer, as_board, as_json, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup
from postings.demo.values import Job, Pay, Place

HOSTS = {".recruitee.com": "recruitee"}
MISSING = as_json({"error": "Not found"}, 404)
AGES = False
GZIP = True
ENCODE = encode
MARKUP = Markup("<p>{}</p>", "<p><strong>{}</strong></p>", item="<li><p>{}</p></li>")
EMPLOYMENT = {
    "full_time": "fulltime_permanent",
    "part_time": "parttime_permanent",
    "internship": "internship",
    "contract": "freelance",
    "temporary": "fulltime_fixed_term",
}


def page(board: DemoBoard) -> str:
    return f"https://{board.token}.recruitee.com/"


def token_in(host: str, path: str) -> str | None:
    return host.partition(".")[0] if path == "/api/offers/" else None


def key_in(path: str) -> str | None:
    """No job has an answer of its own."""
    return None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    return as_board(b'{"offers":[', records, b"]}")


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    return record


def key(job: Job) -> str:
    return str(job.serial - 4_000_000_000)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    number = int(key(job))
    url = f"{page(board)}o/{job.role.replace('_', '-')}-{number}"
    duties, others = job.sections[:1], job.sections[1:]
    texts = {
        "title": job.title,
        "description": MARKUP.paragraphs(job.opening) + "".join(map(MARKUP.section, duties)),
        "requirements": "".join(map(MARKUP.section, others)) + MARKUP.paragraphs(job.closing),
    }
    return {
        "id": number,
        "slug": url.rpartition("/")[2],
        **texts,
        "translations": {job.language: texts},
        "company_name": board.employer.name,
        "department": job.department,
        "careers_url": url,
        "careers_apply_url": f"{url}/c/new",
        "employment_type_code": EMPLOYMENT[job.employment],
        "location": job.places[0].text,
        "locations": [location(place) for place in job.places],
        "remote": job.workplace == "remote",
        "hybrid": job.workplace == "hybrid",
        "on_site": job.workplace == "onsite",
        "salary": salary(job.pay),
        "created_at": moment(job.posted_at),
        "published_at": moment(job.posted_at),
        "updated_at": moment(job.edited_at),
        "status": "published",
    }


def location(place: Place) -> dict[str, Any]:
    return {
        "name": place.text,
        "city": place.city,
        "state": place.region_name,
        "country": place.country_name,
        "country_code": place.country,
    }


def salary(pay: Pay | None) -> dict[str, Any]:
    if pay is None:
        return dict.fromkeys(("min", "max", "currency", "period"))
    return {"min": f"{pay.low:.2f}", "max": f"{pay.high:.2f}", "currency": pay.currency, "period": pay.period}


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
