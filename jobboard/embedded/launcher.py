"""Start the PostgreSQL of this project, find it when it runs, stop it.

    ensure(pgdata) -> the folder of its socket, once it serves
    status(pgdata) -> Server, or None when nothing answers
    stop(pgdata)   -> whether there was one to stop

Any number of processes may call these at once, after any of them or the server was killed at
any moment. The server outlives the process that started it; only `stop` ends it.
"""

import os
import signal
import subprocess
from pathlib import Path
from typing import NamedTuple

from . import LauncherError, cluster, postmaster
from .account import Account
from .place import Place, holds_cluster, programs_for, settle
from .postmaster import State
from .waiting import locked, moments, say

START_SECONDS = 120  # a crash recovery may have a gigabyte of write-ahead log to read
STOP_SECONDS = 60

# Without a terminal and without a parent: neither Ctrl-C nor the end of its starter reaches the server.
DETACHED = '"$@" >> server.log 2>&1 < /dev/null & echo $!'


class Server(NamedTuple):
    pid: int
    data: Path
    socket_dir: Path
    version: str


def ensure(pgdata: Path) -> Path:
    """LauncherError when there is no PostgreSQL to start or it does not serve within START_SECONDS."""
    try:
        place = settle(pgdata)
        if postmaster.state(place.data) is not State.READY:
            start_once(pgdata, place)
    except OSError as error:
        raise LauncherError(f"PostgreSQL cannot keep its data in {pgdata}: {error}.") from error
    known = postmaster.pid_file(place.data)
    if not known:
        raise LauncherError(f"PostgreSQL was stopped while it was asked for ({place.data}). Try again.")
    return known.socket_dir


def status(pgdata: Path) -> Server | None:
    data = settle(pgdata).data
    known = postmaster.pid_file(data)
    if not known or postmaster.state(data) is State.SILENT:
        return None
    return Server(known.pid, data, known.socket_dir, (data / "PG_VERSION").read_text().strip())


def stop(pgdata: Path) -> bool:
    """Open sessions are cut and their transactions rolled back."""
    data = settle(pgdata).data
    known = postmaster.pid_file(data)
    if not known or known.pid not in postmaster.processes(data):
        return False
    os.kill(known.pid, signal.SIGINT)
    for _ in moments("Waiting for PostgreSQL to stop", STOP_SECONDS):
        if not postmaster.processes(data):
            return True
    raise LauncherError(f"PostgreSQL (process {known.pid}) has not stopped within {STOP_SECONDS} seconds.")


def start_once(pgdata: Path, place: Place) -> None:
    """One process starts the server; the others wait at the lock and find it running."""
    data, account = place
    data.parent.mkdir(parents=True, exist_ok=True)
    lock = data.with_name(f"{data.name}.lock")
    with locked(lock, "Waiting for another process that is starting PostgreSQL", START_SECONDS * 2):
        end_ghosts(data)
        if serves_already(data):
            return
        if data != pgdata.absolute():
            say(f"The account {account.name} may not enter {pgdata.parent}: the database is kept in {data}")
        programs = programs_for(account, pgdata.absolute())
        if not holds_cluster(data):
            cluster.create(data, account, programs)
        cluster.check_version(data, programs)
        clear_misleading(data)
        start(data, account, programs)


def end_ghosts(data: Path) -> None:
    """A server whose folder was removed has nothing left to lose, but notices only within a minute."""
    if not holds_cluster(data):
        for pid in postmaster.processes(data):
            os.kill(pid, signal.SIGQUIT)


def serves_already(data: Path) -> bool:
    """Waits for a server that is still starting, and for the last processes of one that was killed."""
    for _ in moments("Waiting for PostgreSQL to be ready", START_SECONDS):
        state = postmaster.state(data)
        if state is State.READY:
            return True
        if state is State.SILENT and not postmaster.processes(data):
            return False
    left = ", ".join(map(str, postmaster.processes(data)))
    raise LauncherError(
        f"PostgreSQL runs but does not serve (processes {left}). End them and try again.{log_end(data)}"
    )


def clear_misleading(data: Path) -> None:
    """Called when no process of the server is left.

    PostgreSQL sees through its own old lock files, unless their pid now belongs to a zombie or a
    stranger, or they were only half written.
    """
    known = postmaster.pid_file(data)
    if not known or postmaster.is_taken(known.pid):
        for name in ("postmaster.pid", f".s.PGSQL.{postmaster.PORT}", f".s.PGSQL.{postmaster.PORT}.lock"):
            (data / name).unlink(missing_ok=True)


def start(data: Path, account: Account, programs: Path) -> None:
    command = ["/bin/sh", "-c", DETACHED, "sh", *cluster.server_command(data, account, programs)]
    run = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        cwd=data,
        env=cluster.environment(),
        start_new_session=True,
        check=True,
        **account.identity(),
    )
    pid = int(run.stdout)
    for _ in moments("Waiting for PostgreSQL to be ready", START_SECONDS):
        if postmaster.state(data) is State.READY:
            return
        if pid not in postmaster.processes(data):
            raise LauncherError(f"PostgreSQL did not start.{log_end(data)}")
    raise LauncherError(f"PostgreSQL still recovers after {START_SECONDS} s: try again later.{log_end(data)}")


def log_end(data: Path) -> str:
    log = data / "server.log"
    lines = log.read_text(errors="replace").splitlines()[-12:] if log.exists() else []
    return "\n".join([f" The end of {log}:", *lines])
