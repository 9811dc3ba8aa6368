"""Small boards in Lever's shape, and ways to hand them to a crawl without a socket."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from companies.crawling import crawl
from companies.directory import add_source
from companies.models import Crawl, Source
from companies.providers.base import Page, Request
from postings.ingest import ingest

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)


def job(key: str, title: str = "Engineer", **more: Any) -> dict[str, Any]:
    """A Lever record; `more` overrides its fields."""
    return {
        "id": key,
        "text": title,
        "hostedUrl": f"https://jobs.lever.co/acme/{key}",
        "applyUrl": f"https://jobs.lever.co/acme/{key}/apply",
        "createdAt": 1_780_000_000_000,
        "categories": {"team": "Core", "location": "Berlin", "allLocations": ["Berlin"]},
        "country": "DE",
        "workplaceType": "hybrid",
        "description": "<p>Build things that last.</p>",
        "lists": [],
        "additional": "",
        **more,
    }


def answers(*bodies: Any, **stamps: str) -> Callable[[Request], Page]:
    """A `get` that gives these bodies in turn: bytes as they are, anything else as JSON."""
    waiting = iter(body if isinstance(body, bytes) else json.dumps(body).encode() for body in bodies)
    return lambda request: Page(request, next(waiting), **stamps)


def source(url: str = "https://jobs.lever.co/acme") -> Source:
    return add_source(url, now=MONDAY)[0]


def visit(board: Source, *bodies: Any, hours: int = 0) -> Crawl:
    """Crawl `board` `hours` after Monday's start, get these answers, and bring them in."""
    board.refresh_from_db()
    seen = crawl(board, answers(*bodies), MONDAY + timedelta(hours=hours))
    if seen.ingested_at is None:
        ingest(seen)
    return seen
