"""A process that takes turns at the boards that are due, in simulated time, until it is killed.

    python -m tests.postings.faults.worker PORT CLOCK LOG

CLOCK is a file with the moment; LOG one to which each visit adds a line: source, moment, outcome.
"""

import sys
import time
from datetime import datetime
from pathlib import Path

import django


def main(port: int, clock: Path, log: Path) -> None:
    from companies.claims import Claims
    from postings.demo.client import Client
    from postings.work.visiting import Desk

    with Claims() as claims:
        desk = Desk(claims, Client(port).get, lambda: datetime.fromisoformat(clock.read_text()))
        with log.open("a", buffering=1) as file:
            while True:
                turn_or_rest(desk, file)


def turn_or_rest(desk, file) -> None:
    from django.db import Error, connection

    try:
        if not take_one(desk, file):
            time.sleep(0.02)
    except Error:  # the database was killed
        connection.close()
        time.sleep(0.1)


def take_one(desk, file) -> bool:
    from companies.claims import FREE
    from companies.models import Crawl, Source
    from postings.work.visiting import take_turn

    free = Source.objects.filter(FREE)
    waiting = Crawl.objects.awaiting_ingest().filter(source__in=free).values_list("source_id", flat=True)
    due = free.due(desk.clock()).values_list("id", flat=True)
    for source_id in (*waiting[:1], *due[:1]):
        for visit in take_turn(source_id, desk).visits:
            file.write(f"{source_id} {visit.started_at.isoformat()} {visit.outcome}\n")
        return True
    return False


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
