"""Every count of the site is a tally; tallies are what counting the rows would give, whatever happened."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings import tallies
from postings.models import Posting
from postings.slices import DIMENSIONS, Dimension, PlaceDimension, RowDimension
from tests.boards import job, source, visit

pytestmark = pytest.mark.django_db

CITIES = ("Berlin", "Munich", "Paris", "Home")


@st.composite
def boards(draw) -> list[dict]:
    """A board of up to six jobs, each in up to three places, its department and work model stated or not."""
    jobs = []
    for key in draw(st.sets(st.sampled_from("abcdef"))):
        places = draw(st.lists(st.sampled_from(CITIES), max_size=3, unique=True))
        department = draw(st.sampled_from(["", "Care", "Kitchen"]))
        categories = {"location": (places or [""])[0], "allLocations": places, "department": department}
        workplace = draw(st.sampled_from(["remote", "hybrid", "onsite", "unspecified"]))
        jobs.append(job(key, categories=categories, workplaceType=workplace, country=None))
    return jobs


def counted_by_hand(dimension: Dimension) -> Counter:
    """{value: postings} of one dimension, over the open postings, one by one in Python."""
    numbers: Counter = Counter()
    for posting in Posting.objects.open().prefetch_related("places"):
        holders = posting.places.all() if isinstance(dimension, PlaceDimension) else [posting]
        column = dimension.column + ("_id" if isinstance(dimension, RowDimension) else "")
        values = {str(value) for holder in holders if (value := getattr(holder, column))}
        numbers.update(values or {""})
    return numbers


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(boards(), min_size=1, max_size=4), second=boards())
def test_tallies_are_what_counting_the_rows_gives(first, second):
    # Each example goes on where the last one stopped: one more state to be right in.
    one, other = source(), source("https://jobs.ashbyhq.com/other")
    hours = one.crawls.count() * 12
    for number, jobs in enumerate(first):
        visit(one, jobs, hours=hours + 12 * number)
    visit(other, {"jobs": [], "apiVersion": "1"}, hours=hours)
    for name, dimension in DIMENSIONS.items():
        assert tallies.numbers(name) == counted_by_hand(dimension), name
    assert tallies.open_postings() == Posting.objects.open().count()
