"""The only code that opens a connection to a board."""

import time
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

import httpx2 as httpx
from django.conf import settings

from companies.providers.base import Page, Request

# An answer that drips in slower than this is no answer.
DEADLINE_SECONDS = 300


class FetchError(Exception):
    """A board could not be read to its end; the text says why in a sentence.

    `status` is the failing answer's, if there was one; `pages` are the good ones before it.
    """

    def __init__(self, message: str, status: int | None = None, pages: Sequence[Page] = ()):
        super().__init__(message)
        self.status = status
        self.pages = pages


@cache
def client() -> httpx.Client:
    return httpx.Client(
        timeout=settings.CRAWL_TIMEOUT_SECONDS,
        headers={"User-Agent": settings.CRAWL_USER_AGENT, "Accept": "application/json"},
        follow_redirects=False,  # a board's API has no reason to send us elsewhere
    )


def get(request: Request) -> Page:
    """Ask `request` once. Anything but a whole 200 or a 304 raises FetchError."""
    host = urlsplit(request.url).hostname
    try:
        with client().stream(
            "GET", request.url, params=dict(request.params) or None, headers=dict(request.headers)
        ) as answer:
            return _page(request, answer, host)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"{host} could not be read: {str(error) or type(error).__name__}.") from error


def _page(request: Request, answer: httpx.Response, host: str | None) -> Page:
    stamps = {
        "etag": answer.headers.get("etag", ""),
        "last_modified": answer.headers.get("last-modified", ""),
    }
    if answer.status_code == 304:
        answer.read()  # there is nothing, but a connection left unread is not used again
        return Page(request, b"", **stamps, not_modified=True)
    if answer.is_redirect:
        raise FetchError(f"{host} sends us on to {answer.headers.get('location', '')[:200]}.", answer.status_code)
    body = _body(answer, host)
    if answer.status_code != 200:
        words = " ".join(body[:200].decode("utf-8", "replace").split())
        raise FetchError(f"{host} answered {answer.status_code} {answer.reason_phrase}: {words}", answer.status_code)
    return Page(request, body, **stamps)


def _body(answer: httpx.Response, host: str | None) -> bytes:
    """The decoded body, given up as soon as it is too large or too slow to be a board."""
    chunks, size, limit = [], 0, settings.CRAWL_MAX_BYTES
    end = time.monotonic() + DEADLINE_SECONDS
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > limit or answer.num_bytes_downloaded > limit:
            raise FetchError(f"{host} sent more than {limit // 1_000_000} MB; that is no board.", answer.status_code)
        if time.monotonic() > end:
            raise FetchError(f"{host} took longer than {DEADLINE_SECONDS} seconds to answer.", answer.status_code)
        chunks.append(chunk)
    return b"".join(chunks)
