"""A provider whose list leaves out the texts, as small as can be, and a board of it that tests may change.

board = DetailedBoard({"a": "Engineer"})
source = board.source()
seen = board.visit(source, hours=12)
"""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from companies.crawling import crawl
from companies.directory import add_board
from companies.fetching import FetchError
from companies.models import Crawl, Source
from companies.providers.base import Board, Listing, Page, Records, Request, Section, Unreadable
from postings.ingest import ingest
from tests.boards import MONDAY

SLUG = "outline"
PER_PAGE = 3


def first(board: Board) -> Request:
    return Request(f"https://outline.example/{board.token}", {"page": 0})


def more(page: Page) -> Iterable[Request]:
    if page.json["more"]:
        yield Request(page.request.url, {"page": int(page.request.params["page"]) + 1})


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (job for page in pages for job in page.json["jobs"]))


def doubt(pages: Sequence[Page]) -> str:
    return "" if not pages[-1].json["more"] else "It goes on."


def detail(board: Board, record: Any) -> Request:
    return Request(f"https://outline.example/{board.token}/{record['id']}")


def whole(record: Any, page: Page) -> Any:
    if "text" not in page.json:
        raise Unreadable("It has no text.")
    return {**record, **page.json}


def listing(record: Any) -> Listing:
    text = record.get("text")
    return Listing(
        title=record["title"],
        url=f"https://outline.example/{record['id']}",
        sections=(Section("", text),) if text else (),
        native={"id": record["id"]},
        silent=frozenset() if text else frozenset({"description"}),
    )


outline = SimpleNamespace(
    NAME="Outline",
    HOME="https://outline.example",
    PASSING=frozenset({"posted"}),
    board=lambda token: Board(token, f"https://outline.example/{token}"),
    board_in=lambda url: None,
    first=first,
    more=more,
    records=records,
    doubt=doubt,
    listing=listing,
    detail=detail,
    whole=whole,
)


class DetailedBoard:
    """{key: title} in a list of PER_PAGE a page; `texts` are the own pages' where they are not the usual one.

    `asked` are the keys whose own pages were asked for, "" for a page of the list; `broken` those
    whose own pages are refused.
    """

    def __init__(self, titles: dict[str, str]):
        self.titles = titles
        self.texts: dict[str, str] = {}
        self.broken: set[str] = set()
        self.status = 500
        self.refusal: FetchError | None = None
        self.posted = "today"
        self.etag = ""
        self.asked: list[str] = []

    def source(self) -> Source:
        return add_board(SLUG, outline.board("acme"), now=MONDAY)[0]

    def get(self, request: Request) -> Page:
        key = request.url.partition("/acme/")[2]
        self.asked.append(key)
        if key in self.broken:
            raise self.refusal or FetchError("outline.example is busy.", self.status)
        if key:
            return Page(request, json.dumps({"text": self.texts.get(key, f"<p>All about {key}.</p>")}).encode())
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return Page(request, b"", not_modified=True)
        return Page(request, json.dumps(self.page(int(request.params["page"]))).encode(), etag=self.etag)

    def page(self, number: int) -> dict[str, Any]:
        jobs = [{"id": key, "title": title, "posted": self.posted} for key, title in self.titles.items()]
        rest = jobs[number * PER_PAGE :]
        return {"jobs": rest[:PER_PAGE], "more": len(rest) > PER_PAGE}

    def visit(self, source: Source, hours: float = 0, **how: Any) -> Crawl:
        """Crawl and bring in; `asked` is of this visit then."""
        source.refresh_from_db()
        self.asked = []
        seen = crawl(source, self.get, MONDAY + timedelta(hours=hours), **how)
        ingest(seen)
        return seen

    @property
    def details(self) -> list[str]:
        return [key for key in self.asked if key]
