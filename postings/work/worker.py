"""A worker: it takes its turns from the queue until it is told to stop.

The first SIGTERM or SIGINT lets it finish its boards, for GRACE_SECONDS; what is not finished then is
given back unread. A second signal does not wait. When the database goes away it comes back with it.
"""

import asyncio
import logging
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

import psycopg
from asgiref.sync import sync_to_async
from django.db import Error, connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from postings.work import sweeping
from postings.work.tasks import QUEUE
from postings.work.visiting import Desk, Turn

logger = logging.getLogger(__name__)

GRACE_SECONDS = 20
REMOVE_SECONDS = 600
TELL_SECONDS = 60
AGAIN_SECONDS = 3


@dataclass
class Tally:
    """What the threads of a worker have done since it last told."""

    counts: Counter = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, turn: Turn) -> None:
        with self.lock:
            self.counts.update(visit.outcome for visit in turn.visits)
            self.counts["events"] += turn.events

    def take(self) -> str:
        with self.lock:
            told, self.counts = self.counts, Counter()
        words = ", ".join(f"{number:,} {name}" for name, number in sorted(told.items()) if number)
        return words or "nothing was due"


class Worker:
    """`concurrency` is how many boards it reads at a time; `tell` takes a line now and then."""

    def __init__(self, desk: Desk, concurrency: int, tell: Callable[[str], object]):
        self.desk, self.concurrency, self.tell = desk, concurrency, tell
        self.tally = Tally()
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self.concurrency + 2, "board"))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        while not self.stopping.is_set():
            try:
                await self.work()
            except (ConnectorException, Error, psycopg.Error, OSError) as error:
                logger.warning("The database is out of reach: %s", str(error).strip())
            await self.pause(AGAIN_SECONDS)
        await loop.shutdown_default_executor()

    def stop(self) -> None:
        """Begin nothing more. What is begun has GRACE_SECONDS; told twice, none."""
        grace = 0 if self.stopping.is_set() else GRACE_SECONDS
        self.desk.claims.interrupt_at = time.monotonic() + grace
        self.stopping.set()

    async def work(self) -> None:
        """Until it is stopped, or the database is gone."""
        carrier = app.with_connector(await sync_to_async(new_connector)())
        async with carrier.open_async():
            parts = (
                carrier.run_worker_async(**self.options()),
                self.sweep(carrier),
                self.report(),
                self.stopping.wait(),
            )
            tasks = [asyncio.create_task(part) for part in parts]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()  # the first of them then waits for its boards
            await asyncio.gather(*tasks, return_exceptions=True)
            for task in done:
                task.result()

    def options(self) -> dict:
        return {
            "queues": [QUEUE],
            "concurrency": self.concurrency,
            "install_signal_handlers": False,
            "update_heartbeat_interval": sweeping.heartbeat_seconds(),
            "stalled_worker_timeout": sweeping.dead_seconds(),
            "additional_context": {"desk": self.desk, "tally": self.tally},
        }

    async def sweep(self, carrier) -> None:
        removed_at = 0.0
        while True:
            await sweeping.bury_the_dead(carrier)
            if time.monotonic() - removed_at > REMOVE_SECONDS:
                removed_at = time.monotonic()
                await sweeping.remove_old_jobs(carrier)
                await asyncio.to_thread(sweep_boards, self.desk.clock())
            await asyncio.sleep(sweeping.heartbeat_seconds())

    async def report(self) -> None:
        while True:
            await asyncio.sleep(TELL_SECONDS)
            self.tell(self.tally.take())

    async def pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return


def new_connector():
    """The settings' database, as procrastinate's worker speaks to it; anew, since its address may have changed.

    The line of this thread is closed: procrastinate's clock speaks over it, and would not notice that it is cut.
    """
    connection.close()
    return app.connector.get_worker_connector()


def sweep_boards(now: datetime) -> None:
    """Park and try again, in a thread of its own, whose line is not kept."""
    try:
        sweeping.park_hopeless(now)
        sweeping.try_parked_again(now)
    finally:
        connection.close()
