"""JazzHR: a board is one web page, <token>.applytojob.com/apply; each posting's page has a JobPosting.

There is no public API. The list has titles, places and departments; a row's key is the code in its
address (/apply/<code>/<title>), which stays when the title changes. No answer has been recorded: the
shape is known from the work of others only, and what an empty board says is not known for sure.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from companies.providers import rows
from companies.providers.base import Board, Page, Records, Request, Unreadable
from companies.providers.fields import line
from companies.providers.rows import address_of, words
from companies.providers.rows import listing as listing
from companies.providers.rows import whole as whole
from companies.providers.subdomains import token_in

NAME = "JazzHR"
HOME = "https://www.jazzhr.com"
DOMAIN = ".applytojob.com"

PASSING = ()

ITEMS = "li.list-group-item"
POSTING = re.compile(r"/apply/([A-Za-z0-9]{4,40})(?:/.*)?")
# Pages beside the postings: /apply/jobs/ is another form of the list.
NO_POSTINGS = {"jobs", "login", "logout", "embed"}


def board(token: str) -> Board:
    return Board(token.lower(), f"https://{token.lower()}{DOMAIN}/apply")


def board_in(url: str) -> Board | None:
    """<token>.applytojob.com, with anything behind it."""
    named = token_in(url, DOMAIN)
    return board(named[0]) if named else None


def first(board: Board) -> Request:
    return Request(board.url)


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (row for page in pages for row in postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The list has no number to be checked by: it must end, or say that it is empty."""
    if not pages:
        return "Nothing was answered."
    return next((said for page in pages if (said := rows.doubt(page, postings(page)))), "")


def detail(board: Board, record: Any) -> Request:
    return Request(line(record, "url"))


def postings(page: Page) -> list[dict[str, Any]]:
    """The rows of the list; Unreadable when the page is not JazzHR's."""
    if b"applytojob" not in page.body and b"jazz" not in page.body.lower():
        raise Unreadable(f"The answer is no page of {NAME}; it begins {page.beginning}.")
    return [row for item in page.html.css(ITEMS) if (row := _row(item, page.request.url))]


def _row(item: LexborNode, page_url: str) -> dict[str, Any] | None:
    """The posting that an item of the list leads to; None for an item of another kind."""
    anchor = item.css_first("a[href]")
    split = address_of(anchor, page_url)
    found = POSTING.fullmatch(split.path)
    if not found or found[1] in NO_POSTINGS or split.netloc != urlsplit(page_url).netloc:
        return None
    return {
        "id": found[1],
        "title": words(anchor),
        "url": f"https://{split.netloc}{split.path}",  # behind it stands where a reader came from
        "location": _beside(item, "fa-map-marker"),
        "department": _beside(item, "fa-sitemap"),
    }


def _beside(item: LexborNode, icon: str) -> str:
    """The words beside an icon."""
    found = item.css_first(f"li > i.{icon}")
    return words(found.parent) if found else ""
