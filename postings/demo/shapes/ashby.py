"""Ashby's public Job Posting API: every key on every job, pay in tiers and components.

https://developers.ashbyhq.com/docs/public-job-posting-api
An unknown board is a 404 in plain text. Tokens keep their case and may hold spaces and dots.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

from postings.demo.answers import Answer, as_board, as_text, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup, plain
from postings.demo.values import Job, Pay, Place

HOSTS = {"api.ashbyhq.com": "ashby"}
MISSING = as_text("Not Found", 404)
AGES = False
GZIP = True
ENCODE = encode
CACHE = {"Cache-Control": "public, max-age=60"}
TIGHT = ' style="min-height:1.5em"'
STYLES = (
    Markup(f"<p{TIGHT}>{{}}</p>", "<h2><strong>{}</strong></h2>", "<ul>{}</ul>", f"<li><p{TIGHT}>{{}}</p></li>"),
    Markup(
        f"<p{TIGHT}>{{}}</p><p{TIGHT}></p>",
        f"<p{TIGHT}><strong>{{}}</strong></p>",
        f"<ul{TIGHT}>{{}}</ul>",
        f"<li><p{TIGHT}>{{}}</p></li>",
    ),
)
EMPLOYMENT = {
    "full_time": "FullTime",
    "part_time": "PartTime",
    "internship": "Intern",
    "contract": "Contract",
    "temporary": "Temporary",
}
WORKPLACE = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "OnSite", "": None}
SIGNS = {"USD": "$", "CAD": "CA$", "AUD": "A$", "BRL": "R$", "GBP": "£", "EUR": "€", "INR": "₹", "JPY": "¥"}
INTERVALS = {"year": "1 YEAR", "month": "1 MONTH", "hour": "1 HOUR"}
PER = {"year": "", "month": " per month", "hour": " per hour"}


def page(board: DemoBoard) -> str:
    return f"https://jobs.ashbyhq.com/{quote(board.token)}"


def token_in(host: str, path: str) -> str | None:
    parts = path.strip("/").split("/")
    return unquote(parts[2]) if parts[:2] == ["posting-api", "job-board"] and len(parts) == 3 else None


def key_in(path: str) -> str | None:
    """No job has an answer of its own."""
    return None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    return as_board(b'{"jobs":[', records, b'],"apiVersion":"1"}', **CACHE)


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    """Pay is told to those who ask for it."""
    asked = params.get("includeCompensation") == "true"
    return {name: value for name, value in record.items() if asked or name != "compensation"}


def key(job: Job) -> str:
    return str(job.id)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    markup = board.pick(STYLES, "markup")
    url = f"{page(board)}/{job.id}"
    flag = job.is_remote if job.is_remote is not None else {"": None}.get(job.workplace, job.workplace == "remote")
    return {
        "id": str(job.id),
        "title": job.title,
        "department": job.department,
        "team": job.team,
        "employmentType": EMPLOYMENT[job.employment],
        "location": job.places[0].text,
        "shouldDisplayCompensationOnJobPostings": job.pay is not None,
        "secondaryLocations": [{"location": each.text, "address": address(each)} for each in job.places[1:]],
        "publishedAt": job.posted_raw or moment(job.posted_at),
        "isListed": job.is_listed,
        "isRemote": flag,
        "workplaceType": WORKPLACE[job.workplace],
        "address": address(job.places[0]),
        "jobUrl": url,
        "applyUrl": f"{url}/application",
        "descriptionHtml": "".join(
            (
                markup.paragraphs(job.opening),
                *(markup.section(part) for part in job.sections),
                markup.paragraphs(job.closing),
            )
        ),
        "descriptionPlain": "\n\n".join((*job.opening, *(plain(part) for part in job.sections), *job.closing)),
        "compensation": compensation(job),
    }


def address(place: Place) -> dict[str, Any]:
    parts = {
        "addressRegion": place.region_name,
        "addressCountry": place.country_name,
        "addressLocality": place.city,
    }
    return {"postalAddress": {name: value for name, value in parts.items() if value}}


def compensation(job: Job) -> dict[str, Any]:
    """One tier for the job's range; an empty summary where none is told."""
    if job.pay is None:
        return {
            "compensationTierSummary": None,
            "scrapeableCompensationSalarySummary": None,
            "compensationTiers": [],
            "summaryComponents": [],
        }
    words = summary(job.pay)
    part = {
        "compensationType": "Salary",
        "interval": INTERVALS[job.pay.period],
        "currencyCode": job.pay.currency,
        "minValue": job.pay.low,
        "maxValue": job.pay.high,
    }
    tier = {
        "id": str(uuid.uuid5(job.id, "tier")),
        "tierSummary": words,
        "title": None,
        "additionalInformation": None,
        "components": [{"id": str(uuid.uuid5(job.id, "salary")), "summary": words, **part}],
    }
    return {
        "compensationTierSummary": words,
        "scrapeableCompensationSalarySummary": words.replace("–", "-"),
        "compensationTiers": [tier],
        "summaryComponents": [part],
    }


def summary(pay: Pay) -> str:
    """As Ashby says it: "$211.4K – $290.6K", "€18.50 – €21.00 per hour"."""
    low, high = (amount(value, pay) for value in (pay.low, pay.high))
    return f"{low} – {high}{PER[pay.period]}"


def amount(value: float, pay: Pay) -> str:
    sign = SIGNS.get(pay.currency, f"{pay.currency} ")
    return f"{sign}{value:.2f}" if pay.period == "hour" else f"{sign}{value / 1000:.4g}K"


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
