"""Worker processes on one database, with boards on this machine."""

import signal
import time

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from companies.models import Source
from postings.models import Event, Posting
from tests.postings.work.fleet import PAGES, Hosts, boards, wait_until, workers

pytestmark = pytest.mark.django_db(transaction=True)

# Rather more than a minute, for machines that do much else; what takes long is told by the asserts.
PATIENCE = 90
LEASE = 3


def are_read(number: int) -> bool:
    return Source.objects.exclude(last_whole_at=None).count() == number


def is_all_free() -> bool:
    doing = ProcrastinateJob.objects.filter(status="doing").exclude(task_name="hand_out")
    return not Source.objects.exclude(claimed_by="").exists() and not doing.exists()


def test_two_workers_read_each_board_once_never_two_at_a_time_and_no_host_faster_than_its_pace(tmp_path):
    boards(60, providers=list(PAGES))
    with Hosts(3, jobs=1) as hosts, workers(hosts, 2, tmp_path, CRAWL_PACE_SECONDS=0.05):
        assert wait_until(lambda: are_read(60), PATIENCE)
    assert (set(hosts.visits.values()), sum(hosts.overlaps.values())) == ({1}, 0)
    assert hosts.narrowest(15) > 0.04
    assert (Posting.objects.open().count(), Event.objects.count()) == (20, 20)
    assert is_all_free()


def test_the_boards_of_a_killed_worker_are_taken_up_when_its_leases_are_over(tmp_path):
    boards(4)
    shorter = {"CRAWL_LEASE_SECONDS": LEASE, "CRAWL_PACE_SECONDS": 0.05}
    with Hosts(1, seconds=300) as hosts, workers(hosts, 1, tmp_path, **shorter) as fleet:
        assert wait_until(lambda: hosts.visits.total() == 2, PATIENCE)  # as many as its host takes at once
        with workers(hosts, 1, tmp_path, **shorter):
            assert wait_until(lambda: ProcrastinateWorker.objects.count() == 2, PATIENCE)
            killed_at = time.monotonic()
            fleet[0].kill()
            hosts.seconds = 0
            assert wait_until(lambda: are_read(4) and is_all_free(), PATIENCE)
            assert time.monotonic() - killed_at < 60
    assert sorted(hosts.visits.values()) == [1, 1, 2, 2]
    assert not hosts.overlaps.total()


def test_a_worker_that_is_told_to_stop_finishes_its_board_and_holds_nothing(tmp_path):
    boards(1)
    with Hosts(1, seconds=60) as hosts, workers(hosts, 1, tmp_path) as fleet:
        assert wait_until(lambda: hosts.visits, PATIENCE)
        fleet[0].send_signal(signal.SIGTERM)
        time.sleep(0.2)
        boards(1, first=1)
        hosts.seconds = 0
        assert fleet[0].wait(PATIENCE) == 0
    assert (are_read(1), is_all_free(), dict(hosts.visits)) == (True, True, {"b0": 1})


def test_a_worker_survives_the_loss_of_all_its_lines_to_the_database(tmp_path):
    boards(1)
    with Hosts(1) as hosts, workers(hosts, 1, tmp_path, CRAWL_LEASE_SECONDS=LEASE, LOG_LEVEL="CRITICAL") as fleet:
        assert wait_until(lambda: are_read(1), PATIENCE)
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
            )
        Source.objects.update(next_due_at=timezone.now())
        assert wait_until(lambda: hosts.visits["b0"] == 2, PATIENCE)
        assert fleet[0].poll() is None
