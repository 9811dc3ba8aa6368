"""One question to its end: in turn, again after trouble that passes, and on along redirects."""

import random
import time
from collections.abc import Callable
from dataclasses import replace

import httpx2 as httpx

from companies.fetching import pace
from companies.fetching.asking import address, ask
from companies.fetching.errors import FetchError, Redirected, Trouble
from companies.providers.base import Page, Request

TRIES = 3
# Between two tries a moment from 0 to this, doubled each time: full jitter, so that those
# who failed together do not come back together.
BACK_OFF_SECONDS = 2.0

Check = Callable[[httpx.URL], None]


def follow(request: Request, hops: int, check: Check, max_bytes: int | None = None) -> Page:
    """The answer to `request`, at most so many redirects away. `check` may refuse an address before it is asked."""
    at = request
    for _ in range(hops + 1):
        check(address(at))
        try:
            return replace(insist(at, max_bytes), request=request)
        except Redirected as error:
            at = onward(at, error)
            last = error
    raise FetchError(f"{last} After {hops} of such it is given up.", last.status) from last


def insist(request: Request, max_bytes: int | None) -> Page:
    """Ask up to TRIES times, as long as it may help."""
    for tried in range(1, TRIES):
        try:
            return once(request, max_bytes)
        except Trouble as error:
            if not error.again:
                raise
            if error.retry_after is None:  # else the next turn waits for it
                time.sleep(random.uniform(0, BACK_OFF_SECONDS * 2 ** (tried - 1)))
    return once(request, max_bytes)


def once(request: Request, max_bytes: int | None) -> Page:
    """Ask when it is our turn. Where the host says when to come back, all of us heed it."""
    name = host(address(request))
    try:
        with pace.turn(name):
            return ask(request, max_bytes=max_bytes)
    except Trouble as error:
        if error.retry_after is not None:
            pace.hold(name, error.retry_after)
        raise


def host(url: httpx.URL) -> str:
    """The name that a host's row goes by: "api.lever.co", "127.0.0.1:8021"."""
    return url.netloc.decode("ascii")


def onward(request: Request, error: Redirected) -> Request:
    """`request` at the address that the answer names; FetchError where it cannot be asked there."""
    if request.json is not None and error.status not in (307, 308):
        raise FetchError(f"{error} A question that is posted is not asked there.", error.status) from error
    onward = replace(request, url=error.location, params={})
    address(onward)
    return onward
