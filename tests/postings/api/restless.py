"""Boards that change all the while, in a process of their own: `with restless(): ...`

Two writers visit their boards in turn, each with a connection of its own, as crawls do. Of every board's jobs
most are steady: they stay open, though now and then their words change. Of the others each visit lists a half, so
that they go missing, close, and open again. What is under way is finished at the end.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random

import django
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
WRITERS, BOARDS = 2, 3  # boards of each
STEADY, FICKLE = 30, 10  # jobs of each board: more fickle ones, and visits would be held
PATIENCE_SECONDS = 60
IS_FICKLE = "comes-and-goes"


@contextmanager
def restless() -> Iterator[None]:
    """Inside, each board has been read once, and goes on being read."""
    from companies.models import Source
    from tests.postings.work.fleet import wait_until

    told = {"DATABASE_NAME": connection.settings_dict["NAME"], "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", __name__]
    read = Source.objects.filter(board__startswith="restless").exclude(last_whole_at=None)
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | told, stdin=subprocess.PIPE)
    try:
        assert wait_until(lambda: process.poll() is not None or read.count() == WRITERS * BOARDS, PATIENCE_SECONDS)
        yield
    finally:
        process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0


def main() -> None:
    from postings.benching.ingesting import archive_in_memory

    at_rest = threading.Event()
    with archive_in_memory(), ThreadPoolExecutor(WRITERS) as threads:
        writers = [threads.submit(write, number, at_rest) for number in range(WRITERS)]
        sys.stdin.read()  # until whoever has started us says so, or ends
        at_rest.set()
        for writer in writers:
            writer.result()


def write(number: int, at_rest: threading.Event) -> None:
    from tests.boards import source, visit

    chance = Random(number)
    boards = [source(f"https://jobs.lever.co/restless-{number}-{board}") for board in range(BOARDS)]
    for turn in count():
        if at_rest.is_set():
            break
        board = boards[turn % BOARDS]
        visit(board, listed(board.board, turn, chance), hours=turn)
    connection.close()


def listed(board: str, turn: int, chance: Random) -> list[dict]:
    from tests.boards import job

    steady = [job(f"{board}-{number}", f"Nurse {number}") for number in range(STEADY)]
    for edited in chance.sample(steady, STEADY // 10):
        edited["description"] = f"<p>Nurse the sick, as of turn {turn}.</p>"
    fickle = [job(f"{board}-{IS_FICKLE}-{number}", f"Night nurse {number}") for number in range(FICKLE)]
    return steady + chance.sample(fickle, FICKLE // 2)


if __name__ == "__main__":
    settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_NAME"]
    django.setup()
    main()
