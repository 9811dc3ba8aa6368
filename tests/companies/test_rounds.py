"""`manage.py crawl`: once through the boards that are due."""

import json
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from companies import fetching
from companies.claims import Claims
from companies.fetching import FetchError, Postponed
from companies.models import Source
from companies.providers.base import Page
from companies.rounds import AT_ONE_PROVIDER, Round
from tests import make
from tests.boards import job


def lever(number: int) -> list[Source]:
    return [make.source(board=f"b{n}", url=f"https://jobs.lever.co/b{n}") for n in range(number)]


def board_of(request) -> str:
    return request.url.rpartition("/")[2]


def answer(request):
    return Page(request, json.dumps([job("a")]).encode())


@pytest.mark.django_db(transaction=True)
def test_a_round_reads_every_due_board_once_a_few_of_one_ats_at_a_time_and_none_that_another_holds():
    boards, later = lever(12), make.source(next_due_at=timezone.now() + timedelta(hours=1))
    asked, under_way, at_once, lock = Counter(), set(), [], threading.Lock()

    def get(request):
        with lock:
            asked[board_of(request)] += 1
            under_way.add(board_of(request))
            at_once.append(len(under_way))
        time.sleep(0.02)
        with lock:
            under_way.discard(board_of(request))
        return answer(request)

    with Claims() as other, Claims() as ours:
        held = other.take(Source.objects.filter(id=boards[0].id))
        visits = dict(Round(ours, Source.objects.due(timezone.now()), get).run(threads=8))
    assert set(visits) == set(boards)
    assert later not in visits
    assert [source for source, visit in visits.items() if visit is None] == held
    assert asked == Counter(board.board for board in boards[1:])
    assert 1 < max(at_once) <= AT_ONE_PROVIDER
    assert not Source.objects.exclude(claimed_by="").exists()


@pytest.mark.django_db(transaction=True)
def test_a_round_that_is_ended_finishes_what_is_begun_and_leaves_the_rest_due():
    lever(12)
    with Claims() as claims:
        visits = Round(claims, Source.objects.due(timezone.now()), answer).run(threads=2)
        next(visits)
        visits.close()
    assert 1 <= Source.objects.due(timezone.now()).count() < 12
    assert not Source.objects.exclude(claimed_by="").exists()


@pytest.mark.django_db
def test_the_command_tells_what_came_of_each_and_what_it_took(monkeypatch, capsys):
    until = timezone.now() + timedelta(minutes=5)
    boards = lever(3)
    say = {"b0": None, "b1": FetchError("b1 answered 500.", 500), "b2": Postponed("It rests.", until)}

    def get(request):
        if say[board_of(request)]:
            raise say[board_of(request)]
        return answer(request)

    monkeypatch.setattr(fetching, "get", get)
    call_command("crawl", due=True, threads=1)
    told = capsys.readouterr().out
    assert "lever/b1: b1 answered 500.\n3 visited in 0 s: 1 whole, 1 failed, 1 left to others or for later." in told
    assert "3 requests, 0.0 MB. Next: manage.py ingest" in told
    boards[2].refresh_from_db()
    assert (boards[2].failures, boards[2].next_due_at, boards[2].crawls.count()) == (0, until, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "error"),
    [([], "Name the sources"), (["nobody"], "There is no source 'nobody'"), (["--due", "b0"], "Name")],
)
def test_the_command_asks_for_boards_that_it_knows(words, error):
    with pytest.raises(CommandError, match=error):
        call_command("crawl", *words)
