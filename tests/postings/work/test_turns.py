"""Whose turn it is, and what comes of a turn."""

import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from companies.claims import Claims
from companies.crawling import crawl
from companies.fetching import FetchError, get
from companies.models import Source
from companies.rounds import AT_ONE_PROVIDER
from postings.models import KeptFrame, Posting
from postings.work import visiting
from postings.work.sweeping import HOPELESS, HOPELESS_TRIES, park_hopeless, try_parked_again
from postings.work.tasks import invitations, invite_next, keep_all_frames, turn
from postings.work.visiting import Desk, take_turn
from postings.work.worker import Tally
from tests import make
from tests.boards import answers, job
from tests.companies.fetching.server import Server

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def lever(number: int = 1, **columns) -> list[Source]:
    due = {"last_tried_at": None, "last_whole_at": None} | columns
    return [make.source(url=f"https://jobs.lever.co/{n}-{make.NOW:%f}-{len(columns)}", **due) for n in range(number)]


def invited(jobs) -> list[int]:
    return [one.task_kwargs["source_id"] for one in jobs]


def test_a_few_of_each_ats_are_invited_the_longest_overdue_first_and_nobody_twice():
    boards = [
        make.source(provider=provider, next_due_at=NOW - timedelta(hours=hours))
        for provider in ("lever", "ashby")
        for hours in range(1, AT_ONE_PROVIDER + 3)
    ]
    make.source(next_due_at=NOW + timedelta(hours=1))
    make.source(state="paused")
    jobs = invitations(NOW)
    longest = sorted(boards, key=lambda board: board.next_due_at)
    for provider in ("lever", "ashby"):
        those = [board.id for board in longest if board.provider == provider]
        assert [one for one in invited(jobs) if one in those] == those[:AT_ONE_PROVIDER]
    app.job_manager.batch_defer_jobs(jobs)
    assert invitations(NOW) == []
    invite_next("lever", NOW)
    waiting = ProcrastinateJob.objects.order_by("id").values_list("args__source_id", flat=True)
    assert waiting.last() == [board.id for board in longest if board.provider == "lever"][AT_ONE_PROVIDER]
    assert len(waiting) == len(set(waiting)) == len(jobs) + 1


def test_a_visit_that_was_left_lying_is_brought_in_though_its_board_is_not_due():
    (board,) = lever()
    crawl(board, answers([job("a")]), NOW)
    assert invited(invitations(NOW)) == [board.id]
    came = take_turn(board.id, Desk(Claims(), get=None))
    assert (len(came.visits), came.events, Posting.objects.open().count()) == (1, 1, 1)
    assert invitations(NOW) == []


def test_a_turn_comes_to_nothing_when_another_holds_the_board_or_has_just_read_it():
    (board,) = lever()
    with Claims() as other:
        other.take(Source.objects.filter(id=board.id))
        assert take_turn(board.id, Desk(Claims(), get=None)).visits == []
    assert len(take_turn(board.id, Desk(Claims(), answers([job("a")]))).visits) == 1
    assert take_turn(board.id, Desk(Claims(), get=None)).visits == []


def test_a_turn_at_an_unchanged_board_is_one_conditional_request_and_writes_one_row(settings):
    settings.CRAWL_ALLOW_PRIVATE_ADDRESSES, settings.CRAWL_PACE_SECONDS = True, 0.02
    (board,) = lever()
    with Server() as server:
        whole = (200, {"ETag": '"1"'}, json.dumps([job("a")]).encode())
        server.answers = {"/board": [whole, (304, {}, b"")]}
        desk = Desk(Claims(), lambda request: get(replace(request, url=server.url("/board"), params={})))
        take_turn(board.id, desk)
        Source.objects.update(next_due_at=NOW)
        before = rows()
        assert take_turn(board.id, desk).has_news is False
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/board", "/board"]
    assert server.asked[-1].headers["If-None-Match"] == '"1"'
    assert [table for table, place in rows() - before] == ["companies_source"]


