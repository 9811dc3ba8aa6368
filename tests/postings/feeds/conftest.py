"""A market that differs in every name of a query."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import make

DAY = timedelta(days=1)


@pytest.fixture
@make.together()
def market(db):
    """Nine jobs of two companies that differ in every name of a query; one is closed, one has a copy."""
    acme, beta = make.source(company=make.company("Acme")), make.source(company=make.company("Beta"), provider="ashby")
    berlin, new_york = make.city("Berlin", "DE"), make.city("New York", "US", "NY")
    engineering, care = make.department("Engineering"), make.department("Care")
    now = timezone.now()
    for number in range(4):
        make.posting(
            f"Engineer {number}",
            source=acme,
            places=[berlin, new_york] if number else [berlin],
            department=engineering,
            workplace_type="remote" if number % 2 else "hybrid",
            job_function="engineering",
            employment_type="full_time",
            seniority="senior",
            first_seen_at=now - number * 5 * DAY,
            changed_at=now - number * DAY,
            salary_min=100_000 + number * 10_000,
            salary_max=120_000 + number * 10_000,
            salary_currency="USD",
            salary_period="year",
        )
    make.posting("Nurse", source=beta, places=[new_york], department=care)
    make.posting("Night nurse for engineers", source=beta, location_text="Somewhere")
    make.posting("Cook", source=beta, active=False)
    for _ in range(2):
        make.posting("Driver", source=acme, places=[berlin], content={"text": "The same."})
    return acme
