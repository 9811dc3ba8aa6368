"""`manage.py work` in the simulated world, until it is killed.

    python -m tests.postings.faults.worker PORT CLOCK LOG

Three things are not as they are elsewhere. Every name leads to this machine's PORT, where nobody speaks TLS. What
is about boards goes by the clock in the file CLOCK, and so does whoever sleeps. And each visit adds a line to the
file LOG: source, moment, outcome; one that finds nothing new leaves no other trace.
"""

import socket
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

import django
from django.core.management import call_command

from tests.postings.faults.clock import Clock


def main(port: int, clock: Clock, log: TextIO) -> None:
    lead_every_name_to(port)
    go_by(clock)
    tell_of_visits(log)
    call_command("work")


def lead_every_name_to(port: int) -> None:
    from postings.management.commands import work

    here = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))
    socket.getaddrinfo = lambda *name, **hints: [here]
    work.Desk = partial(work.Desk, get=get_in_clear)


def get_in_clear(request):
    from companies.fetching import get

    in_clear = replace(request, url=request.url.replace("https:", "http:", 1))
    return replace(get(in_clear), request=request)


def go_by(clock: Clock) -> None:
    from companies.fetching import robots
    from postings.management.commands import work

    work.Desk = partial(work.Desk, clock=clock.now)
    robots.now = clock.now
    time.sleep = clock.sleep


def tell_of_visits(log: TextIO) -> None:
    from postings.work import tasks

    def told(source_id, desk):
        turn = take_turn(source_id, desk)
        for visit in turn.visits:
            log.write(f"{source_id} {visit.started_at.isoformat()} {visit.outcome}\n")
        return turn

    take_turn, tasks.take_turn = tasks.take_turn, told


if __name__ == "__main__":
    django.setup()
    with Path(sys.argv[3]).open("a", buffering=1) as log:
        main(int(sys.argv[1]), Clock(Path(sys.argv[2])), log)
