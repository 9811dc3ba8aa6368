"""A host's pace and its places hold across threads and processes."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from companies.fetching import Postponed, get, pace
from companies.fetching.pace import Manners, family, manners
from companies.hosts import Host
from companies.providers.base import Request

ROOT = Path(__file__).resolve().parents[3]
BOARD = (200, {}, b"[]")


def worker(url, times, seconds):
    """Another process that asks `url` so many times."""
    command = [sys.executable, "-m", "tests.companies.fetching.worker"]
    values = [connection.settings_dict["NAME"], str(seconds), url, str(times)]
    return subprocess.Popen([*command, *values], cwd=ROOT)


@pytest.mark.django_db(transaction=True)
def test_two_processes_ask_one_host_no_oftener_than_one_would(server):
    server.answers["/board"] = BOARD
    workers = [worker(server.url("/board"), times=5, seconds=0.1) for _ in range(2)]
    assert [process.wait(timeout=30) for process in workers] == [0, 0]
    times = sorted(asked.at for asked in server.asked)
    assert server.paths().count("/robots.txt") == 1
    assert len(times) == 11
    late = 0.1  # the network, and a busy machine, may deliver the first one so much too late
    assert all(at - times[0] > number * 0.1 - late for number, at in enumerate(times))


@pytest.mark.django_db(transaction=True)
def test_a_host_is_asked_no_more_than_two_things_at_once(server):
    under_way, most = set(), []

    def busy(handler):
        under_way.add(handler)
        most.append(len(under_way))
        time.sleep(0.1)
        under_way.discard(handler)
        handler.send(*BOARD)

    def ask():
        get(Request(server.url("/board")))
        connection.close()

    server.answers["/board"] = busy
    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 6
    assert max(most) == 2


@pytest.mark.django_db(transaction=True)
def test_the_place_of_a_killed_worker_is_free_at_once(server, settings):
    settings.CRAWL_MANNERS = {server.name: (0.0, 1)}
    begun, over = threading.Event(), threading.Event()

    def stuck(handler):
        begun.set()
        over.wait(20)

    server.answers |= {"/stuck": stuck, "/board": BOARD}
    process = worker(server.url("/stuck"), times=1, seconds=0.0)
    assert begun.wait(20)
    process.kill()
    process.wait()
    began = time.monotonic()
    assert get(Request(server.url("/board"))).body == b"[]"
    over.set()
    assert time.monotonic() - began < 2


@pytest.mark.django_db
def test_who_would_wait_too_long_comes_back_another_time(server, monkeypatch):
    monkeypatch.setattr(pace, "PATIENCE_SECONDS", 5)
    server.answers |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 10"), "/board": BOARD}
    board = Request(server.url("/board"))
    get(board)
    with pytest.raises(Postponed, match=r"is not to be asked until .* UTC\.$") as caught:
        get(board)
    assert caught.value.until == Host.objects.get().next_allowed_at
    assert server.paths() == ["/robots.txt", "/board"]


@pytest.mark.django_db
def test_a_turn_costs_two_statements(server, django_assert_num_queries):
    server.answers["/board"] = BOARD
    get(Request(server.url("/board")))
    with django_assert_num_queries(3):  # what robots.txt says, the turn, the place given back
        get(Request(server.url("/board")))


@pytest.mark.django_db
def test_hosts_of_one_family_share_its_pace_besides_their_own(settings):
    settings.CRAWL_MANNERS = {"*.boards.example": (7.0, 3)}
    assert family("acme.boards.example") == "*.boards.example"
    assert (family("boards.example"), family("acme.example"), family("127.0.0.1:80")) == ("", "", "")
    with pace.turn("acme.boards.example"):
        pass
    assert set(Host.objects.values_list("name", flat=True)) == {"acme.boards.example", "*.boards.example"}
    assert manners("*.boards.example") == Manners(7.0, 3)
    assert manners("acme.boards.example") == Manners(settings.CRAWL_PACE_SECONDS, settings.CRAWL_HOST_CONCURRENCY)
