import random
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from postings.api.stats import counted
from postings.models import Posting
from tests import make


@pytest.fixture(autouse=True)
def nothing_kept():
    """Numbers of the site are kept for a minute, and a test lasts less."""
    counted.cache_clear()


START = datetime(2026, 3, 1, tzinfo=UTC)


class Job(NamedTuple):
    """A posting of the market, as the test knows it: what searches are reckoned against."""

    posting: Posting
    facts: dict[str, Any]


@pytest.fixture
def market(db) -> list[Job]:
    """Sixty jobs that differ in all that a search may ask for; the same ones each time."""
    chance = random.Random(6)
    cities = [make.city("Berlin", "DE"), make.city("New York", "US", "NY"), make.city("Bonn", "DE")]
    sources = [make.source(company=make.company(name), provider=provider) for name, provider in BOARDS]
    departments = [make.department("Care"), make.department("Engineering"), None]
    return [one(chance, number, cities, sources, departments) for number in range(60)]


BOARDS = [("Acme", "lever"), ("Beta", "ashby"), ("Gamma", "greenhouse")]


def one(chance, number, cities, sources, departments) -> Job:
    where, department, source = chance.choice([*cities, None]), chance.choice(departments), chance.choice(sources)
    facts = {
        "title": f"{chance.choice(['Nurse', 'Night nurse', 'Engineer', 'Data engineer'])} {number}",
        "workplace_type": chance.choice(["remote", "hybrid", "on_site", ""]),
        "employment_type": chance.choice(["full_time", "contract", ""]),
        "active": chance.random() > 0.3,
        "posted_at": START + timedelta(days=chance.randrange(60)),
        "first_seen_at": START + timedelta(days=number),
        "changed_at": START + timedelta(days=60 + chance.randrange(30)),
    }
    pay = chance.choice([None, 50_000, 90_000])
    if pay:
        facts |= {"salary_min": pay, "salary_max": pay + 20_000, "salary_currency": "EUR", "salary_period": "year"}
    posting = make.posting(source=source, places=[where] if where else [], department=department, **facts)
    known = {"city": where and where.name, "country": where and where.country.name, "pay": pay}
    return Job(posting, facts | known | {"department": department and department.name, "source": source})