def rows() -> set[tuple[str, str]]:
    """Where each row of every table is: one that is written anew has another place."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        each = (f"select '{table}', ctid::text from {connection.ops.quote_name(table)}" for table in tables)
        cursor.execute(" union all ".join(each))
        return set(cursor.fetchall())


def test_a_worker_keeps_the_frames_of_a_board_that_it_has_read():
    (board,) = lever()
    desk = Desk(Claims(), answers([job("a"), job("b")]))
    turn(SimpleNamespace(additional_context={"desk": desk, "tally": Tally()}), board.id, board.provider)
    assert KeptFrame.objects.count() == 2


def test_what_no_visit_has_renewed_is_renewed_at_night():
    make.posting("Nurse")
    keep_all_frames(0)
    assert KeptFrame.objects.count() == 1
    Posting.objects.update(active=False, closed_at=NOW, last_seen_at=NOW)
    keep_all_frames(0)
    assert KeptFrame.objects.count() == 0


@pytest.mark.parametrize("where", ["crawl", "ingest"])
def test_a_mistake_of_ours_is_told_and_not_made_again_until_the_board_is_due_anew(caplog, monkeypatch, where):
    (board,) = lever()

    def mistake(*args):
        raise ZeroDivisionError

    if where == "ingest":
        monkeypatch.setattr(visiting, "ingest", mistake)
    take_turn(board.id, Desk(Claims(), mistake if where == "crawl" else answers([job("a")])))
    board.refresh_from_db()
    assert "could not be visited" in caplog.text
    assert (board.claimed_by, board.failures) == ("", 1)
    assert board.next_due_at > NOW + timedelta(hours=12)
    assert invitations(NOW) == []


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({}, "parked"),
        ({"failures": HOPELESS_TRIES - 1}, "active"),
        ({"last_whole_at": NOW - HOPELESS + timedelta(hours=1)}, "active"),
        ({"next_due_at": NOW}, "active"),
        ({"state": "paused"}, "paused"),
    ],
)
def test_a_board_that_fails_for_a_month_is_parked_with_the_reason(columns, state):
    long_ago = NOW - HOPELESS - timedelta(hours=1)
    soon = NOW + timedelta(hours=1)
    hopeless = {"created_at": long_ago, "last_whole_at": None, "next_due_at": soon, "failures": HOPELESS_TRIES}
    (board,) = lever(**hopeless | columns)
    park_hopeless(NOW)
    board.refresh_from_db()
    assert (board.state, "30 days" in board.parked_reason) == (state, state == "parked")


WEEK_AGO = NOW - timedelta(days=7, minutes=1)
PARKED = {"state": "parked", "parked_reason": "Gone.", "gone": 3, "first_gone_at": WEEK_AGO, "last_tried_at": WEEK_AGO}


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({}, "active"),
        ({"last_tried_at": NOW - timedelta(days=6)}, "parked"),
        ({"gone": 0, "first_gone_at": None}, "parked"),  # by an admin, or since it wants no visits
        ({"state": "paused"}, "paused"),
    ],
)
def test_a_board_that_is_gone_gets_another_try_each_week(columns, state):
    (board,) = lever(**PARKED | columns)
    try_parked_again(NOW)
    board.refresh_from_db()
    assert board.state == state
    assert (board in Source.objects.due(NOW)) == (state == "active")


def says_that_it_is_gone(request):
    raise FetchError("api.lever.co answered 404.", 404)


@pytest.mark.parametrize(
    ("get", "state", "gone"), [(says_that_it_is_gone, "parked", 4), (answers([job("a")]), "active", 0)]
)
def test_one_more_answer_that_it_is_gone_parks_it_again_and_a_good_one_does_not(get, state, gone):
    (board,) = lever(**PARKED)
    try_parked_again(NOW)
    take_turn(board.id, Desk(Claims(), get, lambda: NOW))
    board.refresh_from_db()
    assert (board.state, board.gone) == (state, gone)
