"""Boards on hosts of this machine that count who asks them, and worker processes of our own that visit them.

with Hosts(4) as hosts, workers(hosts, 2) as fleet:
    ...
python -m tests.postings.work.fleet 1000
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path

from django.db import connection

from tests import make
from tests.boards import job

BOARD = re.compile(r"b\d+")
PAGES = {
    "lever": "https://jobs.lever.co/{}",
    "greenhouse": "https://job-boards.greenhouse.io/{}",
    "ashby": "https://jobs.ashbyhq.com/{}",
}
ROOT = Path(__file__).resolve().parents[3]


class Hosts:
    """`number` hosts that answer after `seconds`: any Lever board with `jobs` postings, others with none.

    `visits` counts each board's, `overlaps` those that came while another was being answered, and
    `arrivals` are the moments at each host.
    """

    def __init__(self, number: int, seconds: float = 0.05, jobs: int = 3):
        self.seconds = seconds
        self.jobs = jobs
        self.visits: Counter[str] = Counter()
        self.overlaps: Counter[str] = Counter()
        self.arrivals: dict[int, list[float]] = defaultdict(list)
        self._answering: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.servers = [Server(("127.0.0.1", 0), self.handler()) for _ in range(number)]

    @property
    def ports(self) -> list[int]:
        return [server.server_port for server in self.servers]

    def __enter__(self) -> "Hosts":
        for server in self.servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()

    @contextmanager
    def counted(self, port: int, board: str) -> Iterator[None]:
        with self._lock:
            self.arrivals[port].append(time.monotonic())
            self.visits[board] += 1
            self.overlaps[board] += self._answering[board] > 0
            self._answering[board] += 1
        try:
            yield
        finally:
            with self._lock:
                self._answering[board] -= 1

    def take_time(self) -> None:
        """`seconds` from now; less, if they are made less meanwhile."""
        began = time.monotonic()
        while time.monotonic() < began + self.seconds:
            time.sleep(0.01)

    def answer(self, path: str, board: str) -> object:
        if path.startswith("/v0/postings/"):
            return [job(f"{board}-{number}", f"Engineer {number}") for number in range(self.jobs)]
        return {"jobs": [], "meta": {"total": 0}}

    def narrowest(self, requests: int) -> float:
        """The shortest time in which one host was asked `requests` times, by the time between two of them."""
        spans = [
            (times[n + requests] - times[n]) / requests
            for times in self.arrivals.values()
            for n in range(len(times) - requests)
        ]
        return min(spans, default=float("inf"))

    def handler(self) -> type[BaseHTTPRequestHandler]:
        hosts = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                if self.path == "/robots.txt":
                    return self.send(404, b"")
                board = BOARD.search(self.path)[0]
                with hosts.counted(self.server.server_port, board):
                    hosts.take_time()
                    return self.send(200, json.dumps(hosts.answer(self.path, board)).encode())

            def send(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """The counts tell what came."""

        return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100


@contextmanager
def workers(hosts: Hosts, number: int, archive: Path, **environment: object) -> Iterator[list[subprocess.Popen]]:
    """`number` processes like `manage.py work`, on the database of this one. Those that live are stopped at the end."""
    started = [start(hosts, archive, environment) for _ in range(number)]
    try:
        yield started
    finally:
        for process in started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(40)


def start(hosts: Hosts, archive: Path, environment: dict[str, object]) -> subprocess.Popen:
    given = {
        "DATABASE_NAME": connection.settings_dict["NAME"],
        "ARCHIVE": archive,
        "PORTS": " ".join(map(str, hosts.ports)),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "CRAWL_ALLOW_PRIVATE_ADDRESSES": "1",
    } | environment
    words = {name: str(value) for name, value in given.items()}
    command = [sys.executable, "-m", "tests.postings.work.process"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | words)


def boards(number: int, first: int = 0, providers: Sequence[str] = ("lever",)) -> None:
    """Boards of `providers` in turn, that are due and were never read."""
    for n, provider in zip(range(first, first + number), cycle(providers), strict=False):
        url = PAGES[provider].format(f"b{n}")
        make.source(provider=provider, board=f"b{n}", url=url, last_tried_at=None, last_whole_at=None)


def memory_megabytes(process: subprocess.Popen) -> float:
    """What the process holds of memory now, on Linux."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def wait_until(condition: Callable[[], object], seconds: float, every: float = 0.1) -> object:
    end = time.monotonic() + seconds
    while not (done := condition()) and time.monotonic() < end:
        time.sleep(every)
    return done
