"""How many requests an address or a key may send: a token bucket each, the same one in every worker of a machine.

The buckets are one file that all workers map into memory, so a request costs some microseconds and
no query, and 50 requests are 50 whichever workers they fall to. A bucket is two numbers: whose it
is, and the moment at which it is full again (the generic cell rate algorithm). Where there is no
room, who has been silent longest is forgotten: a full bucket is what he would have.

Several machines count each for itself.
"""

import fcntl
import math
import mmap
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

SLOTS, GROUP = 65_536, 8  # buckets, and how many of them one may lie in
SLOT = struct.Struct("<Qd")
GROUPS = SLOTS // GROUP
SIZE = SLOTS * SLOT.size
LONGEST_WAIT = 10  # seconds that Retry-After may say


class Rate(NamedTuple):
    """`burst` requests at once, and `per_second` of them come back each second."""

    tier: str
    per_second: float
    burst: int


class Taken(NamedTuple):
    """Whether the request may pass, how many more may at once, and in how many seconds one, or all, may again."""

    allowed: bool
    remaining: int
    wait: float
    full_in: float

    def headers(self, rate: Rate) -> dict[str, str]:
        told = {
            "x-rate-limit-tier": rate.tier,
            "x-rate-limit-limit": str(rate.burst),
            "x-rate-limit-remaining": str(self.remaining),
            "x-rate-limit-reset": str(math.ceil(self.full_in)),
        }
        return told if self.allowed else told | {"Retry-After": str(min(max(math.ceil(self.wait), 1), LONGEST_WAIT))}


class Buckets:
    """The shared file. Where it cannot be made, each process counts by itself."""

    def __init__(self, path: Path):
        self.threads = threading.Lock()
        self.file: int | None = None
        try:
            path.parent.mkdir(exist_ok=True)
            self.file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            os.ftruncate(self.file, SIZE)
        except OSError:
            self.file = None
        self.memory = mmap.mmap(-1 if self.file is None else self.file, SIZE)

    def take(self, owner: str, rate: Rate, now: float | None = None) -> Taken:
        now = time.monotonic() if now is None else now
        mark = int.from_bytes(blake2b(owner.encode(), digest_size=8, key=secret()).digest(), "little") or 1
        with self.held(mark % GROUPS) as start:
            place, full_at = self.find(start, mark, now, rate.burst / rate.per_second)
            taken, full_at = reckon(full_at, rate, now)
            SLOT.pack_into(self.memory, place, mark, full_at)
        return taken

    @contextmanager
    def held(self, group: int) -> Iterator[int]:
        """Only one process and thread at a time in a group; where it starts."""
        start = group * GROUP * SLOT.size
        with self.threads:
            if self.file is not None:
                fcntl.lockf(self.file, fcntl.LOCK_EX, GROUP * SLOT.size, start)
            try:
                yield start
            finally:
                if self.file is not None:
                    fcntl.lockf(self.file, fcntl.LOCK_UN, GROUP * SLOT.size, start)

    def find(self, start: int, mark: int, now: float, whole: float) -> tuple[int, float]:
        """The place of a bucket and the moment at which it is full; for a new one, that of the longest silent."""
        oldest, least = start, math.inf
        for place in range(start, start + GROUP * SLOT.size, SLOT.size):
            found, full_at = SLOT.unpack_from(self.memory, place)
            if found == mark:
                # A moment beyond any bucket's is one of another boot of the machine, whose clock began anew.
                return place, full_at if full_at <= now + whole else now
            if full_at < least:
                oldest, least = place, full_at
        return oldest, now


def reckon(full_at: float, rate: Rate, now: float) -> tuple[Taken, float]:
    """What is left in a bucket when one more is taken, and when it is full then."""
    each, whole = 1 / rate.per_second, rate.burst / rate.per_second
    after = max(full_at, now) + each
    over = after - now - whole
    if over > 1e-9:
        return Taken(False, 0, over, after - each - now), full_at
    return Taken(True, int((whole - (after - now)) / each + 1e-6), 0, after - now), after


def secret() -> bytes:
    """Whose bucket is whose cannot be read out of the file, or arranged by choosing addresses."""
    return settings.SECRET_KEY.encode()[:64]
