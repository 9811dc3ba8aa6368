"""Recorded boards through the very path of live ones, as if crawled when they were recorded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from companies.archive import digest
from companies.crawling import crawl
from companies.directory import add_board
from companies.models import Crawl, Source
from companies.providers import PROVIDERS, recorded_board
from companies.providers.base import Page, Request
from postings.ingest import ingest
from postings.recordings import Recording


@dataclass
class Tally:
    """What a replay did: readings by outcome, events by type, records by fate."""

    readings: Counter = field(default_factory=Counter)
    records: Counter = field(default_factory=Counter)
    events: Counter = field(default_factory=Counter)
    left_out: Counter = field(default_factory=Counter)  # files of providers that we cannot read, by provider


def replay(recordings: Iterator[Recording], tally: Tally) -> Iterator[Recording]:
    """Feed `recordings` in their order, yielding each when it is in. Those fed before are passed over."""
    for recording in recordings:
        if recording.provider in PROVIDERS:
            feed(recording, tally)
        else:
            tally.left_out[recording.provider] += 1
        yield recording


def feed(recording: Recording, tally: Tally) -> None:
    board = recorded_board(recording.provider, recording.board)
    source, _ = add_board(recording.provider, board, now=recording.at)
    body = recording.body()
    visit = earlier(source, recording, body) or visit_recording(source, recording, body)
    if visit.ingested_at is not None:
        tally.readings["fed before"] += 1
        return
    events = ingest(visit)
    tally.readings[visit.outcome] += 1
    tally.events.update(event.type for event in events)
    tally.records.update({name: visit.counts.get(name, 0) for name in ("listed", "unreadable", "repeated")})


def earlier(source: Source, recording: Recording, body: bytes) -> Crawl | None:
    """The visit that fed this recording before, if there was one."""
    return source.crawls.filter(started_at=recording.at, payloads__contains=[{"sha256": digest(body)}]).first()


def visit_recording(source: Source, recording: Recording, body: bytes) -> Crawl:
    def get(request: Request) -> Page:
        return Page(request, body)

    # Own pages of records were not recorded with the list: the next real visit asks for them.
    visit = crawl(source, get, recording.at, most_details=0)
    if not recording.is_whole and visit.ingested_at is None:
        visit.outcome, visit.error = Crawl.Outcome.PARTIAL, "The recording holds only a part of the board."
        visit.save(update_fields=["outcome", "error"])
    return visit
