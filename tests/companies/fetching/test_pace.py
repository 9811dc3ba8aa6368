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
def test_who_would_wait_too_long_comes_back_when_the_next_slot_is_near(server, monkeypatch):
    server.answers |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 1000"), "/board": BOARD}
    monkeypatch.setattr(pace, "PATIENCE_SECONDS", 0.001)
    with pytest.raises(Postponed, match=r"is not to be asked until .* UTC\.$") as caught:
        get(Request(server.url("/board")))
    monkeypatch.setattr(pace, "PATIENCE_SECONDS", 1000)
    next_slot = time.time() + pace.take(server.name).wait
    assert caught.value.until.timestamp() == pytest.approx(next_slot, abs=0.1)
    assert server.paths() == ["/robots.txt"]


@pytest.mark.django_db
def test_a_turn_costs_two_statements(server, django_assert_num_queries):
    server.answers["/board"] = BOARD
    get(Request(server.url("/board")))
    with django_assert_num_queries(3):  # what robots.txt says, the turn, the place given back
        get(Request(server.url("/board")))


@pytest.mark.django_db
def test_a_turn_writes_no_row(server, settings):
    settings.CRAWL_PACE_SECONDS = 0.05
    server.answers["/board"] = BOARD
    get(Request(server.url("/board")))
    before = rows()
    get(Request(server.url("/board")))
    assert before == rows()
    assert len(before) == 1


def rows():
    """Each host's row, as PostgreSQL has it: a row that is written anew has another place."""
    with connection.cursor() as cursor:
        cursor.execute("select name, ctid::text, xmin::text from companies_host")
        return cursor.fetchall()


@pytest.mark.django_db
def test_the_slot_of_a_killed_worker_is_free_until_its_moment_and_then_nobodys(settings):
    settings.CRAWL_MANNERS = {"board.example": (0.5, 2)}
    time.sleep(pace.take("board.example").wait)  # so that the next moment is a whole pace away
    doomed = moment()
    killed()
    assert moment() == pytest.approx(doomed, abs=0.1)
    time.sleep(max(0, doomed - time.monotonic()) + 0.01)
    killed()
    assert moment() == pytest.approx(doomed + 0.5, abs=0.1)


def moment():
    """When we may ask next, by time.monotonic()."""
    taken = pace.take("board.example")
    return time.monotonic() + taken.wait


def killed():
    """What PostgreSQL does when a connection of ours breaks."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock_all()")


@pytest.mark.django_db
def test_two_hosts_are_not_asked_at_the_same_moments(settings):
    settings.CRAWL_PACE_SECONDS = 50.0
    one, other = (pace.take(name).wait for name in ("one.example", "other.example"))
    assert abs(one - other) > 1


@pytest.mark.django_db
def test_hosts_of_one_family_share_its_pace_besides_their_own(settings):
    settings.CRAWL_MANNERS = {"*.boards.example": (0.01, 3)}
    settings.CRAWL_PACE_SECONDS = 0.01
    assert family("acme.boards.example") == "*.boards.example"
    assert (family("boards.example"), family("acme.example"), family("127.0.0.1:80")) == ("", "", "")
    assert manners("*.boards.example") == Manners(0.01, 3)
    assert manners("acme.boards.example") == Manners(settings.CRAWL_PACE_SECONDS, settings.CRAWL_HOST_CONCURRENCY)
    with pace.turn("acme.boards.example"):
        assert held("acme.boards.example") == held("*.boards.example") == 2  # a place and a slot
        assert held("other.boards.example") == 0
    assert held("acme.boards.example") == held("*.boards.example") == 0


def held(name):
    """How many locks of this host we hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
            " and classid = (hashtext(%s::text)::bigint & 4294967295)::oid",
            [name],
        )
        return cursor.fetchone()[0]
