"""From the archive to postings and events: one crawl, one transaction. Read this first.

The flow, and where each step lives:

    crawl's pages --adapter--> records --normalise--> facts      postings/reading.py
    known, facts  --lifecycle--> steps                           postings/lifecycle.py
    steps         --> postings, contents, places, events         postings/writing.py
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from companies.directory import rename
from companies.models import Company, Crawl, Source
from companies.providers.base import Unreadable
from companies.schedule import next_due
from postings.lifecycle import Known, Step, Trust, is_held, steps
from postings.models import Event, PostingContent
from postings.reading import Reading, read
from postings.writing import Body, write


@transaction.atomic
def ingest(crawl: Crawl) -> list[Event]:
    """Bring what `crawl` saw into postings and events; once, in the order of the visits.

    Afterwards the crawl says what became of it: `outcome`, `error`, `counts`, `ingested_at`.
    One that another process has ingested meanwhile does nothing.
    """
    lock(crawl)
    if crawl.ingested_at is not None:
        return []
    last = crawl.source.crawls.good().exclude(ingested_at=None).exclude(id=crawl.id).latest_first().first()
    if last is not None and last.started_at > crawl.started_at:
        return refuse(crawl, Crawl.Outcome.PARTIAL, "A later visit to this board was brought in before it.")
    if is_settled(crawl, last):
        crawl.counts = {"listed": last.counts.get("listed", 0)}
        return confirm(crawl, [])
    return bring_in(crawl, after_hold=last is not None and last.outcome == Crawl.Outcome.HELD)


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
    """Hold the board until the transaction ends, and see the crawl as it is now."""
    source = Source.objects.select_for_update(of=["self"]).select_related("company").get(id=crawl.source_id)
    crawl.refresh_from_db()
    crawl.source = source


def is_settled(crawl: Crawl, last: Crawl | None) -> bool:
    """Whether there is nothing to look at: the same answer, and nobody waits for a second look."""
    return (
        crawl.outcome == Crawl.Outcome.UNCHANGED
        and last is not None
        and last.outcome != Crawl.Outcome.HELD
        and hashes(last) == hashes(crawl)
        and not crawl.source.postings.missing().exists()
    )


def hashes(crawl: Crawl) -> list[str]:
    return [payload["sha256"] for payload in crawl.payloads]


class Row(NamedTuple):
    """What we hold of a posting before a crawl is read."""

    id: int
    is_open: bool
    is_missing: bool
    record_hash: str


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
    events = write(crawl, {key: row.id for key, row in rows.items()}, bodies, reading.seen, happened)
    follow_name(crawl.source.company, reading.company)
    crawl.counts = counts(reading, happened)
    return confirm(crawl, events)


def known_rows(source: Source) -> dict[str, Row]:
    columns = ("key", "id", "active", "missing_since", "content__record_hash")
    return {
        key: Row(posting_id, active, missing_since is not None, record_hash)
        for key, posting_id, active, missing_since, record_hash in source.postings.order_by("id").values_list(*columns)
    }


def held_bodies(rows: Mapping[str, Row], seen: Iterable[str]) -> dict[str, Body]:
    """The bodies that we hold of the postings that have been read anew."""
    ids = {rows[key].id: key for key in seen if key in rows}
    columns = ("posting_id", "facts", "html", "text", "source_hash")
    found = PostingContent.objects.filter(posting__in=ids).values_list(*columns)
    return {ids[posting_id]: Body(*body) for posting_id, *body in found}


def known_postings(rows: Mapping[str, Row], bodies: Mapping[str, Body]) -> dict[str, Known]:
    """What the lifecycle compares with; the facts only of those that have new ones."""
    return {
        key: Known(bodies[key].visible() if key in bodies else {}, row.is_open, row.is_missing)
        for key, row in rows.items()
    }


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


def follow_name(company: Company, name: str) -> None:
    """Call a company as its board does, unless an admin named it or its boards may disagree."""
    if name and name != company.name and company.follows_board and company.sources.count() == 1:
        rename(company, name)


def confirm(crawl: Crawl, events: list[Event]) -> list[Event]:
    """Note that the crawl is in. A whole one proves every listed posting open at its moment."""
    crawl.ingested_at = timezone.now()
    crawl.save()
    if crawl.is_good:
        source = crawl.source
        waits = crawl.outcome == Crawl.Outcome.HELD or source.postings.missing().exists()
        source.last_whole_at = crawl.started_at
        source.next_due_at = next_due(crawl.started_at, second_look=waits)
        source.save(update_fields=["last_whole_at", "next_due_at"])
    return events


def refuse(crawl: Crawl, outcome: Crawl.Outcome, why: str) -> list[Event]:
    """Note that the crawl is of no use, and have the board answer in full next time."""
    crawl.outcome, crawl.error, crawl.ingested_at = outcome, why, timezone.now()
    crawl.save()
    if outcome == Crawl.Outcome.FAILED:
        source = crawl.source
        source.failures += 1
        source.etag = source.last_modified = ""
        source.next_due_at = next_due(crawl.started_at, source.failures)
        source.save(update_fields=["failures", "etag", "last_modified", "next_due_at"])
    return []
