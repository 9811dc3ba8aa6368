"""Bad input is expected input: it loses nothing, and says in one line what is wrong."""

import json

import pytest

from companies.crawling import crawl
from companies.fetching import FetchError
from companies.models import Crawl
from postings.ingest import ingest
from postings.models import Event, Posting
from tests.boards import MONDAY, answers, job, source, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    """A board that was read once: two postings are open on it."""
    board = source()
    visit(board, [job("a"), job("b")])
    return board


def nothing_is_lost() -> None:
    assert Posting.objects.open().count() == 2
    assert Posting.objects.missing().count() == 0
    assert set(Event.objects.values_list("type", flat=True)) == {"job.created"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'[{"id": "a", "text": "Eng', "The answer is not JSON"),
        (b"", "The answer is not JSON"),
        (b"<!doctype html><title>Sign in</title>", "The answer is not JSON"),
        (b"\xff\xfe\x00", "The answer is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'[{"id": "a", "text": "Engineer", "createdAt": NaN}]', "NaN is no JSON"),
        (b'[{"id": "a", "text": "Engineer", "createdAt": 1e999}]', "larger than any number"),
        (b'{"ok": false, "error": "Document not found"}', "Document not found"),
        (b'{"jobs": []}', "not a list"),
        (b'"jobs"', "not a list"),
    ],
)
def test_an_answer_that_is_no_board_fails_in_words_and_closes_nobody(board, body, words):
    for hours in (12, 13, 14):
        seen = visit(board, body, hours=hours)
        assert seen.outcome == Crawl.Outcome.FAILED
        assert words in seen.error
        assert "\n" not in seen.error
    nothing_is_lost()


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_a_refused_board_fails_in_words_and_closes_nobody(board, status):
    def get(request):
        raise FetchError(f"api.lever.co answered {status}", status)

    board.refresh_from_db()
    seen = crawl(board, get, MONDAY)
    assert (seen.outcome, seen.error) == (Crawl.Outcome.FAILED, f"api.lever.co answered {status}")
    board.refresh_from_db()
    assert board.failures == 1
    nothing_is_lost()


def test_a_page_that_is_cut_off_keeps_what_came_before_and_closes_nobody(board):
    """The second page of a long board fails: the first hundred are news, the rest are not absent."""
    first = [job(f"new-{n}") for n in range(100)]

    def get(request):
        if request.params["skip"]:
            raise FetchError("api.lever.co answered 502", 502)
        return answers(first)(request)

    board.refresh_from_db()
    seen = crawl(board, get, MONDAY)
    ingest(seen)
    assert seen.outcome == Crawl.Outcome.PARTIAL
    assert Posting.objects.open().count() == 102
    assert Posting.objects.missing().count() == 0


def test_a_record_without_an_id_makes_nobody_absent(board):
    nameless = job("b")
    del nameless["id"]
    seen = visit(board, [job("a"), nameless], hours=12)
    assert seen.outcome == Crawl.Outcome.PARTIAL
    assert seen.error == "1 of its records have no id, so nobody can be called absent."
    nothing_is_lost()


def test_of_two_records_with_one_id_the_first_stands_and_the_visit_says_so(board):
    seen = visit(board, [job("a"), job("b"), job("a", "Impostor")], hours=12)
    assert seen.counts["repeated"] == 1
    assert Posting.objects.get(key="a").title == "Engineer"
    nothing_is_lost()


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "a"},
        {"id": "a", "text": None},
        {"id": "a", "text": "   "},
        {"id": "a", "text": {"en": "Engineer"}},
        {"id": "a", "text": "Engineer", "categories": ["Berlin"]},
    ],
)
def test_an_unreadable_record_is_neither_changed_nor_closed(board, broken):
    for hours in (12, 13):
        seen = visit(board, [broken, job("b")], hours=hours)
        assert seen.outcome in (Crawl.Outcome.WHOLE, Crawl.Outcome.UNCHANGED)
    first = board.crawls.get(started_at__hour=20)
    assert first.counts["unreadable"] == 1
    nothing_is_lost()


def test_a_board_that_empties_is_held(board):
    seen = visit(board, [], hours=12)
    assert seen.outcome == Crawl.Outcome.HELD
    assert Posting.objects.open().count() == 2


@pytest.mark.parametrize("character", ["\\u0000", "\\ud800", "\\udfff"])
def test_nul_and_lone_surrogates_do_not_reach_the_database(character):
    text = json.dumps([job("a", "Engi@neer", description="<p>Bu@ild</p>", additional="@")]).replace("@", character)
    seen = visit(source(), text.encode())
    assert seen.counts.get("unreadable", 0) == 0
    posting = Posting.objects.select_related("content").get()
    assert posting.title == "Engineer"
    assert posting.content.text == "Build"


def test_a_title_of_ten_thousand_characters_is_cut_and_the_reader_told():
    visit(source(), [job("a", "Engineer " * 1112)])
    posting = Posting.objects.select_related("content").get()
    assert len(posting.title) <= 500
    assert posting.title.endswith("…")
    assert "cut" in posting.content.parsed_structured["conflicts"]["title"]
    assert len(posting.get_absolute_url()) < 120


@pytest.mark.parametrize("moment", [-62_167_219_200_000, 1_200_000_000_000_000, -1, 10**30, None])
def test_a_date_outside_of_all_calendars_is_not_stated(moment):
    visit(source(), [job("a", createdAt=moment)])
    assert Posting.objects.get().posted_at is None


def test_a_link_that_is_no_web_address_is_not_shown():
    visit(source(), [job("a", applyUrl="javascript:alert(1)")])
    assert Posting.objects.select_related("content").get().content.apply_url == ""


def test_a_board_that_leads_in_circles_is_given_up():
    board = source()
    page = [job(str(n)) for n in range(100)]
    seen = crawl(board, lambda request: answers(page)(request), MONDAY)
    assert seen.outcome == Crawl.Outcome.PARTIAL
    assert "goes on after" in seen.error
