"""A board's page: what is proven, what is doubted, and how much its postings tell."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.boards import job, source, visit
from tests.reading import page, text

pytestmark = pytest.mark.django_db


def board(**columns):
    now = timezone.now()
    return make.source(**{"last_whole_at": now, "next_due_at": now + timedelta(hours=6)} | columns)


def proof(client, its):
    return text(page(client, its.get_absolute_url()).css_first(".proof"))


def test_what_a_board_lists_is_told_beside_what_is_held(client):
    its = source()
    visit(its, [job("a"), job("b"), {"id": "c"}])
    told = proof(client, its)
    assert "Its last whole visit listed 3 postings; open here: 2." in told
    assert "1 record could not be read" in told


@pytest.mark.parametrize(
    ("columns", "word", "sentence"),
    [
        ({}, "Fresh", "It was read to its end lately"),
        ({"last_whole_at": make.NOW}, "Stale", "not read to its end for more than a day"),
        ({"last_whole_at": None}, "Never read whole", "nothing is proven"),
        ({"state": "paused"}, "Paused", "until an admin resumes it"),
        ({"state": "parked", "parked_reason": "Moved to Ashby."}, "Parked", "It is visited no more. Moved to Ashby."),
        (
            {"state": "parked", "parked_reason": "404.", "gone": 3},
            "Parked",
            "It is visited once a week, should it come back. 404.",
        ),
    ],
)
def test_how_a_board_fares_is_said_in_a_word_and_a_sentence(client, columns, word, sentence):
    its = board(**columns)
    tree = page(client, its.get_absolute_url())
    assert word in text(tree.css_first(".headline"))
    assert sentence in text(tree.css_first(".proof"))


def test_a_held_visit_and_those_missing_are_explained(client):
    its = board()
    waits = make.posting("Nurse", source=its, missing_since=make.NOW)
    make.crawl("held", source=its, counts={"listed": 0, "missed": 1}, pages=1)
    tree = page(client, its.get_absolute_url())
    told = text(tree.css_first(".proof"))
    assert "That visit is held. It listed only 0" in told
    assert "1 posting of these was not on the board" in told
    assert tree.css_matches(f'.boards a[href="{waits.get_absolute_url()}"]')


def test_each_visit_tells_its_outcome_its_numbers_and_its_fault_in_words(client):
    its = board(failures=1)
    make.crawl("whole", source=its, counts={"listed": 7, "created": 2, "closed": 1}, pages=3)
    make.crawl("failed", source=its, error="api.lever.co answered 503.", started_at=make.NOW + timedelta(hours=1))
    make.crawl("partial", source=its, ingested_at=None, started_at=make.NOW + timedelta(hours=2))
    make.crawl("held", source=its, counts={"listed": 0, "missed": 7}, started_at=make.NOW + timedelta(hours=3))
    held, waiting, failed, whole = (text(row) for row in page(client, its.get_absolute_url()).css(".visits tbody tr"))
    assert "Held It would have taken away too many postings at once" in held
    assert held.count("It would have") == 1
    assert "wait to be brought in" in waiting
    assert "Not read api.lever.co answered 503." in failed
    assert whole.endswith("Read to its end 3 7 2 0 1 0 0")
    assert "The last visit failed: The board answered 503." in proof(client, its)


def test_how_many_postings_state_a_fact_is_counted(client):
    its = board()
    for number in range(3):
        pay = {"salary_min": 1, "salary_currency": "EUR", "salary_period": "year"} if number == 0 else {}
        make.posting(source=its, places=[make.city()] if number else [], **pay)
    make.posting(source=its, active=False, department=make.department())
    rows = [text(row) for row in page(client, its.get_absolute_url()).css(".coverage tbody tr")]
    assert rows[:2] == ["Place 67 % 1", "Pay 33 % 2"]
    assert rows[4] == "Department 0 % 3"


def test_a_providers_page_tells_what_its_boards_state_each_number_being_its_lists_length(client):
    its = board()
    make.posting(source=its, places=[make.city()], content={"parsed_structured": {"conflicts": {"places": "No."}}})
    make.posting("Nurse", source=its)
    tree = page(client, "/providers/lever/")
    country = tree.css_first(".coverage tbody tr")
    assert text(country).startswith("Country 50 % 1")
    assert len(page(client, country.css_first("a").attributes["href"]).css(".jobs > li")) == 1
    assert "Of the newest 2 jobs, 1 has a fact that another of its words denies" in text(tree.body)


def test_a_board_nobody_visited_has_a_page_too(client):
    its = board(last_whole_at=None, last_tried_at=None)
    told = text(page(client, its.get_absolute_url()).body)
    assert "It has not been visited yet." in told
    assert "No job is open on this board now." in told


def test_a_source_page_costs_the_same_however_much_it_shows(client, django_assert_max_num_queries):
    its = board()
    for number in range(8):
        make.posting(source=its, missing_since=make.NOW if number % 2 else None)
        make.crawl(source=its)
    # the source; its postings' numbers; crawls; the missing; the page's ids and their rows, and what is beside them
    with django_assert_max_num_queries(10):
        client.get(its.get_absolute_url())
