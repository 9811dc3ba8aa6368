"""All that a posting's page shows, as plain rows."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from psycopg.pq import Format

from postings.story.query import PAGE, POSTING_COLUMNS
from postings.story.rows import (
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


class Page(NamedTuple):
    """`numbers` is {dimension: open jobs}, None for a posting that lists do not show by itself."""

    posting: PostingRow
    source: SourceRow
    content: ContentRow
    places: list[PlaceRow]
    events: list[EventRow]
    numbers: dict[str, int] | None
    kin: list[KinRow]


def page(id: int) -> Page | None:
    """The posting `id` with all of it; None when there is none. One query."""
    with connection.cursor() as cursor:
        cursor.cursor.format = Format.BINARY  # moments and numbers are read in half the time
        cursor.execute(PAGE, [id])
        row = cursor.fetchone()
    return assembled(iter(row)) if row else None


def assembled(values: Iterator[Any]) -> Page:
    """The columns of PAGE, in its order."""
    posting = take(values, len(POSTING_COLUMNS))
    company = CompanyRow(*take(values, 4))
    primary = place_row(values)
    department = DepartmentRow._make(named) if (named := take(values, 2))[0] else None
    source = SourceRow(*take(values, len(SourceRow._fields)))
    content = take(values, len(ContentRow._fields) - 1)  # the last is made of the one before
    places, events, numbers, kin = values
    return Page(
        PostingRow(*posting, company, *primary, department),
        source,
        ContentRow(*content, json.loads(content[-1])),
        [primary, *(place_row(iter(place)) for place in places or ())] if any(primary) else [],
        [EventRow(type, field, moment(at), *others) for type, field, at, *others in events or ()],
        numbers,
        [kin_row(row) for row in kin or ()],
    )


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
