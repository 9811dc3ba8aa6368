"""Targets under wrk, and what each request of them cost."""

import json
import shutil
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from postings.benching import processes
from postings.benching.serving import Site

SCRIPT = Path(__file__).with_name("wrk.lua")
NO_WRK = "The bench needs wrk, which makes the requests: apt-get install wrk (elsewhere: https://github.com/wg/wrk)."

# As long as two workers need, on a slow machine, to have each seen most of the cities that are asked for.
WARM_SECONDS = 60
WAIT_SECONDS, MOST_WAITS = 0.1, 50
TRIES = 3


class LoadError(Exception):
    """wrk is not there, or cannot do its work."""


@dataclass(frozen=True)
class Target:
    """What is asked for. `lines` are paths, or (path, ETag) pairs that are answered by 304.

    `beside` names the target that its rate is a ratio of. `wanted_ratio` and `wanted_p95` (milliseconds)
    are what the site promises. `warm`: it is asked for a while before the rounds, since what readers ask for
    again and again is kept in the process.
    """

    name: str
    lines: list[str]
    beside: str = ""
    connections: int = 16
    status: int = 200
    wanted_ratio: float | None = None
    wanted_p95: float | None = None
    warm: bool = False


class Measured(NamedTuple):
    """One round. Times in milliseconds; CPU in microseconds a request, None where the system does not tell it."""

    rate: float
    p50: float
    p95: float
    p99: float
    requests: int
    wrong: int
    web_cpu: float | None
    database_cpu: float | None


class Load:
    """`round()` measures every target once, in their order. Each goes on where it ended in the round before."""

    def __init__(self, site: Site, targets: list[Target], folder: Path, seconds: int):
        if not shutil.which("wrk"):
            raise LoadError(NO_WRK)
        self.site, self.targets, self.seconds = site, targets, seconds
        self.asked: Counter[str] = Counter()
        self.files = {}
        for place, target in enumerate(targets):
            self.files[target.name] = folder / f"target-{place}.txt"
            self.files[target.name].write_text("".join(f"{line}\n" for line in target.lines))

    def warm_up(self) -> None:
        for target in self.targets:
            if target.warm:
                self.asked[target.name] += int(self.wrk(target, WARM_SECONDS)["requests"])

    def round(self) -> dict[str, Measured]:
        return {target.name: self.measure(target) for target in self.targets}

    def measure(self, target: Target) -> Measured:
        """On a busy machine a page that is asked for the first time may take longer than wrk waits: then once more."""
        for _ in range(TRIES):
            self.wait_for_quiet()
            if measured := self.try_to_measure(target):
                return measured
        raise LoadError(f"“{target.name}” gave no answer within {self.seconds} s: give it more, with --seconds.")

    def try_to_measure(self, target: Target) -> Measured | None:
        web, database = self.web_cpu(), database_cpu()
        told = self.wrk(target, self.seconds)
        web_spent = processes.spent(web, self.web_cpu())
        database_spent = processes.spent(database, database_cpu())
        requests = int(told["requests"])
        if not requests:
            return None
        self.asked[target.name] += requests
        return Measured(
            rate=requests / told["seconds"],
            p50=told["p50"],
            p95=told["p95"],
            p99=told["p99"],
            requests=requests,
            wrong=int(told["wrong"]),
            web_cpu=each(web_spent, requests),
            database_cpu=each(database_spent, requests),
        )

    def wait_for_quiet(self) -> None:
        """What wrk has asked for and left behind is still being worked on."""
        for _ in range(MOST_WAITS):
            before = self.web_cpu()
            time.sleep(WAIT_SECONDS)
            if not processes.spent(before, self.web_cpu()):
                return

    def wrk(self, target: Target, seconds: int) -> dict[str, float]:
        command = ["wrk", "-t1", f"-c{target.connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
        command += [self.site.url, "--", str(self.files[target.name])]
        command += [str(self.asked[target.name]), str(target.status)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        last = run.stdout.strip().rpartition("\n")[2]
        if run.returncode or not last.startswith("{"):
            raise LoadError(f"wrk could not ask for {target.name}:\n{run.stdout}{run.stderr}")
        return json.loads(last)

    def web_cpu(self) -> dict[int, float]:
        return processes.cpu_seconds(processes.tree(self.site.pid))


def database_cpu() -> dict[int, float]:
    """Of the processes that serve this database; none where the server is on another machine."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        return processes.cpu_seconds([pid for (pid,) in cursor.fetchall() if processes.name(pid) == "postgres"])


def each(seconds: float | None, requests: int) -> float | None:
    return seconds * 1e6 / requests if seconds is not None else None
