"""A thousand boards, two workers: what the hosts saw of it, how close to the pace it was, and the memory it took.

    python -m tests.postings.work.measure --boards 1000 --workers 2 --pace 0.1

It works in a database of its own, which it makes and drops.
"""

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

import django

STARTUP_SECONDS = 60


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.db import connection

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boards", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pace", type=float, default=0.1, help="seconds between two requests to one host")
    arguments = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as archive:
            measure(arguments, Path(archive))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(arguments: argparse.Namespace, archive: Path) -> None:
    from tests.postings.work.fleet import PAGES, Hosts, boards, memory_megabytes, wait_until, workers

    boards(arguments.boards, providers=list(PAGES))
    with (
        Hosts(len(PAGES)) as hosts,
        workers(hosts, arguments.workers, archive, CRAWL_PACE_SECONDS=arguments.pace) as fleet,
    ):
        assert wait_until(lambda: hosts.visits.total() >= arguments.boards // 10, STARTUP_SECONDS)
        early = [memory_megabytes(process) for process in fleet]
        done = wait_until(lambda: len(hosts.visits) == arguments.boards, 600)
        late = [memory_megabytes(process) for process in fleet]
    report(arguments, hosts, done)
    grown = ", ".join(f"{before:.0f} -> {after:.0f}" for before, after in zip(early, late, strict=True))
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    each = 1000 * (spent.ru_utime + spent.ru_stime) / arguments.boards
    print(f"Memory of the workers, MB, after a tenth and at the end: {grown}")
    print(f"Their time on the processor, their start included: {each:.0f} ms a board")


def report(arguments, hosts, done) -> None:
    for times in hosts.arrivals.values():
        times.sort()
    spans = [(times[-1] - times[0]) / (len(times) - 1) for times in hosts.arrivals.values()]
    mean = sum(spans) / len(spans)
    words = "all" if done else "not all"
    print(f"{len(hosts.visits):,} of {arguments.boards:,} boards read, {words}, by {hosts.visits.total():,} visits")
    print(f"Two at once at one board: {hosts.overlaps.total()}")
    print(f"Pace {arguments.pace} s; mean between two requests {mean:.4f} s: {arguments.pace / mean:.0%} of it")
    print(f"Narrowest mean of 50 in a row: {hosts.narrowest(50):.4f} s; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"{time.monotonic() - began:.0f} s in all")
