"""A small market for pages to show."""

import pytest

from postings.models import Posting
from tests import make


@pytest.fixture
@make.together()
def market(db):
    """Two companies; engineers in Berlin and New York, a nurse in no named place, a closed cook."""
    acme, beta = make.source(company=make.company("Acme")), make.source(company=make.company("Beta"))
    berlin, new_york = make.city("Berlin", "DE"), make.city("New York", "US", "NY")
    engineering = make.department("Engineering")
    for number in range(3):
        make.posting(
            f"Engineer {number}",
            source=acme,
            places=[berlin, new_york] if number else [berlin],
            department=engineering,
            workplace_type="remote",
            job_function="engineering",
        )
    make.posting("Nurse", source=beta)
    make.posting("Cook", source=beta, active=False)
    for posting in Posting.objects.all():
        make.event(posting)
