"""What moves on a posting's page, as plain rows, and its frame, if it is kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from postings.statements import first, take
from postings.story.query import LIVE_COLUMNS, PAGE, SLICES
from postings.story.rows import AnswerRow, CompanyRow, EventRow, KinRow, LiveRow, SourceRow


class Page(NamedTuple):
    """`numbers` is {dimension: open jobs}, None for a posting that lists do not show by itself.

    `revision` is that of the rows its frame is made of, `kept` the frame, if one of this revision is kept.
    """

    posting: LiveRow
    source: SourceRow
    answer: AnswerRow
    events: list[EventRow]
    numbers: dict[str, int] | None
    kin: list[KinRow]
    revision: int
    kept: bytes | None


def page(id: int, edition: int) -> Page | None:
    """What there is of the posting `id` beside its frame; None when there is none. One query."""
    row = first(PAGE, [edition, id])
    return assembled(iter(row)) if row else None


def assembled(values: Iterator[Any]) -> Page:
    """The columns of PAGE, in its order."""
    posting = take(values, len(LIVE_COLUMNS))
    company = CompanyRow(*take(values, len(CompanyRow._fields)))
    source = SourceRow(*take(values, len(SourceRow._fields)))
    answer = AnswerRow(*take(values, len(AnswerRow._fields)))
    events, numbers, kin, revision, kept = values
    return Page(
        LiveRow(*posting, company),
        source,
        answer,
        [EventRow(type, field, moment(at), *others) for type, field, at, *others in events or ()],
        None if numbers is None else dict(zip(SLICES, (number or 0 for number in numbers), strict=True)),
        [kin_row(row) for row in kin or ()],
        revision,
        kept,
    )


def kin_row(values: list[Any]) -> KinRow:
    *others, first_seen_at, closed_at = values
    return KinRow(*others, moment(first_seen_at), moment(closed_at) if closed_at else None)


def moment(text: str) -> datetime:
    """As JSON has it, with its offset: the database may be of another zone."""
    return datetime.fromisoformat(text).astimezone(UTC)
