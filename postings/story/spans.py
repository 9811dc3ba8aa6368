"""The stretches in which a posting was open. Pure: events in, no clock and no query."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from postings.vocabulary import EventType

OPENS = (EventType.CREATED, EventType.REOPENED)


class Span(NamedTuple):
    """From one opening to the closing that followed; open to this day without one."""

    opened_at: datetime
    closed_at: datetime | None = None

    def length(self, until: datetime) -> timedelta:
        """Up to `until` while it is open. Never less than nothing: the clocks of two machines may differ."""
        return max((self.closed_at or until) - self.opened_at, timedelta())


def spans(moves: Iterable[tuple[str, datetime]]) -> list[Span]:
    """The stretches of (event's type, moment), oldest first. A second opening, or a closing alone, says nothing new."""
    found: list[Span] = []
    for type, at in moves:
        is_open = bool(found) and found[-1].closed_at is None
        if type in OPENS and not is_open:
            found.append(Span(at))
        elif type == EventType.CLOSED and is_open:
            found[-1] = found[-1]._replace(closed_at=at)
    return found


def time_open(stretches: Iterable[Span], until: datetime) -> timedelta:
    """How long it was open in all, up to `until`; the time between a closing and a reopening does not count."""
    return sum((span.length(until) for span in stretches), timedelta())
