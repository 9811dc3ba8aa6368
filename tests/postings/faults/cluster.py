"""A PostgreSQL of its own, in a folder that is thrown away."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from jobboard.embedded import launcher, place, postmaster


class Cluster:
    """`folder` may be entered by the account that runs the server."""

    def __init__(self, folder: Path):
        self.folder, self.data = folder, folder / "pg"

    def start(self) -> Path:
        """The folder of its socket, once it serves."""
        return launcher.ensure(self.data)

    def create(self, name: str) -> None:
        with psycopg.connect(host=str(self.start()), user="jobboard", dbname="postgres", autocommit=True) as link:
            link.execute(f'create database "{name}"')

    def kill(self) -> None:
        """The postmaster, with -9: its backends find out by themselves."""
        os.kill(launcher.status(self.data).pid, signal.SIGKILL)

    def end(self) -> None:
        for pid in postmaster.processes(launcher.settle(self.data).data):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    folder.chmod(0o755)
    homes, place.HOMES = place.HOMES, (folder,)
    found = Cluster(folder)
    try:
        found.start()
        yield found
    finally:
        found.end()
        place.HOMES = homes
        shutil.rmtree(folder, ignore_errors=True)
