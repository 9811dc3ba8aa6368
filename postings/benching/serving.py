"""gunicorn as the site runs it, on a port that is free, with two workers and the bench's database and files."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from typing import NamedTuple

from django.conf import settings
from django.db import connection

WORKERS = 2
START_SECONDS, PATIENCE_SECONDS, STOP_SECONDS = 60, 5, 10


class Site(NamedTuple):
    url: str
    pid: int


class DoesNotServe(Exception):
    """gunicorn did not come up; the text holds its last words."""


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """`folder` holds static/, as collectstatic made it, and files/, which are served at the root of the site.

    The process is ended however the block ends. It is no child of our terminal: Ctrl-C reaches us alone.
    """
    log = folder / "gunicorn.log"
    with create_server(("127.0.0.1", 0), backlog=2048) as listener, log.open("wb") as output:
        host, port = listener.getsockname()
        site_url = f"http://{host}:{port}"
        process = subprocess.Popen(
            command(listener.fileno()),
            env=environment(folder),
            cwd=settings.BASE_DIR,
            pass_fds=[listener.fileno()],
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            wait_for(site_url, process, log)
            yield Site(site_url, process.pid)
        finally:
            end(process)


def command(listener: int) -> list[str]:
    conf = "python:jobboard.gunicorn_conf"
    return [
        *(sys.executable, "-m", "gunicorn", "--config", conf, "--bind", f"fd://{listener}"),
        "postings.benching.wsgi",
    ]


def environment(folder: Path) -> dict[str, str]:
    """Of the site as the bench has it, at the address that it gives itself."""
    told = {
        "WEB_CONCURRENCY": str(WORKERS),
        "SITE_URL": settings.SITE_URL,
        "DEBUG": "0",
        "BENCH_FOLDER": str(folder),
        "BENCH_DATABASE": connection.settings_dict["NAME"],
    }
    return os.environ | told


def wait_for(site_url: str, process: subprocess.Popen, log: Path) -> None:
    """The port is ours, and takes connections before gunicorn does: one that nobody answers is no site yet."""
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site_url}/bench/empty/", timeout=PATIENCE_SECONDS):  # noqa: S310 - our own
                return
        except OSError:
            time.sleep(0.2)
    raise DoesNotServe(f"gunicorn does not serve. Its last words:\n{log.read_text(errors='replace')[-2000:]}")


def end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
