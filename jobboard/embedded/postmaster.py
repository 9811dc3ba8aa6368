"""What runs on a data folder: read from its `postmaster.pid`, its socket and the list of processes.

A pid proves nothing: after `kill -9` or a restart of the machine it may be a zombie's or a
stranger's. A server is alive when it answers on its socket.
"""

import contextlib
import enum
import hashlib
import os
import socket
import struct
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PORT = 5432  # only a part of the socket's name: nothing listens on the network
USER = "jobboard"
ANSWER_SECONDS = 5
PROC = Path("/proc")

# Protocol 3.0: who we are, and goodbye at once, so that the server ends the session itself and has nothing to log.
# https://www.postgresql.org/docs/current/protocol-message-formats.html
PARAMETERS = f"user\0{USER}\0database\0postgres\0\0".encode()
HELLO = struct.pack("!ii", 8 + len(PARAMETERS), 3 << 16) + PARAMETERS
GOODBYE = b"X" + struct.pack("!i", 4)
CANNOT_CONNECT_NOW = b"C57P03\0"


class State(enum.Enum):
    READY = enum.auto()
    BUSY = enum.auto()  # starting, recovering or shutting down
    SILENT = enum.auto()


class PidFile(NamedTuple):
    pid: int
    socket_dir: Path


def pid_file(data: Path) -> PidFile | None:
    """What the last server wrote down; None when there is no such file, or it is not all written."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return PidFile(pid=int(lines[0]), socket_dir=Path(lines[4]))
    except (FileNotFoundError, ValueError, IndexError):
        return None


def state(data: Path) -> State:
    known = pid_file(data)
    return ask(known.socket_dir / f".s.PGSQL.{PORT}") if known else State.SILENT


def ask(path: Path) -> State:
    """Open a session and close it: the one proof that the next one will be served. Costs 3 ms."""
    answer = b""
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(ANSWER_SECONDS)
            link.connect(str(path))
            link.sendall(HELLO + GOODBYE)
            while part := link.recv(4096):
                answer += part
    except OSError:
        return State.SILENT
    if answer.startswith(b"E") and CANNOT_CONNECT_NOW in answer:
        return State.BUSY
    return State.READY if answer else State.SILENT


def title(data: Path) -> str:
    """The `cluster_name` of the server on `data`: its processes carry it in their title."""
    return f"jobboard-{hashlib.sha256(bytes(data)).hexdigest()[:12]}"


def processes(data: Path) -> list[int]:
    """The living processes of the server on `data`, the orphans of a killed postmaster among them.

    Known by their command lines, which everyone may read, even in a container where root may
    not look into the processes of other accounts. A zombie has none.
    """
    child, parent = f"postgres: {title(data)}: ", f" -D {data}"
    return [pid for pid, line in command_lines() if line.startswith(child) or line.endswith(parent)]


def command_lines() -> Iterable[tuple[int, str]]:
    return from_proc() if (PROC / "self/cmdline").exists() else from_ps()


def from_proc() -> Iterable[tuple[int, str]]:
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended while we looked
            line = os.fsdecode((folder / "cmdline").read_bytes())
            yield int(folder.name), line.rstrip("\0 ").replace("\0", " ")


def from_ps() -> Iterable[tuple[int, str]]:
    """For macOS. Linux images without `ps` have /proc."""
    listed = subprocess.run(["ps", "-axww", "-o", "pid=,command="], capture_output=True, check=True).stdout
    for line in os.fsdecode(listed).splitlines():
        pid, _, command = line.strip().partition(" ")
        yield int(pid), command.strip()


def is_taken(pid: int) -> bool:
    """Whether any process has this pid, be it a zombie or someone else's."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
