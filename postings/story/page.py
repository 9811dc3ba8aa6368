"""All that a posting's page shows, as plain rows."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from psycopg.pq import Format

from postings.story.query import BODY, PAGE, POSTING_COLUMNS
from postings.story.rows import (
    AnswerRow,
    CityRow,
    CompanyRow,
    ContentRow,
    CountryRow,
    DepartmentRow,
    EventRow,
    KinRow,
    PlaceRow,
    PostingRow,
    RegionRow,
    SourceRow,
)


class Posted(NamedTuple):
    """A posting with what stands beside it; the primary place is the first."""

    posting: PostingRow
    source: SourceRow
    places: list[PlaceRow]


class Page(NamedTuple):
    """`numbers` is {dimension: open jobs}, None for a posting that lists do not show by itself.

    `kept` is its frame, if one is kept that is as the rows are (postings/frames).
    """

    posted: Posted
    answer: AnswerRow
    events: list[EventRow]
    numbers: dict[str, int] | None
    kin: list[KinRow]
    kept: bytes | None

    @property
    def posting(self) -> PostingRow:
        return self.posted.posting

    @property
    def source(self) -> SourceRow:
        return self.posted.source


def page(id: int, edition: int) -> Page | None:
    """The posting `id` with all of it but its body; None when there is none. One query."""
    row = first(PAGE, [edition, id])
    return assembled(iter(row)) if row else None


def body(id: int) -> ContentRow:
    """The body of a posting that there is. One query."""
    return content_row(iter(first(BODY, [id])))


def first(statement: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.cursor.format = Format.BINARY  # moments and numbers are read in half the time
        cursor.execute(statement, values)
        return cursor.fetchone()


def assembled(values: Iterator[Any]) -> Page:
    """The columns of PAGE, in its order."""
    posted, answer = posted_row(values), AnswerRow(*take(values, 2))
    events, numbers, kin, kept = values
    return Page(
        posted,
        answer,
        [EventRow(type, field, moment(at), *others) for type, field, at, *others in events or ()],
        numbers,
        [kin_row(row) for row in kin or ()],
        kept,
    )


def posted_row(values: Iterator[Any]) -> Posted:
    """The columns of POSTING, in its order."""
    posting = take(values, len(POSTING_COLUMNS))
    company = CompanyRow(*take(values, 4))
    primary = place_row(values)
    department = DepartmentRow._make(named) if (named := take(values, 2))[0] else None
    source = SourceRow(*take(values, len(SourceRow._fields)))
    further = next(values) or ()
    return Posted(
        PostingRow(*posting, company, *primary, department),
        source,
        [primary, *(place_row(iter(place)) for place in further)] if any(primary) else [],
    )


def content_row(values: Iterator[Any]) -> ContentRow:
    """The columns of CONTENT, in its order; the last of them is taken apart, too."""
    *content, parsed = take(values, len(ContentRow._fields) - 1)
    return ContentRow(*content, parsed, json.loads(parsed))


def take(values: Iterator[Any], number: int) -> list[Any]:
    return list(islice(values, number))


def place_row(values: Iterator[Any]) -> PlaceRow:
    """The parts that are named; a row that was not joined is all NULL."""
    parts = (row(*named) if (named := take(values, 2))[0] else None for row in (CityRow, RegionRow, CountryRow))
    return PlaceRow(*parts)


def kin_row(values: list[Any]) -> KinRow:
    *others, first_seen_at, closed_at = values
    return KinRow(*others, moment(first_seen_at), moment(closed_at) if closed_at else None)


def moment(text: str) -> datetime:
    """As JSON has it, with its offset: the database may be of another zone."""
    return datetime.fromisoformat(text).astimezone(UTC)
