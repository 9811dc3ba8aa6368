"""Steps -> events: what of it is told to readers, for good."""

from collections.abc import Iterable, Mapping

from companies.models import Crawl
from postings.lifecycle import Kind, Step
from postings.models import Event
from postings.setwise import copy_objects
from postings.vocabulary import UNDONE, EventType

EVENT_TYPES = {
    Kind.CREATED: EventType.CREATED,
    Kind.CHANGED: EventType.UPDATED,
    Kind.CLOSED: EventType.CLOSED,
    Kind.REOPENED: EventType.REOPENED,
}


def record_events(
    crawl: Crawl, ids: Mapping[str, int], hashes: Mapping[str, str], happened: Iterable[Step]
) -> list[Event]:
    """The steps that are told, in their order. Going missing and returning are not: they prove nothing.

    What comes back does not know its number. Boards come with thousands of events, so they are written by COPY.
    `hashes` are the source hashes, {key: hash}.
    """
    events = [
        Event(
            posting_id=ids[step.key],
            company_id=crawl.source.company_id,
            source=crawl.source,
            crawl=crawl,
            type=EVENT_TYPES[step.kind],
            field=step.field,
            old=step.old,
            new=step.new,
            observed_at=crawl.started_at,
            source_hash=hashes[step.key],
            metadata=metadata(crawl, step),
        )
        for step in happened
        if step.kind in EVENT_TYPES
    ]
    copy_objects(Event, events)
    return events


def metadata(crawl: Crawl, step: Step) -> dict[str, str]:
    """Why a posting was closed, or whatever was taken back; the other steps explain themselves."""
    if crawl.outcome == Crawl.Outcome.UNDONE:
        return {"reason": UNDONE, "words": f"Undo of crawl {crawl.id}: what that visit had done was taken back."}
    if step.kind is not Kind.CLOSED:
        return {}
    if crawl.outcome == Crawl.Outcome.GONE:
        return {"reason": "board_gone", "words": "Its board is gone; an admin confirmed it."}
    if crawl.approved_by:
        return {"reason": "approved", "words": "The board no longer lists it; an admin confirmed the large change."}
    return {"reason": "absent_twice", "words": "Two whole crawls running, the board did not list it."}
