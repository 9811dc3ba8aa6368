"""Every count of the site is a tally; tallies are what counting the postings would give, whatever happened."""

from collections import Counter, defaultdict

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postings import tallies
from postings.hashing import word_key
from postings.models import Entry, Posting, Tally
from postings.slices import DIMENSIONS
from postings.tallies import STRETCH
from tests import make
from tests.boards import job, source, visit

pytestmark = pytest.mark.django_db

CITIES = ("Berlin", "Munich", "Paris", "Home")
TEXTS = ("<p>We care.</p>", "<p>We cook.</p>")


@st.composite
def boards(draw) -> list[dict]:
    """A board of up to six jobs, some of them copies of one another, each in up to three places."""
    jobs = []
    for key in draw(st.sets(st.sampled_from("abcdef"))):
        places = draw(st.lists(st.sampled_from(CITIES), max_size=3, unique=True))
        department = draw(st.sampled_from(["", "Care", "Kitchen"]))
        categories = {"location": (places or [""])[0], "allLocations": places, "department": department}
        workplace = draw(st.sampled_from(["remote", "hybrid", "onsite", "unspecified"]))
        text = draw(st.sampled_from(TEXTS))
        title = draw(st.sampled_from(["Nurse", "Cook"]))
        jobs.append(job(key, title, categories=categories, workplaceType=workplace, country=None, description=text))
    return jobs


def jobs_by_hand() -> list[list[Posting]]:
    """The open postings as jobs, told by comparing each with each."""
    jobs: list[list[Posting]] = []
    for posting in Posting.objects.open().order_by("id").select_related("content").prefetch_related("places"):
        same = [members for members in jobs if any(is_copy(posting, member) for member in members)]
        jobs = [members for members in jobs if members not in same]
        jobs.append(sorted([posting, *(member for members in same for member in members)], key=lambda each: each.id))
    return jobs


def is_copy(one: Posting, other: Posting) -> bool:
    same_text = one.content.text and one.content.text == other.content.text
    same_link = one.content.apply_url and one.content.apply_url == other.content.apply_url
    return bool(one.company_id == other.company_id and one.title == other.title and (same_text or same_link))


def values_by_hand(posting: Posting, name: str) -> set[int]:
    words = {
        "provider": posting.provider,
        "function": posting.job_function,
        "work_model": posting.workplace_type,
        "employment": posting.employment_type,
        "seniority": posting.seniority,
        "currency": posting.salary_currency,
    }
    if name in words:
        return {word_key(words[name])} - {0}
    holders = posting.places.all() if name in ("city", "region", "country") else [posting]
    return {value for holder in holders if (value := getattr(holder, f"{name}_id"))}


def counted_by_hand() -> dict[str, Counter]:
    """{dimension: {value: jobs}}, one by one in Python."""
    numbers: dict[str, Counter] = defaultdict(Counter)
    for members in jobs_by_hand():
        for name in DIMENSIONS:
            values = set().union(*(values_by_hand(member, name) for member in members))
            numbers[name].update(values or {0})
    return numbers


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(boards(), min_size=1, max_size=4), second=boards())
def test_tallies_are_what_counting_the_postings_gives(first, second):
    # Each example goes on where the last one stopped: one more state to be right in.
    one, other = source(), source("https://jobs.lever.co/other")
    other.company = one.company
    other.save()
    hours = one.crawls.count() * 12
    for number, jobs in enumerate(first):
        visit(one, jobs, hours=hours + 12 * number)
    visit(other, second, hours=hours)
    by_hand = counted_by_hand()
    for name in DIMENSIONS:
        assert tallies.numbers(name) == by_hand[name], name
    assert tallies.open_jobs() == len(jobs_by_hand())
    leads = {members[0].id for members in jobs_by_hand()}
    assert set(Posting.objects.open().filter(copy_of=None).values_list("id", flat=True)) == leads


def test_the_stretches_of_a_tally_add_up_to_its_number():
    board = source()
    visit(board, [job(key, f"Cook {key}") for key in "abcdef"])
    for hours in (12, 13):
        visit(board, [job(key, f"Cook {key}") for key in "abc"], hours=hours)
    for tally in Tally.objects.all():
        assert sum(tally.stretches.values()) == tally.number
    everything = Tally.objects.get(dimension=tallies.ALL)
    assert set(everything.stretches) == {
        str(id // STRETCH) for id in Posting.objects.open().values_list("id", flat=True)
    }


def test_a_tally_tells_when_an_entry_with_its_value_last_changed():
    board = source()
    visit(board, [job("a", "Cook"), job("b", "Nurse", categories={"location": "Paris", "allLocations": ["Paris"]})])
    before = {(tally.dimension, tally.value): tally.changed_at for tally in Tally.objects.all()}
    visit(
        board,
        [job("a", "Head cook"), job("b", "Nurse", categories={"location": "Paris", "allLocations": ["Paris"]})],
        hours=12,
    )
    berlin, paris = (Posting.objects.get(key=key).city_id for key in "ab")
    assert Tally.objects.get(dimension="city", value=berlin).changed_at > before["city", berlin]
    assert Tally.objects.get(dimension="city", value=paris).changed_at == before["city", paris]


def test_a_job_that_goes_missing_and_comes_back_moves_the_moment_of_its_values():
    """No event tells of it, but lists mark it; and a page of a list is kept until that moment moves."""
    board, both = source(), [job("a", "Cook"), job("b", "Nurse")]
    visit(board, both)
    moments = [Tally.objects.get(dimension=tallies.ALL).changed_at]
    for hours, listed in ((12, both[:1]), (13, both)):
        visit(board, listed, hours=hours)
        moments.append(Tally.objects.get(dimension=tallies.ALL).changed_at)
    assert moments == sorted(set(moments))
    assert Posting.objects.missing().count() == 0


@pytest.mark.django_db
def test_a_database_without_lists_has_them_after_migrating():
    """A version before them has left postings alone, and the tables that they need come with later migrations."""
    make.posting("Nurse", places=[make.city("Berlin")])
    Entry.objects.all().delete()
    Tally.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert tallies.open_jobs() == Entry.objects.count() == 1
    call_command("migrate", verbosity=0)
    assert tallies.open_jobs() == 1
