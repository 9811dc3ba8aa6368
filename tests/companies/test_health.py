"""What visits tell of a board: gone or only silent; and a visit that finds nothing new leaves one row written."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.crawling import crawl
from companies.fetching import Declined, FetchError
from companies.models import Crawl, Source
from companies.providers.base import Page
from postings.ingest import ingest
from postings.models import Posting
from postings.status import status
from tests.boards import MONDAY, answers, job, source, visit

pytestmark = pytest.mark.django_db


def fail(board: Source, hours: int, code: int = 404) -> None:
    def get(request):
        raise FetchError(f"api.lever.co answered {code}.", code)

    board.refresh_from_db()
    crawl(board, get, MONDAY + timedelta(hours=hours))
    board.refresh_from_db()


@pytest.mark.parametrize(
    ("visits", "state"),
    [
        ([(12, 404), (36, 404), (84, 404)], "parked"),
        ([(12, 410), (36, 404), (84, 410)], "parked"),
        ([(12, 404), (13, 404), (14, 404), (15, 404)], "active"),  # a bad day
        ([(12, 404), (84, 404)], "active"),  # two visits
        ([(12, 500), (36, 403), (84, 503), (120, 429)], "active"),  # silent, not gone
        ([(12, 404), (36, 500), (60, 404), (90, 404)], "parked"),
        ([(12, 404), (36, 200), (60, 404), (90, 404)], "active"),  # an answer that is none is one all the same
    ],
)
def test_a_board_that_says_for_days_that_it_is_gone_is_parked_with_the_reason(visits, state):
    board = source()
    visit(board, [job("a")])
    for hours, code in visits:
        fail(board, hours, code)
    assert board.state == state
    assert ("since 2026-06-01: moved, or gone." in board.parked_reason) == (state == "parked")
    assert Posting.objects.get().active


def test_a_board_that_says_that_it_is_gone_is_looked_at_each_day_until_that_is_believed():
    """Its pause grew to two days, and a day between on which it was there went unseen."""
    board = source()
    visit(board, [job("a")])
    for hours in (12, 36, 60):
        fail(board, hours)
        assert board.next_due_at - board.last_tried_at <= timedelta(days=1)
    fail(board, 84)
    assert board.state == "parked"


def test_a_board_whose_answer_cannot_be_read_is_there():
    board = source()
    visit(board, [job("a")])
    fail(board, 12)
    visit(board, b"<p>Back soon", hours=36)
    board.refresh_from_db()
    assert (board.first_gone_at, board.gone, board.failures) == (None, 0, 2)


def test_the_postings_of_a_parked_board_are_open_unconfirmed_and_say_why(client):
    board = source()
    visit(board, [job("a")])
    for hours in (12, 36, 84):
        fail(board, hours)
    posting = Posting.objects.get()
    said = status(posting, board, MONDAY + timedelta(hours=84))
    assert (said.kind, said.at, said.why) == ("unconfirmed", MONDAY, board.parked_reason)
    assert board.parked_reason in client.get(posting.get_absolute_url()).content.decode()
    assert list(Source.objects.due(MONDAY + timedelta(days=99))) == []


def test_a_board_that_asks_not_to_be_read_is_left_alone_at_once_and_has_not_failed():
    board = source()
    visit(board, [job("a")])

    def get(request):
        raise Declined("jobs.example asks not to be read (robots.txt).")

    crawl(board, get, MONDAY + timedelta(hours=12))
    board.refresh_from_db()
    assert (board.state, board.failures) == ("parked", 0)
    assert board.parked_reason == "jobs.example asks not to be read (robots.txt)."
    assert Posting.objects.get().active


def test_a_board_that_answers_again_is_not_gone():
    board = source()
    visit(board, [job("a")])
    for hours in (12, 36, 84):
        fail(board, hours)
    visit(board, [job("a")], hours=90)
    board.refresh_from_db()
    assert (board.state, board.parked_reason, board.gone, board.first_gone_at) == ("active", "", 0, None)


def test_a_board_that_is_paused_while_it_is_visited_stays_paused():
    board = source()
    Source.objects.update(state="paused")  # `board` does not know
    crawl(board, answers([job("a")]), MONDAY)
    board.refresh_from_db()
    assert board.state == "paused"


def quiet_visit(board: Source, *bodies, hours: int) -> Crawl:
    board.refresh_from_db()
    seen = crawl(board, answers(*bodies), MONDAY + timedelta(hours=hours), quiet=True)
    ingest(seen)
    board.refresh_from_db()
    return seen


@pytest.mark.parametrize("is_told", [True, False], ids=["304", "same bytes"])
def test_an_unchanged_board_is_one_conditional_request_two_statements_and_one_row(is_told):
    board = source()
    first = crawl(board, answers([job("a")], etag='"1"'), MONDAY)
    ingest(first)
    board.refresh_from_db()
    asked = []

    def get(request):
        asked.append(request.headers)
        return Page(request, b"", not_modified=True) if is_told else Page(request, first.read_pages()[0].body)

    with CaptureQueriesContext(connection) as queries:
        seen = crawl(board, get, MONDAY + timedelta(hours=12), quiet=True)
        assert ingest(seen) == []
    assert asked == [{"If-None-Match": '"1"'}]
    verbs = [query["sql"].split()[0] for query in queries]
    assert [verb for verb in verbs if verb not in ("SAVEPOINT", "RELEASE")] == ["SELECT", "UPDATE"]
    assert (seen.outcome, seen.counts, seen.id) == (Crawl.Outcome.UNCHANGED, {"listed": 1}, None)
    board.refresh_from_db()
    assert board.last_whole_at == board.last_tried_at == MONDAY + timedelta(hours=12)
    assert (board.quiet_visits, board.crawls.count()) == (1, 1)


def test_a_visit_that_somebody_waits_for_is_not_quiet():
    """The second absence closes, though the board says the very same as at the first."""
    board = source()
    visit(board, [job("a"), job("b")])
    quiet_visit(board, [job("a")], hours=12)
    assert board.second_look
    quiet_visit(board, [job("a")], hours=13)
    assert not Posting.objects.get(key="b").active
    assert not board.second_look
    assert quiet_visit(board, [job("a")], hours=14).id is None


def test_after_a_part_of_the_board_the_whole_is_looked_at_though_it_is_as_before():
    board = source()
    visit(board, [job("a")])
    with_more = crawl(board, answers([job("a"), job("b")]), MONDAY + timedelta(hours=1))
    Crawl.objects.filter(id=with_more.id).update(outcome="partial", error="It was cut.")
    ingest(with_more)
    assert Posting.objects.get(key="b").missing_since is None
    quiet_visit(board, [job("a")], hours=2)
    assert Posting.objects.get(key="b").missing_since is not None


def test_a_quiet_board_is_visited_less_and_a_changing_one_more():
    board = source()
    visit(board, [job("a")])
    for hours in (12, 24):
        quiet_visit(board, [job("a")], hours=hours)
    calmer = board.rhythm
    assert calmer > timedelta(hours=12)
    quiet_visit(board, [job("a"), job("b")], hours=24 + calmer.total_seconds() / 3600)
    assert board.rhythm < calmer
