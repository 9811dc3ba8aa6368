"""The own pages of a board's records: which of them to ask for at a visit, and the asking.

Only of a DetailedProvider, whose list leaves out what only a record's own page tells. A page is
asked for when its record is new or has changed, when an earlier visit still owes it, and every
CRAWL_DETAIL_DAYS, since the list need not say that a text has changed.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from companies.fetching import Declined, FetchError, Postponed
from companies.models import Crawl, Source
from companies.providers.base import UNREADABLE, Board, DetailedProvider, Page, Provider, Request

Get = Callable[[Request], Page]

# The largest employers list some 40,000: what lists more than this is no board, and is refused at ingest.
MAX_RECORDS = 100_000
# A host that refuses so many own pages running is left alone for this visit. One that is gone refuses only itself.
PATIENCE = 3
GONE = (404, 410)
DAY_SECONDS = 86_400


class Details(NamedTuple):
    """Own pages that were read, the keys of those still owed, and whether the list says what it said before."""

    pages: Sequence[Page] = ()
    owed: Sequence[str] = ()
    is_same: bool = False


def of_list(pages: Iterable[Page]) -> list[Page]:
    """`pages` without the records' own."""
    return [page for page in pages if not page.of]


def lasting(provider: Provider, record: Any) -> Any:
    """`record` without what changes by itself, such as "Posted 3 Days Ago"."""
    passing = getattr(provider, "PASSING", ())
    if not passing or not isinstance(record, dict):
        return record
    return {name: value for name, value in record.items() if name not in passing}


def collect(
    source: Source, pages: Sequence[Page], last: Crawl | None, get: Get, now: datetime, *, most: int, is_whole: bool
) -> Details:
    """The own pages that this visit has to ask for, at most `most`; what it does not get is owed.

    `pages` are the list's, `is_whole` when they are all of them; `last` is the last good visit.
    Pages that are no answer of this provider are told at ingest.
    """
    provider = source.reader
    if not isinstance(provider, DetailedProvider):
        return Details()
    latest = source.crawls.read().latest_first().first()
    try:
        listed = last.read_list() if last and any(page.not_modified for page in pages) else pages
        records = provider.records(listed)
        is_whole = is_whole and not provider.doubt(listed)
    except UNREADABLE:
        return Details(owed=latest.owed if latest else ())
    if len(records) > MAX_RECORDS:
        return Details()
    before = [] if latest is None else records_before(provider, [last, latest] if latest != last else [latest])
    wanted = keys_to_ask(provider, records, before, latest, now)
    own, owed = ask(provider, source.address, records, wanted, get, most)
    is_same = is_whole and latest == last and len(before) == 1 and listed_alike(provider, records, before[0])
    # A board that was not read to its end says nothing of those it does not list.
    unlisted = [] if is_whole else [key for key in (latest.owed if latest else ()) if key not in records]
    return Details(own, [*owed, *unlisted], is_same)


def records_before(provider: Provider, crawls: Iterable[Crawl | None]) -> list[Mapping[str, Any]]:
    """What these visits listed, each {key: record}; of one whose archive is damaged, nothing."""
    found: list[Mapping[str, Any]] = []
    for crawl in filter(None, crawls):
        try:
            found.append(provider.records(crawl.read_list()))
        except UNREADABLE:
            found.append({})
    return found


def keys_to_ask(
    provider: Provider,
    records: Mapping[str, Any],
    before: Sequence[Mapping[str, Any]],
    latest: Crawl | None,
    now: datetime,
) -> list[str]:
    """New and changed records first, then those owed, then those whose turn it is again."""
    known: dict[str, Any] = {}
    for listed in before:
        known.update(listed)
    fresh = [
        key
        for key, record in records.items()
        if key not in known or lasting(provider, record) != lasting(provider, known[key])
    ]
    owed = [key for key in (latest.owed if latest else ()) if key in records]
    again = [key for key in records if latest and has_its_turn(key, latest.started_at, now)]
    return list(dict.fromkeys((*fresh, *owed, *again)))


def has_its_turn(key: str, since: datetime, now: datetime) -> bool:
    """Whether the moment of `key` lies between the two: one in every CRAWL_DETAIL_DAYS, spread evenly over keys."""
    period = settings.CRAWL_DETAIL_DAYS * DAY_SECONDS
    phase = zlib.crc32(key.encode("utf-8", "surrogatepass")) / 2**32 * period
    return (since.timestamp() + phase) // period < (now.timestamp() + phase) // period


def listed_alike(provider: Provider, records: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    return records.keys() == before.keys() and all(
        lasting(provider, record) == lasting(provider, before[key]) for key, record in records.items()
    )


def ask(
    provider: DetailedProvider,
    board: Board,
    records: Mapping[str, Any],
    wanted: Sequence[str],
    get: Get,
    most: int,
) -> tuple[list[Page], list[str]]:
    """The own pages of at most `most` records, and the keys that are owed: those that failed come last next time."""
    pages: list[Page] = []
    failed: list[str] = []
    refusals = 0
    for key in wanted[:most]:
        try:
            pages.append(own_page(provider, board, key, records[key], get))
            refusals = 0
        except (Declined, Postponed):  # it was not asked, and the next one would not be either
            break
        except FetchError as error:
            failed.append(key)
            refusals += error.status not in GONE
        except UNREADABLE:
            failed.append(key)
        if refusals == PATIENCE:
            break
    return pages, [*wanted[len(pages) + len(failed) :], *failed]


def own_page(provider: DetailedProvider, board: Board, key: str, record: Any, get: Get) -> Page:
    """The own page of a record, read once to see that it is one."""
    page = replace(get(provider.detail(board, record)), of=key)
    provider.whole(record, page)
    return page
