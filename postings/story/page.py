"""What moves on a posting's page, as plain rows, and its frame, if it is kept."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from postings.statements import first, take
from postings.story.query import LIVE_COLUMNS, PAGE
from postings.story.rows import AnswerRow, CompanyRow, Frame, Kin, LiveRow, SourceRow


class Page(NamedTuple):
    """`revision` is that of the rows its frame is made of, `kept` the frame, still packed, if one of this revision is.

    Kept are the frames of open postings alone.
    """

    posting: LiveRow
    source: SourceRow
    answer: AnswerRow
    revision: int
    kept: Frame | None


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
    revision, html, open_since, kin, kin_revisions, numbers = values
    counted = None if numbers is None else dict(numbers)
    kept = Frame(html, open_since, "", Kin(kin, kin_revisions), counted) if html else None
    return Page(LiveRow(*posting, company), source, answer, revision, kept)
