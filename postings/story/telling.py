"""A posting's story in a line, for its page: how long it is open, what changed, what it went through. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from postings.story.rows import EventRow
from postings.story.spans import Span, spans, time_open
from postings.story.wording import topic
from postings.vocabulary import EventType


class Story(NamedTuple):
    """`changed_at` and `changed` are of the last visit that saw a change: its moment, and what it is about."""

    stretches: list[tuple[Span, int]]  # and the days of each
    is_open: bool
    days: int
    changes: int
    changed_at: datetime | None
    changed: list[str]
    closings: int
    reopenings: int
    last_visit: int

    @property
    def times_closed(self) -> str:
        return times(self.closings)

    @property
    def times_changed(self) -> str:
        return times(self.changes)

    @property
    def times_reopened(self) -> str:
        return times(self.reopenings)


def story(events: Sequence[EventRow], until: datetime) -> Story | None:
    """None before anything is noted. `until` is when it was last known to be open, if it is.

    A visit that saw several facts change is one change.
    """
    if not events:
        return None
    stretches = spans((event.type, event.observed_at) for event in events)
    updates = [event for event in events if event.type == EventType.UPDATED]
    last = updates[-1].crawl_id if updates else 0
    return Story(
        stretches=[(span, span.length(until).days) for span in stretches],
        is_open=bool(stretches) and stretches[-1].closed_at is None,
        days=time_open(stretches, until).days,
        changes=len({event.crawl_id for event in updates}),
        changed_at=updates[-1].observed_at if updates else None,
        changed=list(dict.fromkeys(topic(event.field) for event in updates if event.crawl_id == last)),
        closings=sum(span.closed_at is not None for span in stretches),
        reopenings=max(len(stretches) - 1, 0),
        last_visit=last,
    )


def open_since(events: Sequence[EventRow]) -> datetime | None:
    """Since when it would be open, for as long as it has been, had it been so without a break; None of a closed one."""
    *earlier, last = spans((event.type, event.observed_at) for event in events) or [None]
    if last is None or last.closed_at:
        return None
    return last.opened_at - time_open(earlier, last.opened_at)


def why_closed(events: Sequence[EventRow]) -> str:
    """The reason that the last closing gives; "" for what never closed."""
    return next((event.why for event in reversed(events) if event.why), "")


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number) or f"{number:,} times"
