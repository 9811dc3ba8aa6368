"""What is filled into a posting's frame: all that is another one without a word from its board.

Time goes by, the board is read again, other jobs open and close.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.template import engines
from markupsafe import escape

from postings import tallies
from postings.frames.related import number
from postings.hashing import word_key
from postings.presentation import DASH
from postings.status import known_open_until, last_seen, status
from postings.story.lineage import lineage, similar
from postings.story.page import Page
from postings.story.query import SLICES
from postings.story.rows import EventRow, LiveRow
from postings.story.telling import story


def texts(found: Page, now: datetime) -> dict[str, str]:
    """{hole: markup}, for all the holes of postings/detail.html. A query only for what is in no list itself."""
    posting, source, write = found.posting, found.source, macros()
    state, seen_at = status(posting, source, now, why_closed(found.events)), last_seen(posting, source)
    told, url, company = lineage(posting, found.kin), posting.get_absolute_url(), posting.company
    others = [(job.get_absolute_url(), job.title, job.where(company)) for job in similar(posting, found.kin)]
    return {
        "status": write.status(state),
        "story": write.story(story(found.events, known_open_until(state, seen_at, now)), url),
        "notice": write.notice(posting, state, told.open_again, company.get_absolute_url()),
        "contents": write.contents(told.groups, others),
        "kin": write.kin(told.groups, url),
        "similar": write.similar(others),
        **moments(found, seen_at),
        "payload": escape(found.answer.payload_key) or DASH,
        **numbers(found),
    }


@cache
def macros() -> Any:
    return engines["jinja2"].env.get_template("postings/live.html").module


@cache
def template_filter(name: str) -> Callable[..., str]:
    return engines["jinja2"].env.filters[name]


def why_closed(happened: list[EventRow]) -> str:
    """The reason that the last closing gives; "" for what never closed."""
    return next((event.why for event in reversed(happened) if event.why), "")


def moments(found: Page, seen_at: datetime) -> dict[str, str]:
    write = template_filter("moment")
    return {
        "last seen day": template_filter("day")(seen_at),
        "last seen": write(seen_at),
        "last checked": write(found.source.last_whole_at, DASH),
        "source updated": write(found.answer.source_updated_at, DASH),
    }


def numbers(found: Page) -> dict[str, str]:
    counted = found.numbers if found.numbers is not None else totals(found.posting)
    return {number(name): f"{counted.get(name, 0):,}" for name in SLICES} | {number("events"): f"{len(found.events):,}"}


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
