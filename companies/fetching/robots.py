"""robots.txt, as RFC 9309 has it: read once a day for each host, kept in the host's row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2 as httpx
from django.conf import settings
from django.db import connection

from companies.fetching.errors import Declined, FetchError, Postponed, Trouble
from companies.fetching.following import follow, host
from companies.fetching.limits import MAX_ROBOTS_BYTES
from companies.fetching.opting_out import allows, crawl_delay
from companies.hosts import Host
from companies.providers.base import Request

STAYS_FRESH = timedelta(days=1)
# Where it cannot be read, the last one holds for so long, and is asked for again so often.
OUTLIVES = timedelta(days=30)
TRIED_AGAIN = timedelta(hours=1)
MAX_REDIRECTS = 5
# A host that asks for more seconds between two requests is visited once an hour.
LONGEST_DELAY_SECONDS = 3600.0


def check(url: httpx.URL) -> None:
    """Declined when its host's robots.txt keeps us off `url`, Postponed while nobody can say whether it does."""
    name = host(url)
    known = kept(name) or reread(name, url)
    if known.robots_read_at is None:
        raise Postponed(f"{name} does not let its robots.txt be read, so it is not asked for now.", known.robots_due_at)
    if not allows(known.robots, str(url), settings.CRAWL_USER_AGENT):
        path = url.raw_path.decode("ascii").partition("?")[0]
        raise Declined(f"{name} keeps us off {path[:200]} by its robots.txt, so it is left alone.")


def kept(name: str) -> Host | None:
    """The host's row, while what it knows of robots.txt is fresh."""
    return Host.objects.filter(name=name, robots_due_at__gt=now()).first()


def reread(name: str, url: httpx.URL) -> Host:
    """The row with its robots.txt read anew; by one worker, while the others wait for it."""
    with one_reader(name):
        if known := kept(name):
            return known
        try:
            text = read(url)
        except Trouble as error:
            return outlived(name, error)
        return noted(
            name, robots=text, crawl_delay=delay(text), robots_read_at=now(), robots_due_at=now() + STAYS_FRESH
        )


def read(url: httpx.URL) -> str:
    """The robots.txt beside `url`; "" where there is none. FetchError, as of any request, when that cannot be told."""
    beside = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
    request = Request(beside, headers={"Accept": "text/plain, */*;q=0.5"})
    try:
        page = follow(request, MAX_REDIRECTS, any_address, MAX_ROBOTS_BYTES)
    except Trouble:
        raise
    except FetchError as error:
        if error.status and 300 <= error.status < 500:
            return ""
        raise
    return page.body.decode("utf-8-sig", "replace").replace("\0", "")


def outlived(name: str, error: Trouble) -> Host:
    """The row with its last robots.txt, or with the knowledge that there is none to be had just now.

    Who is not there at all has not refused to show it: then `error` is raised.
    """
    known = Host.objects.filter(name=name).first()
    if known and known.robots_read_at and known.robots_read_at > now() - OUTLIVES:
        return noted(name, robots_due_at=now() + TRIED_AGAIN)
    if error.status is None:
        raise error
    return noted(name, robots_read_at=None, robots_due_at=now() + TRIED_AGAIN)


def noted(name: str, **columns: Any) -> Host:
    return Host.objects.update_or_create(name=name, defaults=columns)[0]


def now() -> datetime:
    return datetime.now(UTC)


def any_address(url: httpx.URL) -> None:
    """robots.txt itself is under no rule."""


def delay(text: str) -> float | None:
    asked = crawl_delay(text, settings.CRAWL_USER_AGENT)
    return min(asked, LONGEST_DELAY_SECONDS) if asked and asked > 0 else None


@contextmanager
def one_reader(name: str) -> Iterator[None]:
    """Place 0 of the host: nobody takes it for a request."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtext(%s::text), 0)", [name])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(hashtext(%s::text), 0)", [name])
