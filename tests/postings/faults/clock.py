"""The simulated clock: one file that the world, the workers and PostgreSQL read.

It runs SPEED times as fast as the real one, so that a host's pace of a second is kept in a moment, and is set on
to the next tick when all is done. It tells all that is about boards: when they are due, whose turn it is, how long
a host rests, how old its robots.txt is. Leases and heartbeats are about processes, which are killed in real time,
and go by the real clock.
"""

import time
from datetime import UTC, datetime
from pathlib import Path

SPEED = 100

# Where the schema of our own goes before PostgreSQL's, `clock_timestamp()` is this one.
IN_POSTGRESQL = """
create function public.clock_timestamp() returns timestamptz language sql volatile as $$
    select to_timestamp(
        split_part(told, ' ', 1)::float + split_part(told, ' ', 3)::float
            * (extract(epoch from pg_catalog.clock_timestamp())::float - split_part(told, ' ', 2)::float))
    from pg_read_file('{path}') as told
$$;
alter database faults set search_path = public, pg_catalog;
alter table companies_host alter next_allowed_at set default public.clock_timestamp();
"""
real_sleep = time.sleep


class Clock:
    """`path` holds the simulated moment, the real one at which it was set, and the speed since; all in seconds."""

    def __init__(self, path: Path):
        self.path = path

    def now(self) -> datetime:
        simulated, real, speed = map(float, self.path.read_text().split())
        return datetime.fromtimestamp(simulated + (time.time() - real) * speed, UTC)

    def set(self, moment: datetime, speed: int = SPEED) -> None:
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{moment.timestamp()!r} {time.time()!r} {speed}")
        fresh.chmod(0o644)
        fresh.replace(self.path)

    def stop(self) -> None:
        self.set(self.now(), speed=0)

    def go_on(self) -> None:
        self.set(self.now())

    def sleep(self, seconds: float) -> None:
        """Simulated seconds."""
        real_sleep(seconds / SPEED)

    def in_postgresql(self) -> str:
        return IN_POSTGRESQL.format(path=self.path)
