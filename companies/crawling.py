"""One visit to a board: ask, archive, and say what came. Nothing here knows a posting."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.db import transaction

from companies import archive
from companies.archive import Payload
from companies.details import Details, Get, collect
from companies.fetching import FetchError
from companies.health import note_failure, note_quiet, note_success
from companies.models import Crawl, Source
from companies.providers.base import UNREADABLE, Board, Page, Provider

# The largest board seen takes 46 pages; one that asks for more leads us in circles.
MAX_PAGES = 500


def crawl(source: Source, get: Get, now: datetime, *, most_details: int | None = None, quiet: bool = False) -> Crawl:
    """Visit `source` and save what came of it, failed or not. Ingesting it is another step.

    At most `most_details` own pages of records are asked for, by default CRAWL_MAX_DETAILS. A `quiet`
    visit that shows nothing new, and that nobody waits for, writes one row, the source's: the Crawl
    that comes back is not saved, and there is nothing to ingest.
    """
    last = source.crawls.good().latest_first().first()
    error: FetchError | None = None
    try:
        pages = fetch(source.reader, source.address, get, stamps(source, last))
    except FetchError as failure:
        pages, error = list(failure.pages), failure
    details = Details()
    if pages:
        most = settings.CRAWL_MAX_DETAILS if most_details is None else most_details
        details = collect(source, pages, last, get, now, most=0 if error else most, is_whole=error is None)
    if error:
        return record(source, now, pages, details, last, error)
    if quiet and last and is_settled(last, pages, details) and note_quiet(source, pages[0], now):
        return unsaved(source, now, last, len(pages))
    return record(source, now, pages, details, last)


def fetch(provider: Provider, board: Board, get: Get, stamps: Mapping[str, str] | None = None) -> list[Page]:
    """Every page of `board`'s list, in order. FetchError when it cannot be read to its end.

    `stamps` are the conditional headers of the first request; a board that has not changed
    answers with one page, `not_modified`.
    """
    pages: list[Page] = []
    waiting = deque([replace(provider.first(board), headers=stamps or {})])
    while waiting:
        if len(pages) == MAX_PAGES:
            raise FetchError(f"The board goes on after {MAX_PAGES} pages.", pages=pages)
        try:
            page = get(waiting.popleft())
            if not page.not_modified:
                waiting.extend(provider.more(page))
        except FetchError as error:
            error.pages = pages
            raise
        except UNREADABLE as error:
            words = f"Page {len(pages) + 1} is no answer of {provider.NAME}. {error}"
            raise FetchError(words, status=HTTPStatus.OK, pages=pages) from error
        pages.append(page)
    return pages


def stamps(source: Source, last: Crawl | None) -> dict[str, str]:
    """Conditional headers, where a "not modified" would speak for the whole board: its list was one page."""
    if last is None or len(last.list_payloads) != 1:
        return {}
    headers = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    return {name: value for name, value in headers.items() if value}


def is_settled(last: Crawl, pages: Sequence[Page], details: Details) -> bool:
    """Whether the visit says just what the last good one did, which is brought in."""
    return last.ingested_at is not None and is_unchanged(last, pages, details)


def is_unchanged(last: Crawl | None, pages: Sequence[Page], details: Details) -> bool:
    """Whether the list is as it was, and no own page was read or is owed."""
    if last is None or details.pages or details.owed:
        return False
    if details.is_same or any(page.not_modified for page in pages):
        return True
    return [archive.digest(page.body) for page in pages] == [payload["sha256"] for payload in last.list_payloads]


def record(
    source: Source,
    now: datetime,
    pages: Sequence[Page],
    details: Details,
    last: Crawl | None,
    error: FetchError | None = None,
) -> Crawl:
    """Archive the pages and save the visit and the source's clock. `error`: why it is not whole."""
    if error:
        outcome = Crawl.Outcome.PARTIAL if pages else Crawl.Outcome.FAILED
        visited = note_failure(source, error, now)
    else:
        outcome = Crawl.Outcome.UNCHANGED if is_unchanged(last, pages, details) else Crawl.Outcome.WHOLE
        visited = note_success(source, pages[0], now)
    payloads = keep(source, now, pages, details.pages, last)
    with transaction.atomic():
        source.save(update_fields=visited)
        return source.crawls.create(
            started_at=now,
            outcome=outcome,
            pages=len(payloads),
            payloads=[payload.entry() for payload in payloads],
            owed=list(details.owed),
            error=str(error or "")[:2000],
            ingested_at=None if pages else now,
        )


def unsaved(source: Source, now: datetime, last: Crawl, pages: int) -> Crawl:
    """A visit that left no row of its own."""
    listed = {"listed": last.counts.get("listed", 0)}
    same = {"payloads": last.list_payloads, "counts": listed, "pages": pages}
    return Crawl(source=source, started_at=now, ingested_at=now, outcome=Crawl.Outcome.UNCHANGED, **same)


def keep(
    source: Source, now: datetime, pages: Sequence[Page], own: Iterable[Page], last: Crawl | None
) -> list[Payload]:
    """The archived pages; "not modified" stands for the list of the last good visit."""
    latest = source.crawls.read().latest_first().first()
    known = {kept["sha256"]: kept["key"] for visit in (latest, last) if visit for kept in visit.payloads}
    if last is not None and any(page.not_modified for page in pages):
        listed = [Payload(**kept) for kept in last.list_payloads]
    else:
        listed = [archive.store(source.provider, source.board, now, page, known) for page in pages]
    return [*listed, *(archive.store(source.provider, source.board, now, page, known) for page in own)]
