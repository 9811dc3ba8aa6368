"""Personio's feed of a career site: the whole board in one XML document.

https://developer.personio.de/docs/retrieving-open-job-positions
A position that is not written in the language asked for comes without its text.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from postings.demo.answers import Answer, as_feed, as_text
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup
from postings.demo.values import Job, Pay

HOSTS = {".jobs.personio.de": "personio", ".jobs.personio.com": "personio"}
MISSING = as_text("<!doctype html><title>Not found</title>", 404, "text/html")
AGES = False
GZIP = True
MARKUP = Markup("<p>{}</p>", "<strong>{}</strong>", item="<li>{}</li>\n")
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>\n'
EMPLOYMENT = {
    "full_time": ("permanent", "full-time"),
    "part_time": ("permanent", "part-time"),
    "internship": ("intern", "full-time"),
    "contract": ("freelance", "full-time"),
    "temporary": ("temporary", "full-time"),
}


def page(board: DemoBoard) -> str:
    return f"https://{board.token}.jobs.personio.de/"


def token_in(host: str, path: str) -> str | None:
    return host.partition(".")[0] if path == "/xml" else None


def key_in(path: str) -> str | None:
    """No job has an answer of its own."""
    return None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    return as_feed(HEAD, records, b"</workzag-jobs>\n")


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    return record if record["language"] == params.get("language") else {**record, "texts": []}


def ENCODE(record: dict[str, Any]) -> bytes:
    """A position as an element."""
    plain = "".join(element(name, value) for name, value in record["plain"].items() if value)
    extra = "".join(element("office", office) for office in record["offices"])
    texts = "".join(
        f"<jobDescription>{element('name', name)}<value><![CDATA[{html}]]></value></jobDescription>\n"
        for name, html in record["texts"]
    )
    pay = "".join(element(name, value) for name, value in record["pay"].items())
    more = [("additionalOffices", extra), ("salaryInformation", pay), ("jobDescriptions", texts)]
    inner = plain + "".join(f"<{name}>{words}</{name}>\n" for name, words in more if words)
    return f"<position>\n{inner}</position>\n".encode()


def element(name: str, value: Any) -> str:
    return f"<{name}>{escape(str(value))}</{name}>\n"


def key(job: Job) -> str:
    return str(job.serial - 4_000_000_000)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    kind, schedule = EMPLOYMENT[job.employment]
    plain = {
        "id": key(job),
        "subcompany": board.employer.name,
        "office": job.places[0].text,
        "department": job.department,
        "recruitingCategory": f"{sum(job.team.encode()) % 90:03}_{job.team}",
        "name": job.title,
        "employmentType": kind,
        "schedule": schedule,
        "createdAt": job.posted_at.isoformat(timespec="seconds"),
    }
    return {
        "plain": plain,
        "language": job.language,
        "offices": [place.text for place in job.places[1:]],
        "pay": salary(job.pay),
        "texts": texts(job),
    }


def texts(job: Job) -> list[tuple[str, str]]:
    parts = [("", MARKUP.paragraphs(job.opening)), *((part.heading, MARKUP.body(part)) for part in job.sections)]
    return [(name, html) for name, html in [*parts, ("", MARKUP.paragraphs(job.closing))] if html]


def salary(pay: Pay | None) -> dict[str, Any]:
    if pay is None:
        return {}
    return {"min": pay.low, "max": pay.high, "currencyCode": pay.currency, "type": f"{pay.period}ly"}
