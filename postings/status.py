"""Whether a job is open, and what proves it."""

from datetime import datetime
from typing import NamedTuple

from companies.models import Source
from companies.schedule import FRESH
from postings.models import Posting
from postings.story.rows import LiveRow, SourceRow


class Status(NamedTuple):
    """`word` for the headline ("Open"), `claim` before the moment `at` ("confirmed"), `why` after it, "" for none.

    `kind` is open, unconfirmed, missing or closed: the style, never the only sign.
    """

    kind: str
    word: str
    claim: str
    at: datetime | None
    why: str = ""


def status(posting: Posting | LiveRow, source: Source | SourceRow, now: datetime, why: str = "") -> Status:
    """The status that the page shows; `why` is the reason of the closing, from its event.

    A board that answers no more proves nobody closed: its postings stay open, unconfirmed.
    """
    if not posting.active:
        return Status("closed", "Closed", "at", posting.closed_at, why)
    if posting.missing_since and not source.parked_reason:
        return Status("missing", "Open", "but missing since", posting.missing_since, "The board is asked once more.")
    confirmed_at = last_seen(posting, source)
    if now - confirmed_at <= FRESH and not source.parked_reason:
        return Status("open", "Open", "confirmed", confirmed_at)
    return Status("unconfirmed", "Open", "unconfirmed since", confirmed_at, source.parked_reason)


def last_seen(posting: Posting | LiveRow, source: Source | SourceRow) -> datetime:
    """The last moment the board listed it: while it is there, its source's last whole crawl speaks for it."""
    if posting.last_seen_at:
        return posting.last_seen_at
    if source.last_whole_at:
        return max(source.last_whole_at, posting.first_seen_at)
    return posting.first_seen_at


def known_open_until(status: Status, last_seen_at: datetime, now: datetime) -> datetime:
    """Now, when the board has just been read; else when it was last seen there. Of a closed one, no news."""
    return now if status.kind == "open" else last_seen_at
