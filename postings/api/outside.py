"""Requests to addresses that strangers named: to the public internet, by the guarded way that crawls take."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx2 as httpx
from django.conf import settings

from companies.fetching.errors import FetchError
from companies.fetching.guard import public_addresses
from companies.fetching.limits import deadline
from companies.fetching.wire import client

TIMEOUT_SECONDS = 10
PATTERN = r"^https://[A-Za-z0-9.-]+(:[0-9]{1,4})?([/?#][!-~]*)?$"  # of a URL that may be one
READ = 200  # bytes of an answer that are kept


class Unreachable(Exception):
    """Why nothing was sent, or nothing came back, in a sentence."""


class Answer(NamedTuple):
    status: int
    beginning: str


def wrong_with(url: str) -> str:
    """Why deliveries cannot go to `url`, in a sentence; "" when they can."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "This is no URL."
    private = settings.WEBHOOKS_ALLOW_PRIVATE_ADDRESSES
    if not parts.hostname or parts.scheme not in (("https", "http") if private else ("https",)):
        return "It must begin with https:// and name a host."
    if parts.username is not None or parts.password is not None:
        return "It must not hold a name or a password."
    if not url.isascii() or not url.isprintable() or " " in url:
        return "It must be written in ASCII, without spaces."
    try:
        if not private:
            public_addresses(parts.hostname, port or 443)
    except FetchError as error:
        return str(error)
    return ""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Redirects are not followed: an endpoint names where it is."""
    if why := wrong_with(url):
        raise Unreachable(why)
    http = client(settings.WEBHOOKS_ALLOW_PRIVATE_ADDRESSES)
    try:
        with deadline(TIMEOUT_SECONDS), http.stream("POST", url, content=body, headers=dict(headers)) as answer:
            return Answer(answer.status_code, next(answer.iter_raw(), b"")[:READ].decode(errors="replace"))
    except (httpx.HTTPError, httpx.InvalidURL, FetchError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from None
