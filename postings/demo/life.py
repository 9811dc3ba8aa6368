"""One board through the days: jobs open, are edited, flicker, close, and are posted again.

The rates follow what was measured on 973 boards over ten months: a posting is open for a month
or two, one in twelve flickers once, one in eight that closes is posted again under a new id.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from postings.demo.changing import changed
from postings.demo.composing import compose, random_id
from postings.demo.employers import DemoBoard
from postings.demo.values import Job

# The boards' sizes add up to some 1,300; with these rates 2,000 jobs pass through 30 days and
# about 1,400 are open at the end, as many as are comfortable to browse and quick to load.
# Rates a day: of new jobs to a board's size, and of what happens to a job that is open.
ARRIVES = 0.018
CLOSES = 0.0155
FLICKERS = 0.0028
CHANGES = 0.013
# How many days a flickering job is gone: one reading mostly, so it was never closed.
GAPS = (1, 1, 1, 1, 2, 3, 5)
# Of the new jobs, those that are an old one posted again.
REPOSTED = 0.13
# The ages of the jobs on the first day, in days.
MEAN_AGE = 25
OLDEST = 120


@dataclass
class Life:
    """One board, day after day. What is true of a day is settled by the days before it alone."""

    board: DemoBoard
    rng: Random
    moment: Callable[[int], datetime]  # when the board is read on a day
    history: list[tuple[Job, ...]] = field(default_factory=list)
    jobs: dict[uuid.UUID, Job] = field(default_factory=dict)
    away: dict[uuid.UUID, int] = field(default_factory=dict)  # the day a flickering job is back
    gone: list[Job] = field(default_factory=list)  # closed, and not posted again

    def on(self, day: int) -> tuple[Job, ...]:
        while len(self.history) <= day:
            self.live(len(self.history))
        return self.history[day]

    def live(self, day: int) -> None:
        if day == 0:
            self.found()
        else:
            self.lose(day)
            self.edit(day)
            self.gain(day)
        self.history.append(tuple(job for key, job in self.jobs.items() if self.away.get(key, 0) <= day))

    def found(self) -> None:
        ages = [min(self.rng.expovariate(1 / MEAN_AGE), OLDEST) for _ in range(self.board.size)]
        for age in sorted(ages, reverse=True):
            self.post(self.moment(0) - timedelta(days=age, minutes=40))

    def lose(self, day: int) -> None:
        """Some close, some only flicker. One that is away does neither."""
        closes, flickers = CLOSES * self.board.pace, FLICKERS * self.board.pace
        for key in [key for key in self.jobs if self.away.get(key, 0) <= day]:
            chance = self.rng.random()
            if chance < closes:
                self.gone.append(self.jobs.pop(key))
            elif chance < closes + flickers:
                self.away[key] = day + self.rng.choice(GAPS)

    def edit(self, day: int) -> None:
        for key, job in self.jobs.items():
            if self.rng.random() < CHANGES * self.board.pace:
                self.jobs[key] = changed(job, self.board, self.rng, self.before(day))

    def gain(self, day: int) -> None:
        expected = ARRIVES * self.board.size * self.board.pace
        for _ in range(int(expected) + (self.rng.random() < expected % 1)):
            if self.gone and self.rng.random() < REPOSTED:
                self.repost(self.gone.pop(self.rng.randrange(len(self.gone))), self.before(day))
            else:
                self.post(self.before(day))

    def post(self, at: datetime) -> None:
        job = compose(self.board, self.rng, at)
        self.jobs[job.id] = job

    def repost(self, old: Job, at: datetime) -> None:
        """The same job under a new id and date; the employer's own number stays."""
        key = random_id(self.rng)
        self.jobs[key] = replace(old, id=key, posted_at=at, edited_at=at)

    def before(self, day: int) -> datetime:
        """A moment between the last reading and that day's."""
        return self.moment(day) - timedelta(hours=self.rng.uniform(0.5, 23))
