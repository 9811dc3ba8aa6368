"""Waiting for something outside this process without leaving the person in the dark."""

import contextlib
import fcntl
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import LauncherError

SPEAK_AFTER_SECONDS = 2
SPEAK_EVERY_SECONDS = 10


def say(line: str) -> None:
    """To stderr: the output of a command such as `dumpdata` stays clean."""
    print(line, file=sys.stderr, flush=True)


def moments(reason: str, seconds: float) -> Iterator[None]:
    """A moment, at once and then ever less often, until `seconds` are over.

    `reason` ("Waiting for ...") is said when it takes longer than a person expects.
    """
    began = time.monotonic()
    speak_at, pause = SPEAK_AFTER_SECONDS, 0.02
    while (elapsed := time.monotonic() - began) < seconds:
        yield
        if elapsed >= speak_at:
            say(f"{reason} ({elapsed:.0f} s so far) ...")
            speak_at += SPEAK_EVERY_SECONDS
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)


@contextlib.contextmanager
def locked(path: Path, reason: str, seconds: float) -> Iterator[None]:
    """Hold the lock file at `path`; the kernel lets go of it however this process ends."""
    with path.open("a") as file:
        for _ in moments(reason, seconds):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
        else:
            raise LauncherError(f"Another process has held {path} for {seconds:.0f} seconds. End it and try again.")
        yield
