"""What bringing a visit in costs the database: statements, and the time that they take."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

import psycopg
from django.core.files.storage import InMemoryStorage, storages
from django.db import connection

from companies.crawling import crawl
from companies.directory import add_board
from companies.models import Source
from companies.providers import PROVIDERS
from companies.providers.base import Page, Request
from postings.entries import enter
from postings.ingest import ingest

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
CITIES = ("Berlin", "Munich", "Hamburg", "Oslo", "Toronto", "Austin")
TEAMS = ("Core", "Sales", "Care", "Design")
# Of 5 kB, as real ones are.
TEXT = "<p>" + "We build boats that cross the bay, and mend those that others have built. " * 70 + "</p>"


class Statement(NamedTuple):
    """One that was sent: its first word and its table, and whether the lists were written by it."""

    name: str
    is_of_lists: bool
    milliseconds: float

    @property
    def is_copy(self) -> bool:
        return self.name.startswith("copy ")


class Cost(NamedTuple):
    """What bringing in a visit took; `milliseconds` are the database's, and the way there and back.

    Those of a COPY are also those of making its rows, which are made while it runs.
    """

    statements: list[Statement]
    total_milliseconds: float

    @property
    def milliseconds(self) -> float:
        return sum(statement.milliseconds for statement in self.statements)

    @property
    def copies(self) -> int:
        return sum(statement.is_copy for statement in self.statements)

    @property
    def of_lists(self) -> int:
        return sum(statement.is_of_lists and not statement.is_copy for statement in self.statements)

    @property
    def of_board(self) -> int:
        return len(self.statements) - self.of_lists - self.copies


class Board:
    """A board of invented postings in Lever's shape, which the bench changes."""

    def __init__(self, postings: int):
        self.jobs = [job(number) for number in range(postings)]
        self.visits = 0
        self.body = b""

    def source(self) -> Source:
        return add_board("lever", PROVIDERS["lever"].board("bench"), now=MONDAY)[0]

    def edit(self, share: float) -> None:
        """Another title and text for one job in so many."""
        for number in range(0, len(self.jobs), max(round(1 / share), 1)):
            self.jobs[number] |= {"text": f"Pilot {number}, {self.visits}", "description": TEXT[: 4000 + self.visits]}

    def replace(self, number: int) -> None:
        """So many jobs go, and as many new ones come."""
        del self.jobs[:number]
        self.jobs += [job(100_000 * (self.visits + 1) + each) for each in range(number)]

    def get(self, request: Request) -> Page:
        return Page(request, self.body, etag=f'"{self.visits}"')

    def visit(self, source: Source, quiet: bool = False) -> Cost:
        """Crawl and bring in."""
        self.body = json.dumps(self.jobs).encode()
        self.visits += 1
        source.refresh_from_db()
        with counted() as statements:
            began = time.perf_counter()
            seen = crawl(source, self.get, MONDAY + timedelta(hours=12 * self.visits), quiet=quiet)
            if seen.ingested_at is None:
                statements.clear()  # what it takes to save the visit is not what it takes to bring it in
                began = time.perf_counter()
                ingest(seen)
            return Cost(statements, (time.perf_counter() - began) * 1000)


def job(number: int) -> dict[str, Any]:
    city = CITIES[number % len(CITIES)]
    return {
        "id": f"job-{number}",
        "text": f"Engineer {number}",
        "hostedUrl": f"https://jobs.lever.co/bench/job-{number}",
        "createdAt": 1_780_000_000_000 + number,
        "categories": {"team": TEAMS[number % len(TEAMS)], "location": city, "allLocations": [city]},
        "workplaceType": "hybrid",
        "description": TEXT,
        "lists": [],
        "additional": "",
    }


@contextmanager
def counted() -> Iterator[list[Statement]]:
    """Every statement inside, but what opens and ends a transaction."""
    found: list[Statement] = []
    copy = psycopg.Cursor.copy

    @contextmanager
    def timed(sql: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        if name := name_of(sql):
            found.append(Statement(name, is_of_lists(), (time.perf_counter() - began) * 1000))

    def note(execute: Callable, sql: str, *args: Any) -> Any:
        with timed(sql):
            return execute(sql, *args)

    @contextmanager
    def note_copy(cursor: psycopg.Cursor, sql: str, *args: Any) -> Iterator[psycopg.Copy]:
        with timed(sql), copy(cursor, sql, *args) as copying:
            yield copying

    with connection.execute_wrapper(note), patch.object(psycopg.Cursor, "copy", note_copy):
        yield found


def is_of_lists() -> bool:
    """Whether `entries.enter` is at work."""
    frame = sys._getframe(1)
    while frame:
        if frame.f_code is enter.__wrapped__.__code__:
            return True
        frame = frame.f_back
    return False


@contextmanager
def archive_in_memory() -> Iterator[None]:
    """Answers are archived nowhere that lasts."""
    held = storages["raw"]
    storages._storages["raw"] = InMemoryStorage()
    try:
        yield
    finally:
        storages._storages["raw"] = held


def name_of(sql: str) -> str:
    """ "update postings_posting"; "" of what only opens or ends a transaction."""
    words = sql.replace('"', "").lower().split()
    if words[0] in ("savepoint", "release", "begin", "commit"):
        return ""
    return f"{words[0]} {next((word for word in words if word.startswith(('postings_', 'companies_'))), '')}".strip()
