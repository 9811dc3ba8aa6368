"""One request, one answer. Nothing here waits for its turn: that is `getting.get`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2 as httpx
from django.conf import settings

from companies.fetching import limits
from companies.fetching.errors import Declined, FetchError, Redirected, Trouble
from companies.fetching.opting_out import forbidding
from companies.fetching.wire import client
from companies.providers.base import Page, Request
from companies.providers.text import one_line

ACCEPT = "application/json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
# Answers after which the same question may soon be answered well.
PASSING = (429, 502, 503, 504)
# What "too many requests" asks for when it does not say how long.
TOO_MANY_SECONDS = 5.0


def address(request: Request) -> httpx.URL:
    """Where `request` goes, parameters and all; FetchError when that is no web address."""
    try:
        url = httpx.URL(request.url)
        url = url.copy_merge_params(dict(request.params)) if request.params else url
    except httpx.InvalidURL as error:
        raise FetchError(f"{request.url[:200]!r} is no web address: {error}.") from error
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise FetchError(f"{request.url[:200]!r} is no web address.")
    return url


def ask(request: Request, private: bool | None = None, max_bytes: int | None = None) -> Page:
    """Ask `request` once, at once. Anything but a whole 200 or a 304 raises FetchError.

    `private`: whether the host may be in a private network; if not said, as CRAWL_ALLOW_PRIVATE_ADDRESSES says.
    """
    url = address(request)
    private = settings.CRAWL_ALLOW_PRIVATE_ADDRESSES if private is None else private
    with (
        limits.deadline(limits.DEADLINE_SECONDS),
        in_words(url.host),
        client(private).stream(
            "GET" if request.json is None else "POST",
            url,
            json=None if request.json is None else dict(request.json),
            headers={"User-Agent": settings.CRAWL_USER_AGENT, "Accept": ACCEPT, **request.headers},
            timeout=settings.CRAWL_TIMEOUT_SECONDS,
        ) as answer,
    ):
        return page(request, answer, url.host, max_bytes or settings.CRAWL_MAX_BYTES)


@contextmanager
def in_words(host: str) -> Iterator[None]:
    """The client's errors as ours."""
    try:
        yield
    except httpx.TimeoutException as error:
        if limits.seconds_left() <= 0:
            raise Trouble(f"{host} took longer than {limits.DEADLINE_SECONDS} seconds to answer.") from error
        raise Trouble(f"{host} could not be read: {reason(error)}.", again=True) from error
    except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
        raise Trouble(f"{host} could not be read: {reason(error)}.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"{host} could not be read: {reason(error)}.") from error


def reason(error: Exception) -> str:
    return one_line(str(error)).rstrip(".")[:200] or type(error).__name__


def page(request: Request, answer: httpx.Response, host: str, max_bytes: int) -> Page:
    status = answer.status_code
    etag, last_modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if status == 304:
        answer.read()  # there is nothing, but a connection left unread is not used again
        return Page(request, b"", etag, last_modified, not_modified=True)
    if answer.has_redirect_location:
        raise redirected(answer, host)
    if status == 200 and (word := forbidden_by(answer)):
        raise Declined(f"{host} answers with X-Robots-Tag: {word}, so it is left alone.", status)
    body = limits.body(answer, host, max_bytes)
    if status != 200:
        raise refused(answer, host, body)
    return Page(request, body, etag, last_modified)


def forbidden_by(answer: httpx.Response) -> str:
    """The word of X-Robots-Tag that keeps us off, or "". On robots.txt itself it only keeps that out of an index."""
    if answer.url.path == "/robots.txt":
        return ""
    return forbidding(answer.headers.get_list("x-robots-tag"), settings.CRAWL_USER_AGENT)


def redirected(answer: httpx.Response, host: str) -> FetchError:
    location = answer.headers["location"]
    try:
        onward = str(answer.url.join(location))
    except httpx.InvalidURL:
        return FetchError(f"{host} sends us on to {location[:200]!r}, which is no web address.", answer.status_code)
    return Redirected(f"{host} sends us on to {onward[:200]}.", answer.status_code, onward)


def refused(answer: httpx.Response, host: str, body: bytes) -> FetchError:
    status = answer.status_code
    words = one_line(body[:200].decode("utf-8", "replace"))
    message = f"{host} answered {status} {answer.reason_phrase}: {words}"
    if status != 429 and status < 500:
        return FetchError(message, status)
    wait = retry_after(answer.headers)
    if wait is None and status == 429:
        wait = TOO_MANY_SECONDS
    return Trouble(message, status, status in PASSING, wait)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks us to wait, given as such or as a date; None without one that can be read."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
