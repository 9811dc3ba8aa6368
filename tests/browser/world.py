"""A small job market with one of everything that a reader can come upon, told by two boards in Lever's shape.

    Acme        53 jobs in Berlin, so that lists have three pages; one of them has a hostile text
    Boatyard    7 jobs of all kinds: in three cities, remote, with pay, new today; and one that is closed

All moments are reckoned from now, since "posted in the last 7 days" is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.storage import InMemoryStorage, storages
from django.utils import timezone

from companies.directory import add_source
from companies.models import Source
from postings.models import Posting
from tests.boards import MONDAY, job, visit

HOSTILE = f"""
<script>document.title = 1</script><img src="https://tracker.example/x.png" onerror="document.title = 2">
<style>* {{ display: none }}</style><p style="position: fixed; width: 200vw">Care</p>{"x" * 400}
"""
NOW = timezone.now()

Record = dict[str, Any]


@dataclass
class World:
    """`url` is where it is served; `boards` are {company: its board}."""

    url: str = ""
    boards: dict[str, Source] = field(default_factory=dict)

    def visit(self, company: str, jobs: list[Record], hours_ago: float) -> None:
        """The board of `company` lists these jobs when we come by."""
        hours = (NOW - MONDAY) / timedelta(hours=1) - hours_ago
        visit(self.boards[company], jobs, hours=hours)

    def path(self, key: str) -> str:
        """The address of the posting that its board calls `key`."""
        return Posting.objects.get(key=key).get_absolute_url()


def fill() -> World:
    made = World()
    add(made, "Acme", acme(), acme())
    add(made, "Boatyard", former_boatyard(), boatyard())
    return made


def add(world: World, company: str, before: list[Record], now: list[Record]) -> None:
    """Its board as it was 40 days ago, and twice as it is now: a job is closed by its second absence."""
    world.boards[company] = add_source(f"https://jobs.lever.co/{company.lower()}", now=MONDAY)[0]
    for jobs, hours_ago in ((before, 24 * 40), (now, 20), (now, 19)):
        world.visit(company, jobs, hours_ago)


def acme() -> list[Record]:
    engineers = [told(f"engineer-{number:02}", f"Engineer {number}") for number in range(52)]
    return [*engineers, told("evil", "Senior Nurse", description=HOSTILE, workplaceType="onsite")]


def boatyard() -> list[Record]:
    return [*boatyard_of_old(), told("designer", "Sail Designer", days_ago=1, workplaceType="remote", **NEW_YORK)]


def former_boatyard() -> list[Record]:
    return [*boatyard_of_old(), told("gone", "Day Nurse", **HAMBURG)]


def boatyard_of_old() -> list[Record]:
    return [
        told("nurse", "Nurse", **HAMBURG),
        told("night-nurse", "Night Nurse", **HAMBURG),
        told("sailor", "Sailor", categories=places("Hamburg", "Berlin", "Munich")),
        told("welder", "Welder", categories=places("Munich") | {"commitment": "Part-time"}),
        told("sales", "Sales Manager", workplaceType="remote", salaryRange=dollars(120_000, 150_000), **NEW_YORK),
        told("accountant", "Accountant", salaryRange=dollars(60_000, 70_000), **NEW_YORK),
    ]


def told(key: str, title: str, days_ago: float = 40, **more: Any) -> Record:
    """A record with a text of its own, or some would be one job in many places; its employer dates it `days_ago`."""
    posted_at = NOW - timedelta(days=days_ago)
    text = f"<p>{title} wanted, for boat {key}.</p>"
    return job(key, title, **{"createdAt": int(posted_at.timestamp() * 1000), "description": text} | more)


def places(city: str, *others: str, department: str = "Yard") -> Record:
    return {"department": department, "location": city, "allLocations": [city, *others]}


def dollars(least: int, most: int) -> Record:
    return {"min": least, "max": most, "currency": "USD", "interval": "per-year-salary"}


HAMBURG = {"categories": places("Hamburg", department="Sick Bay"), "workplaceType": "onsite"}
NEW_YORK = {"categories": places("New York, NY"), "country": "US"}


@contextmanager
def archive_in_memory() -> Iterator[None]:
    """What boards answer is kept as long as this lasts."""
    before, storages._storages["raw"] = storages["raw"], InMemoryStorage()
    try:
        yield
    finally:
        storages._storages["raw"] = before
