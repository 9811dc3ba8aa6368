"""One visit to a board: ask, archive, and say what came. Nothing here knows a posting."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from companies import archive
from companies.archive import Payload
from companies.http import FetchError
from companies.models import Crawl, Source
from companies.providers.base import UNREADABLE, Board, Page, Provider, Request
from companies.schedule import next_due

Get = Callable[[Request], Page]

# The largest board seen takes 46 pages; one that asks for more leads us in circles.
MAX_PAGES = 500


def crawl(source: Source, get: Get, now: datetime) -> Crawl:
    """Visit `source` and save what came of it, failed or not. Ingesting it is another step."""
    last = source.crawls.good().latest_first().first()
    try:
        pages = fetch(source.reader, source.address, get, stamps(source, last))
    except FetchError as error:
        return record(source, now, error.pages, last, error=str(error))
    return record(source, now, pages, last)


def fetch(provider: Provider, board: Board, get: Get, stamps: Mapping[str, str] | None = None) -> list[Page]:
    """Every page of `board`, in order. FetchError when it cannot be read to its end.

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
            raise FetchError(str(error), error.status, pages) from error
        except UNREADABLE as error:
            raise FetchError(f"Page {len(pages) + 1} is no answer of {provider.NAME}. {error}", pages=pages) from error
        pages.append(page)
    return pages


def stamps(source: Source, last: Crawl | None) -> dict[str, str]:
    """Conditional headers, where a "not modified" would speak for the whole board: it was one page."""
    if last is None or len(last.payloads) != 1:
        return {}
    headers = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    return {name: value for name, value in headers.items() if value}


def record(source: Source, now: datetime, pages: Sequence[Page], last: Crawl | None, error: str = "") -> Crawl:
    """Archive `pages` and save the visit and the source's clock. `error`: why it is not whole."""
    payloads = keep(source, now, pages, last)
    if error:
        outcome = Crawl.Outcome.PARTIAL if pages else Crawl.Outcome.FAILED
    else:
        same = last is not None and hashes(payloads) == hashes(Payload(**kept) for kept in last.payloads)
        outcome = Crawl.Outcome.UNCHANGED if same else Crawl.Outcome.WHOLE
    source.last_tried_at = now
    source.failures = source.failures + 1 if error else 0
    source.next_due_at = next_due(now, source.failures)
    source.etag, source.last_modified = ("", "") if error else (pages[0].etag[:200], pages[0].last_modified[:50])
    with transaction.atomic():
        source.save(update_fields=["last_tried_at", "failures", "next_due_at", "etag", "last_modified"])
        return source.crawls.create(
            started_at=now,
            outcome=outcome,
            pages=len(pages),
            payloads=[payload._asdict() for payload in payloads],
            error=error[:2000],
            ingested_at=None if pages else now,
        )


def keep(source: Source, now: datetime, pages: Sequence[Page], last: Crawl | None) -> list[Payload]:
    """The archived `pages`; "not modified" stands for the pages of the last good visit."""
    if last is not None and any(page.not_modified for page in pages):
        return [Payload(**kept) for kept in last.payloads]
    known = {kept["sha256"]: kept["key"] for kept in last.payloads} if last else {}
    return [archive.store(source.provider, source.board, now, page, known) for page in pages]


def hashes(payloads) -> list[str]:
    return [payload.sha256 for payload in payloads]
