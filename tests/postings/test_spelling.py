"""Slips of readers' fingers, and what they meant."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.models import Tally, Term
from postings.slices import DIMENSIONS
from postings.spelling import near_values, near_words, slips, unslipped
from tests import make

WORDS = """
accountant administrator analyst developer director driver end engineer engineering engineers front intern manager
manages mechanic nurse nurses nursing python senior shift software technician инженер программист مهندس l3 2024 東
""".split()  # noqa: SIM905


@pytest.fixture
def words(db):
    Term.objects.bulk_create(Term(word=word) for word in WORDS)


@pytest.mark.parametrize(
    ("left", "right", "number"),
    [
        ("nurse", "nurse", 0),
        ("nures", "nurse", 1),
        ("nrse", "nurse", 1),
        ("nurrse", "nurse", 1),
        ("narse", "nurse", 1),
        ("enigneer", "engineer", 1),
        ("", "nurse", 5),
        ("abc", "xyz", 3),
    ],
)
def test_a_swap_is_one_slip_as_a_letter_is(left, right, number):
    assert slips(left, right) == slips(right, left) == number


@given(st.text(max_size=12), st.text(max_size=12))
def test_two_texts_are_no_slips_apart_only_when_they_are_the_same(left, right):
    assert (slips(left, right) == 0) == (left == right)
    assert slips(left, right) <= max(len(left), len(right))


@given(st.text(min_size=1, max_size=12))
def test_what_comes_of_one_swap_or_drop_is_at_most_one_slip_away(word):
    assert all(slips(word, other) <= 1 for other in unslipped(word))


@pytest.mark.django_db
def test_the_words_of_jobs_are_kept_once():
    for title in ("Night nurse", "Nurse, nights"):
        make.posting(title, company=make.company("Clinic", slug=title))
    assert sorted(Term.objects.values_list("word", flat=True)) == ["clinic", "night", "nights", "nurse"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enigneer", "engineer"),
        ("engneer", "engineer"),
        ("ingineer", "engineer"),
        ("egnineer", "engineer"),
        ("devloper", "developer"),
        ("nures", "nurses"),  # one slip from either, and who looks for one finds both
        ("nrse", "nurse"),
        ("snior", "senior"),
        ("ptyhon", "python"),
        ("maneger", "manager"),
        ("tecnichian", "technician"),
        ("fronted", "frontend"),  # which titles have as "front end"
        ("инженре", "инженер"),
        ("програмист", "программист"),
        ("مهنسد", "مهندس"),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(words, typed, meant):
    assert near_words(typed)[0] == meant


@pytest.mark.parametrize("typed", ["zzzzzz", "2025", "l4", "東", "a", "", "x" * 60, "' OR 1=1 --"])
def test_what_is_near_to_no_word_has_no_near_words(words, typed):
    assert near_words(typed) == []


def test_a_word_is_not_near_itself_and_forms_of_one_word_are_named_once(words):
    assert near_words("engineer") == []
    assert near_words("nurses") == []
    assert [near for near in near_words("enginee") if near.startswith("engineer")] == ["engineer"]


def test_no_more_words_are_named_than_asked_for(words):
    assert near_words("managre", most=1) == ["manager"]


@pytest.fixture
def places(db):
    for name, region, country in [
        ("New York", "NY", "US"),
        ("New Orleans", "LA", "US"),
        ("München", "BY", "DE"),
        ("Köln", "NW", "DE"),
        ("São Paulo", "SP", "BR"),
        ("Springfield", "IL", "US"),
        ("Springfield", "MO", "US"),
    ]:
        make.city(name, country, region)


@pytest.mark.parametrize(
    ("dimension", "typed", "slugs"),
    [
        ("city", "new yrok", ["new-york-ny-united-states"]),
        ("city", "New-Yrok", ["new-york-ny-united-states"]),
        ("city", "new-yrok-ny-united-states", ["new-york-ny-united-states"]),
        ("city", "munchen", ["munchen-by-germany"]),
        ("city", "MÜNCHEN", ["munchen-by-germany"]),
        ("city", "koln", ["koln-nw-germany"]),
        ("city", "sao pualo", ["sao-paulo-sp-brazil"]),
        ("city", "enw york", ["new-york-ny-united-states"]),
        ("city", "nnew york", ["new-york-ny-united-states"]),
        ("city", "nw york", ["new-york-ny-united-states"]),
        ("city", "atlantis", []),
        ("city", "", []),
        ("city", "\0'\"%_\ud800" * 50, []),
        ("country", "germny", ["germany"]),
        ("country", "unitedstates", ["united-states"]),
        ("work_model", "remot", ["remote"]),
        ("work_model", "onsite", ["on-site"]),
        ("employment", "fulltime", ["full-time"]),
        ("employment", "part_tiem", ["part-time"]),
        ("employment", "whenever", []),
    ],
)
def test_the_nearest_value_is_the_one_that_was_meant(places, dimension, typed, slugs):
    assert [value.slug for value in near_values(DIMENSIONS[dimension], typed)] == slugs


def test_of_namesakes_the_one_with_most_jobs_is_named_first(places):
    city = DIMENSIONS["city"]
    (missouri,) = city.find(["springfield-mo-united-states"])
    Tally.objects.create(dimension="city", value=missouri.key, number=3, changed_at=datetime(2026, 6, 6, tzinfo=UTC))
    slugs = [value.slug for value in near_values(city, "sprinfield")]
    assert slugs == ["springfield-mo-united-states", "springfield-il-united-states"]


def test_no_more_values_are_named_than_asked_for(places):
    assert len(near_values(DIMENSIONS["city"], "springfield", most=1)) == 1
