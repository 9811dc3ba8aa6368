"""How long, how large and how far an answer may be before it is no board."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx2 as httpx

from companies.fetching.errors import FetchError, Trouble

# A whole exchange, from the first byte sent to the last one read: an answer that drips in slower is no answer.
DEADLINE_SECONDS = 300
MAX_REDIRECTS = 3
# What RFC 9309 asks a crawler to read at least is 500 KiB.
MAX_ROBOTS_BYTES = 512 * 1024


_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Whatever this thread reads or writes inside must be done within `seconds`."""
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left() -> float:
    end = _end.get()
    return float("inf") if end is None else end - time.monotonic()


def body(answer: httpx.Response, host: str, limit: int) -> bytes:
    """The decoded body, given up as soon as it is too large or too slow.

    It is decoded in pieces of at most 1 MiB, so neither what came over the wire nor what it
    unpacks to is ever held beyond `limit`.
    """
    if "," in answer.headers.get("content-encoding", ""):
        # Packed twice, a small answer keeps us unpacking for hours without yielding a byte.
        raise FetchError(f"{host} packed its answer more than once; that is no board.", answer.status_code)
    chunks, size = [], 0
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > limit or answer.num_bytes_downloaded > limit:
            raise FetchError(f"{host} sent more than {in_megabytes(limit)}; that is no board.", answer.status_code)
        if seconds_left() < 0:
            raise Trouble(f"{host} took longer than {DEADLINE_SECONDS} seconds to answer.", answer.status_code)
        chunks.append(chunk)
    return b"".join(chunks)


def in_megabytes(limit: int) -> str:
    return f"{limit / 1_000_000:.3g} MB"
