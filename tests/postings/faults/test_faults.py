"""A few days of it. A month of them: python -m tests.postings.faults --days 30 --seed 7."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from companies.providers import board_in
from postings.demo import shapes
from postings.demo.employers import boards
from tests.postings.faults.world import ANYWHERE, OF_ATS, SMALL, World

KINDS = {*ANYWHERE, *(name for kinds in OF_ATS.values() for name in kinds)}
PROJECT = Path(__file__).resolve().parents[3]
# Every board has an accident on each day but the first, and by this seed there is one of each kind.
DAYS = ("--days", "4", "--trouble", "1", "--seed", "31", "--worker-kills", "3", "--database-kills", "1")


def test_after_days_of_accidents_and_kills_the_database_holds_the_truth():
    without = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "tests.postings.faults", *DAYS]
    lived = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, env=without)
    if "PostgreSQL is not" in lived.stderr:
        pytest.skip("needs the programs of PostgreSQL")
    assert lived.returncode == 0, lived.stdout + lived.stderr[-3000:]
    told = dict(line.rsplit(maxsplit=1) for line in lived.stdout.splitlines() if line.split()[-1].isdecimal())
    assert (told["worker killed"], told["PostgreSQL killed"]) == ("3", "1")
    assert {name.strip().rstrip(".") for name in told} >= KINDS
    assert int(told["  job.created"]) > 150
    assert int(told["  job.closed"]) > 5


def test_the_small_world_has_a_board_of_each_ats_that_the_demo_speaks():
    of = {board_in(shapes.page(boards()[address]))[0] for address in SMALL}
    assert of == {board_in(shapes.page(board))[0] for board in boards().values()}
    assert len(of) == 8


def test_the_same_seed_brings_the_same_accidents():
    def drawn(seed):
        accidents = World(30, seed).accidents
        return {address: [(one.first, one.tells) for one in drawn] for address, drawn in accidents.items()}

    assert drawn(7) == drawn(7) != drawn(8)
    assert {tells.rstrip(".") for days in drawn(7).values() for _, tells in days} == KINDS
    assert len(KINDS) == 11
