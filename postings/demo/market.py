"""The market: which jobs each board lists on each day.

Pure and seeded: the same beginning and seed give the same jobs to the last letter, and day 12 is
the same whether the market runs for 13 days or for 30.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import NamedTuple

from postings.demo.cases import CASES, Case, Oddity, Upset
from postings.demo.composing import compose, random_id
from postings.demo.employers import DemoBoard, boards
from postings.demo.life import Life
from postings.demo.values import Job

# 30 days: long enough for a posting to open, change, close and come back.
DAYS = 30
SEED = 1


class Visit(NamedTuple):
    """One board at one moment, which is its reading of that day."""

    at: datetime
    day: int
    board: DemoBoard


class Market:
    """All boards over `days` days that begin at `begins_at` (aware UTC)."""

    def __init__(self, begins_at: datetime, days: int = DAYS, seed: int = SEED):
        self.begins_at = begins_at
        self.days = days
        self.seed = seed
        self.boards = boards()
        self.odd: dict[tuple[str, int], Job] = {}

    @cached_property
    def lives(self) -> dict[str, Life]:
        return {
            address: Life(board, Random(f"{self.seed}/{address}"), lambda day, board=board: self.moment(board, day))
            for address, board in self.boards.items()
        }

    def visits(self) -> Iterator[Visit]:
        """Every reading of every board, in the order of time: each board daily at an hour of its own."""
        for day in range(self.days):
            for board in sorted(self.boards.values(), key=self.hour):
                yield Visit(self.moment(board, day), day, board)

    def moment(self, board: DemoBoard, day: int) -> datetime:
        """When `board` is read on `day`."""
        return self.begins_at + timedelta(days=day) + self.hour(board)

    def day_of(self, board: DemoBoard, at: datetime) -> int:
        """The day whose list `board` shows at a moment: it changes at its hour."""
        return max((at - self.moment(board, 0)) // timedelta(days=1), 0)

    def hour(self, board: DemoBoard) -> timedelta:
        return timedelta(minutes=Random(f"{self.seed}/{board.address}/hour").randrange(24 * 60))

    def listed(self, board: DemoBoard, day: int) -> tuple[Job, ...]:
        """The jobs on `board` that day. Unchanged jobs are the same objects as the day before."""
        jobs = self.lives[board.address].on(day)
        for upset in self.upsets(board, day):
            jobs = upset.jobs(jobs) if upset.jobs else jobs
        odd = (case for case in cases_of(board) if isinstance(case, Oddity) and case.is_listed(day))
        return jobs + tuple(self.odd_job(case, day) for case in odd)

    def upsets(self, board: DemoBoard, day: int) -> list[Upset]:
        """What goes wrong with `board` that day."""
        return [case for case in cases_of(board) if isinstance(case, Upset) and case.first <= day <= case.last]

    def odd_job(self, case: Oddity, day: int) -> Job:
        """The job of `case` as it stands that day: one object for each of its stages."""
        stages = sum(begins <= day for begins in case.stages)
        if (case.name, stages) not in self.odd:
            self.odd[case.name, stages] = self.twisted(case, stages)
        return self.odd[case.name, stages]

    def twisted(self, case: Oddity, stages: int) -> Job:
        """A job like its board's others, with the first `stages` twists of `case`."""
        board = self.boards[case.board]
        posted_at = self.moment(board, case.days[0][0]) - timedelta(hours=3)
        job = compose(board, Random(f"{self.seed}/{case.story or case.name}"), posted_at, case.role)
        if case.story:
            job = replace(job, id=random_id(Random(f"{self.seed}/{case.name}")))
        for day, twist in sorted(case.stages.items())[:stages]:
            edited_at = self.moment(board, day) - timedelta(hours=2)
            job = replace(twist(job), edited_at=max(posted_at, edited_at))
        return job


def cases_of(board: DemoBoard) -> list[Case]:
    return [case for case in CASES if case.board == board.address]
