"""Taking a visit back as one set: what its ingest did to postings, done the other way round.

Nothing is deleted. The taking back is told in events of its own, which name the same crawl:

    created   -> closed          changed -> the former values, by the answer before
    closed    -> open again      missing -> there
    reopened  -> closed

Who came back from missing stays: it was seen. A company that was renamed keeps its new name.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from companies.models import Crawl
from companies.providers.base import UNREADABLE, DetailedProvider, Page
from postings.ingest import lock
from postings.known import Held, held_bodies, known_rows
from postings.lifecycle import Kind, Step, changes
from postings.models import Event
from postings.normalise import normalise
from postings.reading import Seen, hash_of, listed_records, own_pages, whole
from postings.vocabulary import EventType
from postings.writing import write

# What an ingest counts that is no step.
NO_STEPS = {"listed", "unreadable", "repeated"}
# How many visits back the own pages of records are looked for.
FURTHEST = 200


@transaction.atomic
def undo(crawl: Crawl, now: datetime, by: str) -> list[Event]:
    """Take back what `crawl` did, on the word of `by`; the events that say so.

    ValueError, with the reason, when there is nothing to take back, a later visit has built on it,
    or the archive has lost what was before.
    """
    lock(crawl)
    refuse(crawl)
    was_good = crawl.is_good
    held = known_rows(crawl.source)
    happened = list(crawl.events.order_by("id").values_list("type", "posting__key"))
    former = former_records(crawl, {key for kind, key in happened if kind == EventType.UPDATED})
    steps = [*state_steps(crawl, happened), *value_steps(held, former)]
    crawl.outcome, crawl.undone_at, crawl.undone_by = Crawl.Outcome.UNDONE, now, by
    crawl.save(update_fields=["outcome", "undone_at", "undone_by"])
    events = [event for batch in batches(steps, former) for event in take_back(crawl, now, held, *batch)]
    look_again(crawl, was_good, now)
    return events


def refuse(crawl: Crawl) -> None:
    """ValueError, with the reason, when `crawl` cannot be undone."""
    if crawl.outcome == Crawl.Outcome.UNDONE:
        raise ValueError(f"{crawl} is undone already.")
    if crawl.ingested_at is None or crawl.outcome == Crawl.Outcome.FAILED:
        raise ValueError(f"{crawl} brought nothing in: there is nothing to undo.")
    later = crawl.source.crawls.exclude(ingested_at=None).exclude(outcome=Crawl.Outcome.UNDONE)
    for visit in later.filter(started_at__gte=crawl.started_at).exclude(id=crawl.id).latest_first():
        if any(number for name, number in visit.counts.items() if name not in NO_STEPS):
            raise ValueError(f"{visit} has built on it: undo that visit first.")


def state_steps(crawl: Crawl, happened: Iterable[tuple[str, str]]) -> Iterator[Step]:
    """Who opened closes, who closed opens, and who went missing is there."""
    opposite = {
        EventType.CREATED: Kind.CLOSED,
        EventType.REOPENED: Kind.CLOSED,
        EventType.CLOSED: Kind.REOPENED,
    }
    for kind, key in happened:
        if kind in opposite:
            yield Step(opposite[EventType(kind)], key)
    for key in crawl.source.postings.filter(missing_since=crawl.started_at).values_list("key", flat=True):
        yield Step(Kind.RETURNED, key)


def value_steps(held: Mapping[str, Held], former: Mapping[str, tuple[Crawl, Seen]]) -> Iterator[Step]:
    for key, body in held_bodies(held, former).items():
        _, seen = former[key]
        yield from changes(key, body.visible(), seen.facts.visible())


def former_records(crawl: Crawl, keys: Collection[str]) -> dict[str, tuple[Crawl, Seen]]:
    """{key: the visit before that listed it last, and what that said}; ValueError when the archive has lost one."""
    provider = crawl.source.reader
    listed: dict[str, tuple[Crawl, Any]] = {}
    own: dict[str, Page] = {}
    for earlier, pages in visits_before(crawl) if keys else ():
        records, _ = listed_records(provider, pages)
        listed |= {key: (earlier, records[key]) for key in keys if key in records and key not in listed}
        own |= {key: page for key, page in own_pages(pages).items() if key in keys and key not in own}
        if len(listed) == len(keys) and (len(own) == len(keys) or not isinstance(provider, DetailedProvider)):
            break
    if lost := set(keys) - listed.keys():
        raise ValueError(f"The archive no longer holds what {len(lost)} of its postings said before.")
    return {
        key: (
            earlier,
            Seen(normalise(provider.listing(whole(provider, record, own.get(key)))), hash_of(provider, record)),
        )
        for key, (earlier, record) in listed.items()
    }


def visits_before(crawl: Crawl) -> Iterator[tuple[Crawl, list[Page]]]:
    """The visits brought in before it, the last one first, with their pages; without those that cannot be read."""
    earlier = crawl.source.crawls.read().exclude(ingested_at=None).filter(started_at__lt=crawl.started_at)
    for visit in earlier.latest_first()[:FURTHEST]:
        try:
            pages = visit.read_pages()
            listed_records(crawl.source.reader, pages)
        except UNREADABLE:
            continue
        yield visit, pages


Batch = tuple[Crawl | None, dict[str, Seen], list[Step]]


def batches(steps: Iterable[Step], former: Mapping[str, tuple[Crawl, Seen]]) -> list[Batch]:
    """The steps by the visit whose answer they go back to; None for those that need none."""
    parts: dict[Crawl | None, list[Step]] = defaultdict(list)
    for step in steps:
        parts[former[step.key][0] if step.key in former else None].append(step)
    seen = {earlier: {key: one for key, (its, one) in former.items() if its == earlier} for earlier in parts}
    return [(earlier, seen[earlier], its_steps) for earlier, its_steps in parts.items()]


def take_back(
    crawl: Crawl,
    now: datetime,
    held: Mapping[str, Held],
    earlier: Crawl | None,
    seen: dict[str, Seen],
    steps: list[Step],
) -> list[Event]:
    """Write `steps` as happening now. The events are the crawl's, the bodies those of the `earlier` answer."""
    payloads = earlier.payloads if earlier else []
    undoing = Crawl(id=crawl.id, source=crawl.source, started_at=now, outcome=crawl.outcome, payloads=payloads)
    return write(undoing, held, held_bodies(held, seen), seen, steps)


def look_again(crawl: Crawl, was_good: bool, now: datetime) -> None:
    """The board proves no more than the visit before did, and is asked in full at once."""
    source = crawl.source
    if was_good:
        before = source.crawls.good().exclude(ingested_at=None).latest_first().first()
        source.last_whole_at = before.started_at if before else None
    source.second_look, source.etag, source.last_modified, source.next_due_at = True, "", "", now
    source.save(update_fields=["last_whole_at", "second_look", "etag", "last_modified", "next_due_at"])
