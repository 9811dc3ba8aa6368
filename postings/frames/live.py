"""What is filled into a posting's frame: all that is another one without a word from its board.

Time goes by, the board is read again, slices grow and shrink.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.template import engines
from markupsafe import escape

from postings import tallies
from postings.frames.related import DIMENSIONS, number
from postings.hashing import word_key
from postings.presentation import DASH
from postings.status import known_open_until, last_seen, status
from postings.story.page import Page
from postings.story.rows import Frame, LiveRow


def texts(found: Page, frame: Frame, now: datetime) -> dict[str, str]:
    """{hole: markup}, for all the holes of postings/detail.html. A query only for what is in no list itself."""
    posting, source, write = found.posting, found.source, macros()
    state, seen_at = status(posting, source, now, frame.why_closed), last_seen(posting, source)
    return {
        "status": write.status(state),
        "why": escape(state.why),
        "notice": write.notice(posting, state),
        "days open": days_open(frame.open_since, known_open_until(state, seen_at, now)),
        **moments(found, seen_at),
        "payload": escape(found.answer.payload_key) or DASH,
        **numbers(posting, frame),
    }


@cache
def macros() -> Any:
    return engines["jinja2"].env.get_template("postings/live.html").module


@cache
def template_filter(name: str) -> Callable[..., str]:
    return engines["jinja2"].env.filters[name]


def days_open(since: datetime | None, until: datetime) -> str:
    return template_filter("days")((until - since).days) if since else ""


def moments(found: Page, seen_at: datetime) -> dict[str, str]:
    write = template_filter("moment")
    return {
        "last seen day": template_filter("day")(seen_at),
        "last seen": write(seen_at),
        "last checked": write(found.source.last_whole_at, DASH),
        "source updated": write(found.answer.source_updated_at, DASH),
    }


def numbers(posting: LiveRow, frame: Frame) -> dict[str, str]:
    counted = totals(posting) if frame.numbers is None else {}
    named = {dimension: counted.get(dimension, 0) for dimension in DIMENSIONS} | (frame.numbers or {})
    return {number(of): f"{jobs:,}" for of, jobs in named.items()}


def totals(posting: LiveRow) -> Mapping[str, int]:
    return tallies.totals(
        [
            ("company", posting.company_id),
            ("provider", word_key(posting.provider)),
            ("city", posting.city_id),
            ("department", posting.department_id),
            ("work_model", word_key(posting.workplace_type)),
        ]
    )
