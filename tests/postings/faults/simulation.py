"""A world lived through: the clock goes on when all that was due is done, and now and then something is killed."""

import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.db import Error, connection
from django.db.models import Q
from django.db.models.functions import Now

from companies.directory import add_source
from companies.models import Crawl, Source
from postings.demo import shapes
from postings.demo.server import FakeATS
from tests.postings.faults.cluster import Cluster
from tests.postings.faults.world import World

TICK = timedelta(minutes=30)
WORKERS = 2
# After the last day nothing goes wrong any more, and everything that is in doubt is settled.
SETTLES = timedelta(days=4)
PATIENCE_SECONDS = 60


class Stuck(Exception):
    """What is due is not done: somebody holds it for ever."""


class Simulation:
    def __init__(self, world: World, cluster: Cluster, ats: FakeATS, folder: Path):
        self.world, self.cluster, self.ats = world, cluster, ats
        self.clock, self.log, self.folder = folder / "clock", folder / "visits", folder
        self.rng = Random(f"{world.seed}/kills")
        self.counts: Counter[str] = Counter()
        self.workers: list[subprocess.Popen] = []

    def run(self, worker_kills: int, database_kills: int) -> None:
        """All days of the world. So many kills are spread over them by seed."""
        now = self.world.begins_at
        for board in self.world.boards.values():
            add_source(shapes.page(board), board.employer.name, now)
        end = now + timedelta(days=self.world.days)
        kills = sorted(
            [(self.moment(end), "worker") for _ in range(worker_kills)]
            + [(self.moment(end), "PostgreSQL") for _ in range(database_kills)]
        )
        self.set(now)
        self.workers = [self.begin() for _ in range(WORKERS)]
        try:
            while now < end + SETTLES:
                while kills and kills[0][0] <= now:
                    time.sleep(self.rng.uniform(0, 0.05))
                    self.kill(kills.pop(0)[1])
                now = max(self.when_idle(), now + TICK)
                self.set(now)
            self.when_idle()
        finally:
            for worker in self.workers:
                worker.kill()
                worker.wait()

    def moment(self, end: datetime) -> datetime:
        return self.world.begins_at + (end - self.world.begins_at) * self.rng.uniform(0.05, 1)

    def set(self, now: datetime) -> None:
        self.ats.at = now
        fresh = self.folder / "clock.new"
        fresh.write_text(now.isoformat())
        fresh.replace(self.clock)
        self.now = now
        self.counts["ticks"] += 1

    def begin(self) -> subprocess.Popen:
        module = "tests.postings.faults.worker"
        port = str(self.ats.client.port)
        with (self.folder / "output").open("a") as output:
            return subprocess.Popen(
                [sys.executable, "-m", module, port, str(self.clock), str(self.log)], stdout=output, stderr=output
            )

    def kill(self, what: str) -> None:
        """With -9, just after boards have become due; another takes its place."""
        self.counts[f"{what} killed"] += 1
        if what == "worker":
            victim = self.workers.pop(0)
            victim.kill()
            victim.wait()
            held = Source.objects.filter(claimed_by__contains=f"/{victim.pid}/")
            self.counts["boards that the killed held"] += held.count()
            self.workers.append(self.begin())
        else:
            self.cluster.kill()
            self.cluster.start()

    def when_idle(self) -> datetime:
        """Wait until nothing is due; when something will be."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up:
            with suppress(Error):
                if not self.is_busy():
                    first = Source.objects.filter(state="active").order_by("next_due_at").first()
                    return first.next_due_at if first else self.now
                time.sleep(0.01)
                continue
            connection.close()
            time.sleep(0.1)
        raise Stuck(f"At {self.now} boards are due that nobody visits: {list(Source.objects.due(self.now))}.")

    def is_busy(self) -> bool:
        held = Q(claimed_until__gt=Now()) | Q(state="active", next_due_at__lte=self.now)
        return Source.objects.filter(held).exists() or Crawl.objects.awaiting_ingest().exists()
