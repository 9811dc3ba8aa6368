"""A host that keeps failing is left alone, by all workers, and tried again with one request."""

from datetime import UTC, datetime, timedelta

import pytest

from companies.fetching import FetchError, Postponed, get, pace
from companies.fetching.breaker import fail
from companies.hosts import Host
from companies.providers.base import Request

pytestmark = pytest.mark.django_db

BROKEN = (500, {}, b"")
BOARD = (200, {}, b"[]")


@pytest.fixture
def board(server):
    server.answers["/board"] = BROKEN
    return Request(server.url("/board"))


def ask_in_vain(board, times):
    for _ in range(times):
        with pytest.raises(FetchError):
            get(board)


def rest_is_over():
    Host.objects.update(open_until=datetime.now(UTC) - timedelta(seconds=1))


def test_after_five_failures_in_a_row_it_is_not_asked(server, board):
    ask_in_vain(board, 5)
    with pytest.raises(Postponed, match="is left alone after 5 failures in a row, until ") as caught:
        get(board)
    assert timedelta(seconds=50) < caught.value.until - datetime.now(UTC) <= timedelta(minutes=1)
    assert len(server.times("/board")) == 5


def test_an_answer_in_between_begins_the_count_anew(server, board):
    ask_in_vain(board, 4)
    server.answers["/board"] = (404, {}, b"")
    ask_in_vain(board, 1)
    server.answers["/board"] = BROKEN
    ask_in_vain(board, 4)
    assert Host.objects.get(name=server.name).failures == 4


@pytest.mark.parametrize(("failures", "minutes"), [(5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (500, 60)])
def test_each_further_failure_doubles_the_rest_up_to_an_hour(failures, minutes):
    Host.objects.create(name="board.example", failures=failures - 1)
    fail("board.example")
    rest = Host.objects.get().open_until - datetime.now(UTC)
    assert abs(rest - timedelta(minutes=minutes)) < timedelta(seconds=5)


def test_after_the_rest_one_request_is_tried_and_the_others_wait_for_it(server, board):
    ask_in_vain(board, 5)
    rest_is_over()

    with pace.turn(server.name), pytest.raises(Postponed, match="is left alone"):
        get(board)
    server.answers["/board"] = BOARD
    assert get(board).body == b"[]"
    host = Host.objects.get(name=server.name)
    assert (host.failures, host.open_until) == (0, None)


def test_a_trial_that_fails_is_the_last_one_for_twice_as_long(server, board):
    ask_in_vain(board, 5)
    rest_is_over()
    ask_in_vain(board, 2)
    assert len(server.times("/board")) == 6
    rest = Host.objects.get(name=server.name).open_until - datetime.now(UTC)
    assert timedelta(seconds=110) < rest <= timedelta(minutes=2)


def test_a_host_that_asks_for_patience_is_not_called_broken(server, board, no_waiting):
    server.answers["/board"] = (429, {}, b"")
    ask_in_vain(board, 2)
    assert Host.objects.get(name=server.name).failures == 0
