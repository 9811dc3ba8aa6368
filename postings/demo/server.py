"""FakeATS: the invented market over HTTP, in the ATSs' own protocols, on this machine alone.

    with FakeATS(market) as ats:
        ats.day = 12
        page = ats.get(request)

A request to https://api.lever.co/v0/postings/x is served at http://127.0.0.1:<port>/api.lever.co/v0/postings/x.
Tests may put an answer of their own on any URL with `answer`, with or without a market behind it.
"""

import gzip
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from companies import http
from companies.providers.base import Page, Request
from postings.demo.answers import Answer, as_json, as_text, encode
from postings.demo.employers import DemoBoard
from postings.demo.market import Market
from postings.demo.shapes import BY_HOST
from postings.demo.values import Job

# Boards answer a few times faster at this level than at the default, and the network is our own.
GZIP_LEVEL = 1


class FakeATS:
    """Serves `market` as of `day` while it is entered. `asked` counts the requests by "host/path"."""

    def __init__(self, market: Market | None = None):
        self.market = market
        self.day = 0
        self.asked: Counter[str] = Counter()
        self._one_at_a_time = threading.Lock()  # a board's life goes on when it is asked for
        self._own: dict[str, Answer] = {}
        self._server: Server | None = None

    def __enter__(self) -> "FakeATS":
        self._server = Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.close()

    def get(self, request: Request) -> Page:
        """What the board answers `request`, over HTTP. Pages and errors speak of the address that was meant."""
        try:
            return replace(http.get(self.via(request)), request=request)
        except http.FetchError as error:
            meant = urlsplit(request.url).hostname or ""
            raise http.FetchError(str(error).replace("127.0.0.1", meant), error.status, error.pages) from error

    def via(self, request: Request) -> Request:
        """`request` with its URL pointed at this server."""
        return replace(request, url=f"http://127.0.0.1:{self._server.server_port}/{bare(request.url)}")

    def answer(
        self,
        url: str,
        body: Any = b"",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        cut: bool = False,
    ) -> None:
        """Put an answer on `url`: bytes, text, or a value for JSON. A URL without a query stands for every query."""
        made = body if isinstance(body, Answer) else made_of(body, status)
        self._own[bare(url)] = replace(made, cut=cut or made.cut, headers={**made.headers, **(headers or {})})

    def reply(self, target: str) -> tuple[Answer, bool]:
        """The answer to a path with its query, and whether its host compresses."""
        host, path, query = parts(target)
        self.asked[f"{host}{path}"] += 1
        own = self._own.get(f"{host}{path}?{query}") or self._own.get(f"{host}{path}")
        if own:
            return own, True
        if host not in BY_HOST or self.market is None:
            return as_text("Not Found", 404), False
        ats, shape = BY_HOST[host]
        board = self.market.boards.get(f"{ats}/{shape.token_in(path)}")
        if board is None:
            return shape.MISSING, False
        with self._one_at_a_time:
            return self.board_answer(shape, board, dict(parse_qsl(query))), shape.GZIP

    def board_answer(self, shape: ModuleType, board: DemoBoard, params: dict[str, str]) -> Answer:
        """`board` as of today, with whatever is wrong with it today."""
        jobs = self.market.listed(board, self.day)
        upsets = self.market.upsets(board, self.day)
        asked = tuple(sorted(params.items()))
        if any(upset.records for upset in upsets):
            records = [shape.shown(shape.record(job, board), params) for job in jobs]
            for upset in upsets:
                records = upset.records(records) if upset.records else records
            answer = shape.answer([encode(record) for record in records], params)
        else:
            answer = whole(shape, board, jobs, asked)
        for upset in upsets:
            answer = upset.answer(answer, params) if upset.answer else answer
        return answer


# Most jobs are the same from day to day: each version of one is put into words and bytes once.
# Whole boards are kept only for as long as they may be asked for again: there are 42 of them.
@lru_cache(maxsize=64)
def whole(shape: ModuleType, board: DemoBoard, jobs: tuple[Job, ...], asked: tuple[tuple[str, str], ...]) -> Answer:
    return shape.answer([encoded(shape, board, job, asked) for job in jobs], dict(asked))


@cache
def encoded(shape: ModuleType, board: DemoBoard, job: Job, asked: tuple[tuple[str, str], ...]) -> bytes:
    return encode(shape.shown(shape.record(job, board), dict(asked)))


def made_of(body: Any, status: int) -> Answer:
    if isinstance(body, bytes):
        return Answer(body, status)
    return as_text(body, status) if isinstance(body, str) else as_json(body, status)


def bare(url: str) -> str:
    """ "https://api.lever.co/v0/x?y" -> "api.lever.co/v0/x?y" """
    return url.partition("://")[2] or url


def parts(target: str) -> tuple[str, str, str]:
    """Host, path and query of "/api.lever.co/v0/postings/x?mode=json"."""
    split = urlsplit(target)
    host, slash, path = split.path.lstrip("/").partition("/")
    return host, slash + path, split.query


class Server(ThreadingHTTPServer):
    """A thread per connection; closing it breaks the connections that clients keep open."""

    daemon_threads = True

    def __init__(self, ats: FakeATS):
        super().__init__(("127.0.0.1", 0), Handler)
        self.ats = ats
        self.connections: set[Any] = set()

    def process_request(self, connection: Any, client: Any) -> None:
        self.connections.add(connection)
        super().process_request(connection, client)

    def shutdown_request(self, connection: Any) -> None:
        self.connections.discard(connection)
        super().shutdown_request(connection)

    def close(self) -> None:
        self.shutdown()
        for connection in list(self.connections):
            connection.shutdown(SHUT_RDWR)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body leave together; apart they wait 40 ms for each other
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        answer, compresses = self.server.ats.reply(self.path)
        tag = answer.headers.get("ETag")
        if tag and answer.status == 200 and self.headers.get("If-None-Match") == tag:
            answer = Answer(status=304, headers={"ETag": tag})
        body, headers = answer.body, dict(answer.headers)
        if compresses and body and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.send(answer.status, headers, body, answer.cut)

    def send(self, status: int, headers: Mapping[str, str], body: bytes, cut: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut

    def log_message(self, *args: object) -> None:
        """The crawl tells what came; the server keeps quiet."""
