"""Do the events explain the board? A board's life told twice: by its archive, and by its events.

For every reading that was brought in, the keys it lists are read from the archive once more, and
the events say which postings are open after it. The two must agree reading by reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from companies.models import Crawl, Source
from companies.providers.base import UNREADABLE
from postings.vocabulary import EventType

OPENS = (EventType.CREATED, EventType.REOPENED)
# An admin's word decided, not the reading.
BY_HAND = (Crawl.Outcome.UNDONE, Crawl.Outcome.GONE)


@dataclass
class Account:
    """What a board's events add up to. `faults` are sentences; none means that all is explained."""

    source: Source
    readings: int = 0
    held: int = 0
    created: int = 0
    closed: int = 0
    reopened: int = 0
    updated: int = 0
    open: int = 0
    missing: int = 0
    flickers: int = 0  # absent from one reading only: never closed
    faults: list[str] = field(default_factory=list)


def audit(source: Source) -> Account:
    """Walk every reading of `source` that was brought in, oldest first, with its events."""
    account = Account(source)
    opened: set[str] = set()
    absent: dict[str, int] = {}  # how many whole readings running each open posting was not listed
    for crawl in source.crawls.exclude(ingested_at=None).exclude(outcome="failed").order_by("started_at", "id"):
        listed = keys_listed(crawl)
        happened = list(crawl.events.order_by("id").values_list("type", "posting__key"))
        if crawl.outcome in BY_HAND:
            follow(account, happened, opened)
            absent = {key: times for key, times in absent.items() if key in opened - {key for _, key in happened}}
            continue
        account.readings += 1
        account.held += crawl.outcome == Crawl.Outcome.HELD
        account.faults += misplaced(crawl, happened, listed, opened, absent)
        follow(account, happened, opened)
        account.flickers += sum(key in listed and times == 1 for key, times in absent.items())
        if crawl.is_good:
            absent = {key: absent.get(key, 0) + 1 for key in opened - listed}
            account.faults += unexplained(crawl, listed, opened, absent)
        else:  # a part of the board proves who is there, and nobody absent
            absent = {key: times for key, times in absent.items() if key not in listed}
    conclude(account, opened, absent)
    return account


def keys_listed(crawl: Crawl) -> set[str]:
    try:
        return set(crawl.source.reader.records(crawl.read_list()))
    except UNREADABLE:
        return set()


def follow(account: Account, happened: list[tuple[str, str]], opened: set[str]) -> None:
    for kind, key in happened:
        account.created += kind == EventType.CREATED
        account.reopened += kind == EventType.REOPENED
        account.closed += kind == EventType.CLOSED
        account.updated += kind == EventType.UPDATED
        if kind in OPENS:
            opened.add(key)
        elif kind == EventType.CLOSED:
            opened.discard(key)


def misplaced(crawl: Crawl, happened, listed: set[str], opened: set[str], absent: dict[str, int]) -> Iterator[str]:
    """Events that the reading does not bear out."""
    for kind, key in happened:
        if kind in OPENS and (key not in listed or key in opened):
            yield f"{crawl}: {key} opened, but it was not listed, or was open already."
        if kind == EventType.CLOSED and (key in listed or absent.get(key, 0) < 1):
            yield f"{crawl}: {key} closed without two absences running."


def unexplained(crawl: Crawl, listed: set[str], opened: set[str], absent: dict[str, int]) -> Iterator[str]:
    """What the board lists is open; what is open and not listed was listed the time before, or is held."""
    if strangers := listed - opened - unreadable(crawl):
        yield f"{crawl}: {len(strangers)} listed postings are not open, such as {min(strangers)}."
    late = [key for key, times in absent.items() if times > 1]
    if late and crawl.outcome != Crawl.Outcome.HELD:
        yield f"{crawl}: {len(late)} postings are open after two absences, such as {min(late)}."


def unreadable(crawl: Crawl) -> set[str]:
    """Nobody can say which, only how many: a reading that has some is not held to account for them."""
    return keys_listed(crawl) if crawl.counts.get("unreadable") else set()


def conclude(account: Account, opened: set[str], absent: dict[str, int]) -> None:
    """The rows as they stand now against the events; and the events' own order."""
    source = account.source
    held_open = set(source.postings.filter(active=True).values_list("key", flat=True))
    if held_open != opened:
        account.faults.append(f"{source}: {len(held_open ^ opened)} postings differ from what the events say.")
    account.open, account.missing = len(opened), len(absent)
    if account.created + account.reopened - account.closed != account.open:
        account.faults.append(f"{source}: created, reopened and closed do not add up to the open.")
    moments = list(source.events.order_by("id").values_list("observed_at", flat=True))
    if moments != sorted(moments):
        account.faults.append(f"{source}: its events are out of order.")
