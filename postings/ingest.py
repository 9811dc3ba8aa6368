"""From the archive to postings and events: one crawl, one transaction. Read this first.

The flow, and where each step lives:

    crawl's pages --adapter--> records --normalise--> facts      postings/reading.py
    known, facts  --lifecycle--> steps                           postings/lifecycle.py
    steps         --> postings, contents, places                 postings/writing.py
    steps         --> events                                     postings/telling.py
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from companies import naming
from companies.directory import call_as_board_does
from companies.health import due, follow_rhythm
from companies.models import Crawl, Source
from companies.providers.base import Unreadable
from companies.schedule import HELD_LOOK, SECOND_LOOK
from postings.known import held_bodies, known_postings, known_rows
from postings.lifecycle import HELD_FOR, Kind, Known, Step, Trust, is_held, steps
from postings.models import Event
from postings.reading import Reading, read
from postings.setwise import save_together
from postings.writing import write

# The columns of a crawl that say what became of it.
JUDGED = ["outcome", "error", "counts", "ingested_at", "approved_at", "approved_by"]
# Those of a source that say what it proved, and when to look again.
PROVEN = ["last_whole_at", "next_due_at", "rhythm", "second_look", "etag", "last_modified"]


@transaction.atomic
def ingest(crawl: Crawl) -> list[Event]:
    """Bring what `crawl` saw into postings and events; once, in the order of the visits.

    Afterwards the crawl says what became of it: `outcome`, `error`, `counts`, `ingested_at`.
    One that another process has ingested meanwhile does nothing.
    """
    if crawl.ingested_at is None:
        lock(crawl)
    if crawl.ingested_at is not None:
        return []
    last = crawl.source.crawls.good().exclude(ingested_at=None).exclude(id=crawl.id).latest_first().first()
    if last is not None and last.started_at > crawl.started_at:
        return refuse(crawl, Crawl.Outcome.PARTIAL, "A later visit to this board was brought in before it.")
    if is_settled(crawl, last):
        crawl.counts = {"listed": last.counts.get("listed", 0)}
        return confirm(crawl, [])
    return bring_in(crawl, after_hold=last is not None and has_been_held(crawl, last))


def has_been_held(crawl: Crawl, last: Crawl) -> bool:
    """Whether all visits up to the `last` good one have been held for as long as a fault may take to be mended.

    Where one of them failed the board is not well, and what it says is waited for anew.
    """
    if last.outcome != Crawl.Outcome.HELD:
        return False
    before = crawl.source.crawls.filter(started_at__lte=crawl.started_at).exclude(id=crawl.id)
    held = before.filter(outcome=Crawl.Outcome.HELD)
    other = before.exclude(outcome=Crawl.Outcome.HELD).latest_first().first()
    if other is not None:
        held = held.filter(started_at__gt=other.started_at)
    first = held.order_by("started_at").first()
    return first is not None and crawl.started_at - first.started_at >= HELD_FOR


@transaction.atomic
def approve(crawl: Crawl, by: str, now: datetime) -> list[Event]:
    """Believe a held crawl on the word of `by`: what it did not list is closed at once.

    ValueError, with the reason, when it is not held or a later good visit has followed.
    """
    lock(crawl)
    if crawl.outcome != Crawl.Outcome.HELD:
        raise ValueError(f"{crawl} is not held.")
    if crawl.source.crawls.good().latest_first().first() != crawl:
        raise ValueError(f"A later visit has followed {crawl}: its word is the one that counts.")
    crawl.approved_at, crawl.approved_by = now, by
    return bring_in(crawl, approved=True)


def lock(crawl: Crawl) -> None:
    """Hold the board until the transaction ends, and see it and the crawl as they are now.

    The crawl's row is locked with it: only locked rows are read as whoever held the lock before has left them.
    """
    visits = Crawl.objects.select_for_update(of=["self", "source"]).select_related("source__company")
    now = visits.get(id=crawl.id)
    crawl.source = now.source
    for name in JUDGED:
        setattr(crawl, name, getattr(now, name))


def is_settled(crawl: Crawl, last: Crawl | None) -> bool:
    """Whether there is nothing to look at: the same answer, and nobody waits for a second look."""
    return (
        crawl.outcome == Crawl.Outcome.UNCHANGED
        and last is not None
        and not crawl.source.second_look
        and hashes(last) == hashes(crawl)
    )


def hashes(crawl: Crawl) -> list[str]:
    return [payload["sha256"] for payload in crawl.list_payloads]


def bring_in(crawl: Crawl, after_hold: bool = False, approved: bool = False) -> list[Event]:
    """Read the crawl against what is known of its board, and write what happened."""
    rows = known_rows(crawl.source)
    try:
        read_before = {key: row.record_hash for key, row in rows.items() if row.is_open}
        reading = read(crawl.source.reader, crawl.read_pages(), read_before)
    except Unreadable as error:
        return refuse(crawl, Crawl.Outcome.FAILED, str(error))
    bodies = held_bodies(rows, reading.seen)
    known = known_postings(rows, bodies)
    trust = judge(crawl, reading, known, after_hold, approved)
    seen = {key: record.facts.visible() for key, record in reading.seen.items()}
    happened = list(steps(known, seen, reading.listed, trust))
    events = write(crawl, rows, bodies, reading.seen, happened)
    follow_name(crawl.source, reading.company)
    crawl.counts = counts(reading, happened)
    return confirm(crawl, events, is_new=bool(happened), waits=waits(crawl, known, happened))


def waits(crawl: Crawl, known: Mapping[str, Known], happened: Iterable[Step]) -> bool:
    """Whether the next visit is to be looked at, whatever it brings: somebody is missing, or this one is in doubt."""
    missing = {key for key, posting in known.items() if posting.is_missing}
    for step in happened:
        if step.kind is Kind.MISSED:
            missing.add(step.key)
        elif step.kind in (Kind.RETURNED, Kind.CLOSED):
            missing.discard(step.key)
    return bool(missing) or crawl.outcome in (Crawl.Outcome.HELD, Crawl.Outcome.PARTIAL)


def judge(crawl: Crawl, reading: Reading, known: Mapping[str, Known], after_hold: bool, approved: bool) -> Trust:
    """How far this crawl's silence is believed; the crawl's outcome says it too."""
    if crawl.outcome == Crawl.Outcome.PARTIAL or reading.doubt:
        crawl.outcome, crawl.error = Crawl.Outcome.PARTIAL, crawl.error or reading.doubt
        return Trust.NONE
    if not approved and is_held(known, reading.listed, after_hold):
        crawl.outcome = Crawl.Outcome.HELD
        return Trust.LOOK
    if crawl.outcome == Crawl.Outcome.HELD:
        crawl.outcome = Crawl.Outcome.WHOLE
    return Trust.WHOLE


def counts(reading: Reading, happened: list[Step]) -> dict[str, int]:
    """What the crawl listed and did, for its row: only what is not zero, but always `listed`."""
    done = Counter(step.kind.value for step in happened)
    done["unreadable"], done["repeated"] = len(reading.unreadable), reading.repeated
    return {"listed": len(reading.listed), **{name: number for name, number in done.items() if number}}


def follow_name(source: Source, name: str) -> None:
    """Call a company as its board does, unless an admin named it or its boards may disagree."""
    company = source.company
    if name and naming.clean(name) != company.name and company.follows_board and company.sources.count() == 1:
        call_as_board_does(company, name, source.board)


def confirm(crawl: Crawl, events: list[Event], is_new: bool = False, waits: bool = False) -> list[Event]:
    """Note that the crawl is in. A whole one proves every listed posting open at its moment.

    After another the board has to answer in full: "not modified" would stand for the last whole one.
    """
    source, crawl.ingested_at = crawl.source, timezone.now()
    if crawl.is_good:
        follow_rhythm(source, crawl.started_at, is_new)
        source.last_whole_at = crawl.started_at
        source.next_due_at = due(source, crawl.started_at, next_look(crawl, waits))
    else:
        source.etag = source.last_modified = ""
    source.second_look = waits
    save_together((crawl, JUDGED), (source, PROVEN))
    return events


def next_look(crawl: Crawl, waits: bool) -> timedelta | None:
    """How soon another look is wanted, if one is."""
    if crawl.outcome == Crawl.Outcome.HELD:
        return HELD_LOOK
    return SECOND_LOOK if waits or crawl.is_behind else None


def refuse(crawl: Crawl, outcome: Crawl.Outcome, why: str) -> list[Event]:
    """Note that the crawl is of no use, and have the board answer in full next time."""
    crawl.outcome, crawl.error, crawl.ingested_at = outcome, why, timezone.now()
    crawl.save(update_fields=JUDGED)
    if outcome == Crawl.Outcome.FAILED:
        source = crawl.source
        source.failures += 1
        source.etag = source.last_modified = ""
        source.next_due_at = due(source, crawl.started_at)
        source.save(update_fields=["failures", "etag", "last_modified", "next_due_at"])
    return []
