"""A world lived through: the clock goes on when all that was due is done, and now and then something is killed."""

import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from django.db import Error, connection
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from companies.directory import add_source
from companies.models import Crawl, Source
from postings.demo import shapes
from postings.work.tasks import hand_out
from tests.postings.faults.clock import Clock
from tests.postings.faults.cluster import Cluster
from tests.postings.faults.hosts import Hosts
from tests.postings.faults.world import World

TICK = timedelta(hours=2)
WORKERS = 2
# After the last day nothing goes wrong any more, and everything that is in doubt is settled within this.
SETTLES = timedelta(days=4)
GLANCE_SECONDS = 0.05
# Workers look by themselves for what has become due, but only every few seconds.
INVITES_SECONDS = 1
PATIENCE_SECONDS = 60
# Whoever is to be killed is awaited at his work for so long.
READS_SECONDS = 2


class Stuck(Exception):
    """What is due is not done: somebody holds it for ever."""


class Simulation:
    def __init__(self, world: World, cluster: Cluster, hosts: Hosts, clock: Clock, folder: Path):
        self.world, self.cluster, self.hosts, self.clock = world, cluster, hosts, clock
        self.log, self.output = folder / "visits", folder / "output"
        self.rng = Random(f"{world.seed}/kills")
        self.counts: Counter[str] = Counter()
        self.workers: list[subprocess.Popen] = []

    def run(self, worker_kills: int, database_kills: int) -> None:
        """All days of the world. So many kills are spread over them by seed."""
        self.add_boards()
        now = self.world.begins_at
        end = now + timedelta(days=self.world.days)
        kills = sorted(
            [(self.moment(end), "worker") for _ in range(worker_kills)]
            + [(self.moment(end), "PostgreSQL") for _ in range(database_kills)]
        )
        self.move_on(now)
        self.workers = [self.begin() for _ in range(WORKERS)]
        try:
            while True:
                while kills and kills[0][0] <= now:
                    self.kill(kills.pop(0)[1])
                next_due = self.when_idle()
                if now > end and (now > end + SETTLES or is_settled(end)):
                    break
                now = max(next_due, now + TICK)
                self.move_on(now)
        finally:
            for worker in self.workers:
                worker.kill()
                worker.wait()

    def add_boards(self) -> None:
        """Their ids are drawn by seed, since a board's id decides when it is due."""
        for board in self.world.boards.values():
            source, _ = add_source(shapes.page(board), board.employer.name, self.world.begins_at)
            source.source_id = UUID(int=self.rng.getrandbits(128), version=4)
            source.save(update_fields=["source_id"])

    def moment(self, end: datetime) -> datetime:
        return self.world.begins_at + (end - self.world.begins_at) * self.rng.uniform(0.05, 1)

    def move_on(self, now: datetime) -> None:
        """Called while nobody reads a board, so that each visit sees one day of it."""
        self.world.ticks.append(now)
        self.hosts.at = now
        self.clock.set(now)
        self.counts["ticks"] += 1
        invite()

    def begin(self) -> subprocess.Popen:
        module = "tests.postings.faults.worker"
        told = [str(value) for value in (self.hosts.client.port, self.clock.path, self.log)]
        with self.output.open("a") as output:
            return subprocess.Popen([sys.executable, "-m", module, *told], stdout=output, stderr=output)

    def kill(self, what: str) -> None:
        """With -9, while a board is read; another takes its place."""
        self.counts[f"{what} killed"] += 1
        victim = self.reader()
        time.sleep(self.rng.uniform(0, 0.02))
        if what == "worker":
            victim.kill()
            victim.wait()
            held = Source.objects.filter(claimed_by__contains=f"/{victim.pid}/")
            self.counts["boards that the killed held"] += held.count()
            self.workers[self.workers.index(victim)] = self.begin()
        else:
            connection.close()
            self.cluster.kill()
            self.cluster.start()

    def reader(self) -> subprocess.Popen:
        """A worker that reads a board; any, when none does for long."""
        give_up = time.monotonic() + READS_SECONDS
        while time.monotonic() < give_up:
            names = Source.objects.filter(claimed_until__gt=Now()).values_list("claimed_by", flat=True)
            for worker in self.workers:
                if any(f"/{worker.pid}/" in name for name in names):
                    return worker
            time.sleep(GLANCE_SECONDS)
        return self.workers[0]

    def when_idle(self) -> datetime:
        """Wait until nothing is due, and stop the clock; when something will be."""
        give_up, invites_at = time.monotonic() + PATIENCE_SECONDS, time.monotonic() + INVITES_SECONDS
        while time.monotonic() < give_up:
            try:
                if not self.is_busy() and self.is_still():
                    first = Source.objects.filter(state="active").order_by("next_due_at").first()
                    return first.next_due_at if first else self.clock.now()
                if time.monotonic() > invites_at:
                    invites_at += INVITES_SECONDS
                    invite()
                time.sleep(GLANCE_SECONDS)
            except (Error, ConnectorException):  # the database was killed
                connection.close()
                time.sleep(0.1)
        now = self.clock.now()
        raise Stuck(f"At {now} boards are due that nobody visits: {list(Source.objects.due(now))}.")

    def is_still(self) -> bool:
        """Stop the clock, so that nothing becomes due any more; if something just has, let it go on."""
        self.clock.stop()
        if self.is_busy():
            self.clock.go_on()
            return False
        return True

    def is_busy(self) -> bool:
        held = Q(claimed_until__gt=Now()) | Q(state="active", next_due_at__lte=self.clock.now())
        return Source.objects.filter(held).exists() or Crawl.objects.awaiting_ingest().exists()


def is_settled(end: datetime) -> bool:
    """Whether all boards were read since, and none waits for a second look."""
    return not Source.objects.exclude(last_whole_at__gt=end, second_look=False).exists()


def invite() -> None:
    """Have a worker look at once for what is due."""
    with suppress(AlreadyEnqueued):
        hand_out.defer(timestamp=0)
