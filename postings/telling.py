"""Steps -> events: what of it is told to readers, for good."""

from collections.abc import Iterable, Mapping

from companies.models import Crawl
from postings.lifecycle import Kind, Step
from postings.models import Event, PostingContent
from postings.vocabulary import UNDONE, EventType

BATCH = 500
EVENT_TYPES = {
    Kind.CREATED: EventType.CREATED,
    Kind.CHANGED: EventType.UPDATED,
    Kind.CLOSED: EventType.CLOSED,
    Kind.REOPENED: EventType.REOPENED,
}


def record_events(
    crawl: Crawl, ids: Mapping[str, int], hashes: Mapping[int, str], happened: Iterable[Step]
) -> list[Event]:
    """The steps that are told, in their order. Going missing and returning are not: they prove nothing.

    `hashes` are those source hashes that are at hand, {posting's id: hash}.
    """
    told = [step for step in happened if step.kind in EVENT_TYPES]
    if unread := {ids[step.key] for step in told} - hashes.keys():
        found = PostingContent.objects.filter(posting__in=unread).values_list("posting_id", "source_hash")
        hashes = {**hashes, **dict(found)}
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
            source_hash=hashes[ids[step.key]],
            metadata=metadata(crawl, step),
        )
        for step in told
    ]
    return Event.objects.bulk_create(events, batch_size=BATCH)


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
