"""FakeATS: the invented market over HTTP, in the ATSs' own protocols, on this machine alone.

    with FakeATS(market) as ats:
        ats.day = 12
        page = ats.get(request)

A request to https://api.lever.co/v0/postings/x is served at http://127.0.0.1:<port>/api.lever.co/v0/postings/x.
Tests may put an answer of their own on any URL with `answer`, with or without a market behind it.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from companies.providers.base import Page, Request
from postings.demo import shapes
from postings.demo.answers import Answer, as_json, as_text
from postings.demo.client import Client, bare
from postings.demo.employers import DemoBoard
from postings.demo.listening import Handler, Server
from postings.demo.market import Market
from postings.demo.values import Job

ROBOTS = as_text("User-agent: *\nAllow: /\n")
# What tells pages of one list apart: a job is told alike on each.
PAGING = ("skip", "limit", "offset", "searchText")


class FakeATS:
    """Serves `market` while it is entered, as of the moment `at`, or else of `day`.

    `asked` counts the requests by "host/path".
    """

    handler = Handler

    def __init__(self, market: Market | None = None):
        self.market = market
        self.day = 0
        self.at: datetime | None = None
        self.asked: Counter[str] = Counter()
        self._upset: Counter[str] = Counter()  # requests during each upset
        self._one_at_a_time = threading.Lock()  # a board's life goes on when it is asked for
        self._own: dict[str, Answer] = {}
        self._server: Server | None = None

    def __enter__(self) -> "FakeATS":
        self._server = Server(self.reply, self.handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.close()

    @property
    def client(self) -> Client:
        return Client(self._server.server_port)

    def get(self, request: Request) -> Page:
        """What the board answers `request`, over HTTP. Pages and errors speak of the address that was meant."""
        return self.client.get(request)

    def via(self, request: Request) -> Request:
        """`request` with its URL pointed at this server."""
        return self.client.via(request)

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

    def reply(self, target: str, posted: Mapping[str, Any]) -> tuple[Answer, bool]:
        """The answer to a path with its query and what is posted to it, and whether its host compresses."""
        host, path, query = parts(target)
        self.asked[f"{host}{path}"] += 1
        own = self._own.get(f"{host}{path}?{query}") or self._own.get(f"{host}{path}")
        if own:
            return own, True
        found = shapes.at_host(host)
        if found is None or self.market is None:
            return as_text("Not Found", 404), False
        if path == "/robots.txt":
            return ROBOTS, False
        ats, shape = found
        board = self.market.boards.get(f"{ats}/{shape.token_in(host, path)}")
        if board is None:
            return shape.MISSING, False
        told = {name: str(value) for name, value in posted.items() if isinstance(value, str | int)}
        with self._one_at_a_time:
            return self.board_answer(shape, board, path, dict(parse_qsl(query)) | told), shape.GZIP

    def day_of(self, board: DemoBoard) -> int:
        return self.market.day_of(board, self.at) if self.at else self.day

    def board_answer(self, shape: ModuleType, board: DemoBoard, path: str, params: dict[str, str]) -> Answer:
        """`board`, or one of its jobs, as of today, with whatever is wrong with it today."""
        day = self.day_of(board)
        jobs = self.market.listed(board, day)
        upsets = [upset for upset in self.market.upsets(board, day) if self.is_its_turn(upset)]
        if key := shape.key_in(path):
            answer = own_answer(shape, board, jobs, key)
        else:
            today = {"today": str(self.market.moment(board, day).toordinal())} if shape.AGES else {}
            answer = list_answer(shape, board, jobs, params | today, upsets)
        for upset in upsets:
            answer = upset.answer(answer, params) if upset.answer else answer
        return answer

    def is_its_turn(self, upset: Any) -> bool:
        self._upset[upset.name] += 1
        return self._upset[upset.name] % upset.every == 0


def own_answer(shape: ModuleType, board: DemoBoard, jobs: tuple[Job, ...], key: str) -> Answer:
    """A job's own answer."""
    return next((as_json(shape.own(job, board)) for job in jobs if shape.key(job) == key), shape.GONE)


def list_answer(
    shape: ModuleType, board: DemoBoard, jobs: tuple[Job, ...], params: dict[str, str], upsets: list[Any]
) -> Answer:
    for upset in upsets:
        params = upset.asked(params) if upset.asked else params
    if not any(upset.records for upset in upsets):
        return whole(shape, board, jobs, tuple(sorted(params.items())))
    records = [shape.shown(shape.record(job, board), params) for job in jobs]
    for upset in upsets:
        records = upset.records(records) if upset.records else records
    return shape.answer([shape.ENCODE(record) for record in records], params)


# Most jobs are the same from day to day: each version of one is put into words and bytes once.
# Whole boards are kept only for as long as they may be asked for again: there are 42 of them.
@lru_cache(maxsize=64)
def whole(shape: ModuleType, board: DemoBoard, jobs: tuple[Job, ...], asked: tuple[tuple[str, str], ...]) -> Answer:
    lasting = tuple((name, value) for name, value in asked if name not in PAGING)
    return shape.answer([encoded(shape, board, job, lasting) for job in jobs], dict(asked))


@cache
def encoded(shape: ModuleType, board: DemoBoard, job: Job, asked: tuple[tuple[str, str], ...]) -> bytes:
    return shape.ENCODE(shape.shown(shape.record(job, board), dict(asked)))


def made_of(body: Any, status: int) -> Answer:
    if isinstance(body, bytes):
        return Answer(body, status)
    return as_text(body, status) if isinstance(body, str) else as_json(body, status)


def parts(target: str) -> tuple[str, str, str]:
    """Host, path and query of "/api.lever.co/v0/postings/x?mode=json"."""
    split = urlsplit(target)
    host, slash, path = split.path.lstrip("/").partition("/")
    return host, slash + path, split.query
