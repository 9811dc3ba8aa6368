"""Lever's Postings API: a bare list in pages, the text in pieces, dates in milliseconds.

https://github.com/lever/postings-api
Answers are not compressed, tokens are case-sensitive, an unknown one is a 404 with a JSON body.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from postings.demo.answers import Answer, as_board, as_json, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup, plain
from postings.demo.values import Job, Pay, Section
from postings.demo.words import prose

HOSTS = {"api.lever.co": "lever", "api.eu.lever.co": "lever_eu"}
PAGES = {"lever": "https://jobs.lever.co", "lever_eu": "https://jobs.eu.lever.co"}
MISSING = as_json({"ok": False, "error": "Document not found"}, 404)
AGES = False
GZIP = False
ENCODE = encode
STYLES = (
    Markup("<div>{}</div>\n<div>&nbsp;</div>", "<h3>{}</h3>", item="\n<li>{}</li>"),
    Markup(
        '<div><span style="font-size: 16px;">{}</span></div>',
        '<div><strong style="font-size: 24px;">{}</strong></div>',
        item='<li><span style="font-size: 11pt;">{}</span></li>',
    ),
    Markup("<p>{}</p>", "<h3><strong>{}</strong></h3>"),
)
INTERVALS = {"year": "per-year-salary", "month": "per-month-salary", "hour": "per-hour-wage"}


def page(board: DemoBoard) -> str:
    return f"{PAGES[board.ats]}/{quote(board.token)}"


def token_in(host: str, path: str) -> str | None:
    parts = path.strip("/").split("/")
    return unquote(parts[2]) if parts[:2] == ["v0", "postings"] and len(parts) == 3 else None


def key_in(path: str) -> str | None:
    """No job has an answer of its own."""
    return None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    skip = int(params.get("skip", 0))
    limit = int(params.get("limit", len(records)))
    return as_board(b"[", records[skip : skip + limit], b"]")


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    """Lever tells everybody everything."""
    return record


def key(job: Job) -> str:
    return str(job.id)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    markup = board.pick(STYLES, "markup")
    body, lists = halves(job)
    url = f"{page(board)}/{job.id}"
    texts = {
        "additional": markup.paragraphs(job.closing),
        "additionalPlain": "\n".join(job.closing),
        "description": markup.paragraphs(job.opening) + "".join(markup.section(part) for part in body),
        "descriptionPlain": "\n".join((*job.opening, *(plain(part) for part in body))),
        "descriptionBody": "".join(markup.section(part) for part in body),
        "descriptionBodyPlain": "\n".join(plain(part) for part in body),
        "opening": markup.paragraphs(job.opening),
        "openingPlain": "\n".join(job.opening),
    }
    return {
        **texts,
        "categories": categories(job),
        "createdAt": job.posted_raw or int(job.posted_at.timestamp() * 1000),
        "id": str(job.id),
        "lists": [{"text": part.heading, "content": markup.bare_items(part.items)} for part in lists],
        "text": job.title,
        "country": job.places[0].country or None,
        "workplaceType": job.workplace or "unspecified",
        "hostedUrl": url,
        "applyUrl": f"{url}/apply",
        **salary(job.pay, job.pay_line, markup),
    }


def halves(job: Job) -> tuple[list[Section], list[Section]]:
    """Lever keeps bulleted sections in a field of their own; the others stay in the description."""
    lists = [part for part in job.sections if part.items]
    return [part for part in job.sections if not part.items], lists


def categories(job: Job) -> dict[str, Any]:
    places = [place.text for place in job.places]
    return {
        "commitment": prose(job.language)["employment"][job.employment],
        "department": job.department,
        "location": places[0],
        "team": job.team,
        "allLocations": places,
    }


def salary(pay: Pay | None, line: str, markup: Markup) -> dict[str, Any]:
    if pay is None:
        return {}
    return {
        "salaryDescription": markup.paragraphs([line]),
        "salaryDescriptionPlain": line,
        "salaryRange": {
            "max": pay.high,
            "min": pay.low,
            "currency": pay.currency,
            "interval": INTERVALS[pay.period],
        },
    }
