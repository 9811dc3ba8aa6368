"""What is said when little or nothing is found: which filter is to blame, what may have been meant, what was there."""

import pytest
from django.core.signals import request_finished, request_started
from django.http import QueryDict

from postings import advice as module
from postings.advice import MOST_QUERIES, Advice, advice
from postings.filters import selected
from postings.stock.keeping import follow_request
from postings.walks import walk_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@make.together()
def market():
    """Eight engineers in Berlin, three of them remote and one senior; a nurse in Paris, Texas; a cook who is gone."""
    berlin, boards = make.city("Berlin", "DE"), make.source(company=make.company("Acme"))
    for number in range(8):
        make.posting(
            "Senior Engineer" if number == 7 else "Engineer",
            source=boards,
            places=[berlin],
            workplace_type="remote" if number < 3 else "on_site",
            content={"text": f"Job {number}", "apply_url": f"https://acme.example/{number}"},
        )
    for place in (make.city("Paris", "FR"), make.city("Paris", "US", "TX")):
        make.posting("Nurse" if place.region else "Porter", source=boards, places=[place])
    make.posting("Head Nurse", source=boards, places=[make.city("Paris", "US", "TX")])
    make.posting("Cook", source=boards, active=False)


def told(query: str) -> Advice:
    chosen = selected(QueryDict(query))
    assert chosen.problems == []
    return advice(chosen.selection, walk_of(chosen.selection).total)


def words(ways) -> dict[str, int]:
    return {way.words: way.number for way in ways}


def test_a_list_that_is_long_enough_or_that_one_filter_made_short_needs_no_advice():
    assert not told("")
    assert not told("q=engineer")
    assert not told("q=cook&status=closed")


def test_of_several_filters_each_that_leaves_more_when_it_goes_is_named_with_its_number():
    assert words(told("q=engineer+-senior&work_model=remote&seniority=vp").blamed) == {"without Vice president": 3}
    assert words(told("q=engineer+senior&city=berlin-germany").blamed) == {"without “senior”": 8}


def test_where_no_single_filter_is_to_blame_each_is_shown_by_itself():
    found = told("q=nurse&work_model=remote&city=berlin-germany")
    assert words(found.blamed) == {"without “nurse”": 3}
    found = told("q=nurse+porter&work_model=remote")
    assert found.blamed == []
    assert words(found.alone) == {"only Remote": 3, "only “nurse”": 2, "only “porter”": 1}


def test_a_word_that_no_job_ever_had_is_compared_with_those_that_some_had():
    assert words(told("q=enigneer").spellings) == {"“engineer”": 8}
    assert words(told("q=seniro+enigneer").spellings) == {"“senior engineer”": 1}
    assert told("q=cook").spellings == [], "a word that closed jobs had is spelled as it is meant"
    assert told("q=xyzzyx").spellings == []


def test_a_word_that_is_the_name_of_a_value_is_offered_as_a_filter():
    (way,) = told("q=engineer+berlin").values
    assert (way.words, way.jobs) == ("“berlin” is a city", "8 jobs with “engineer” in Berlin, Germany")
    assert way.url == "/jobs/?q=engineer&city=berlin-germany"


def test_several_such_words_are_moved_together():
    found = words(told("q=remote+engineer+berlin").values)
    assert found["“berlin” is a city and “remote” is a work model"] == 3


def test_of_several_cities_of_one_name_the_one_with_most_jobs_is_meant():
    (way,) = told("q=paris+nurse").values
    assert way.url == "/jobs/?q=nurse&city=paris-tx-united-states"


@pytest.mark.parametrize("query", ["q=-berlin+xyzzyx", "q=berlin+or+xyzzyx", "q=engineer+berlin&city=berlin-germany"])
def test_an_excluded_word_an_alternative_and_a_name_that_is_asked_for_already_stay_words(query):
    assert told(query).values == []


def test_jobs_that_have_closed_are_told_of():
    (way,) = told("q=cook").closed
    assert (way.jobs, way.url) == ("1 closed job with “cook”", "/jobs/?q=cook&status=closed")


def test_every_way_leads_to_as_many_jobs_as_it_says():
    queries = ("q=remote+engineer+berlin", "q=nurse+porter&work_model=remote", "q=enigneer", "q=cook")
    for found in map(told, queries):
        for way in [*found.spellings, *found.values, *found.blamed, *found.alone, *found.closed]:
            read = selected(QueryDict(way.url.partition("?")[2]))
            assert walk_of(read.selection).total == way.number > 0


def test_however_much_is_asked_for_it_costs_a_bounded_number_of_queries(django_assert_max_num_queries, monkeypatch):
    query = "q=" + "+".join(f"nothing{letter}x" for letter in "abcdefghij")
    chosen = selected(QueryDict(f"{query}&work_model=remote&-company=acme&city=berlin-germany&seniority=vp&posted=24h"))
    monkeypatch.setattr(module, "near_words", lambda word, most: [f"near{n}" for n in range(most)])
    follow_request(request_started)  # from here on, one question whether the open jobs in memory are as they are now
    with django_assert_max_num_queries(MOST_QUERIES + 1):
        advice(chosen.selection, 0)
    follow_request(request_finished)
