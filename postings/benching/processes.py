"""CPU time of processes, where the system tells it under /proc: on Linux."""

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
PARENT, USER_TIME, SYSTEM_TIME = 1, 11, 12  # places in /proc/<pid>/stat, counted behind the name


def stat(pid: int) -> list[str] | None:
    """None for a process that has ended. The name stands in brackets and may hold anything."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None


def name(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def tree(root: int) -> list[int]:
    """`root` and all that it and they have started."""
    parents = {int(path.name): fields for path in PROC.glob("[0-9]*") if (fields := stat(int(path.name)))}
    found = [root]
    for pid in found:
        found += [child for child, fields in parents.items() if int(fields[PARENT]) == pid]
    return found


def cpu_seconds(pids: Iterable[int]) -> dict[int, float]:
    """{pid: CPU seconds of its life}, without those that are not of this machine."""
    found = {pid: fields for pid in pids if (fields := stat(pid))}
    return {pid: (int(fields[USER_TIME]) + int(fields[SYSTEM_TIME])) / TICKS for pid, fields in found.items()}


def spent(before: dict[int, float], after: dict[int, float]) -> float | None:
    """CPU seconds between two readings; a process that is new has spent all of its own. None where none is known."""
    return sum(seconds - before.get(pid, 0) for pid, seconds in after.items()) if after else None
