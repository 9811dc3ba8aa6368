"""Jobvite: a board is the pages of a search for everything; each posting's page has a JobPosting.

The JSON API needs a key. /<token>/jobs groups the postings by category and cuts the long ones short,
so the search is read, 50 postings a page, "1-50 of 266" below them; its address needs the slash at
the end, or every page is the first. An unknown board is sent to another host. Places may be
"2 Locations"; all are in the posting's page, and so is the department. One list of two rows has been
recorded, shortened; the rest is known from the work of others.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from companies.providers import address, rows
from companies.providers.base import Board, Page, Records, Request, Unreadable
from companies.providers.fields import line
from companies.providers.rows import address_of, words
from companies.providers.rows import listing as listing
from companies.providers.text import one_line
from companies.providers.totals import shortfall

NAME = "Jobvite"
HOME = "https://www.jobvite.com"
HOST = "jobs.jobvite.com"

PASSING = ()

ROWS = "tr:has(a[href*='/job/'])"
POSTING = re.compile(r"/[^/]+/job/([A-Za-z0-9]{4,40})(?:/.*)?")
SHOWN = re.compile(r"(\d{1,6})\s*[-–]\s*(\d{1,6}) of (\d{1,6})", re.ASCII)
COUNTED_PLACES = re.compile(r"\d+ Locations", re.IGNORECASE)

# Pages of Jobvite's own, no boards.
RESERVED = {"api", "static", "support", "careers", "jobs", "company"}


def board(token: str) -> Board:
    return Board(token, f"https://{HOST}/{quote(token, safe='')}/jobs")


def board_in(url: str) -> Board | None:
    """jobs.jobvite.com/<token>/... and jobs.jobvite.com/careers/<token>/..."""
    found = address.parse(url)
    if found is None or found.host != HOST:
        return None
    named = address.token(found.under("careers") or found.under())
    return board(named) if named and named not in RESERVED else None


def first(board: Board) -> Request:
    return Request(f"https://{HOST}/{quote(board.token, safe='')}/search/", {"p": 0})


def more(page: Page) -> Iterable[Request]:
    asked, shown = int(page.request.params.get("p", 0)), _shown(page)
    # The first page in place of a later one would lead us in circles.
    if shown and shown[1] < shown[2] and (asked == 0 or shown[0] > 1):
        yield Request(page.request.url, {"p": asked + 1})


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (row for page in pages for row in postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The total stands below the list; a list without one has a single page."""
    if not pages:
        return "Nothing was answered."
    faults = (rows.doubt(page, postings(page)) for page in pages)
    shown = _shown(pages[-1])
    return next(filter(None, faults), "") or shortfall(records(pages), shown[2] if shown else None)


def detail(board: Board, record: Any) -> Request:
    return Request(line(record, "url"))


def whole(record: Any, page: Page) -> Any:
    """The row with its page's JobPosting, and the department, which stands first below the title."""
    meta = page.html.css_first(".jv-job-detail-meta")
    inner = meta.child if meta else None
    department = one_line(inner.text_content or "") if inner is not None and inner.is_text_node else ""
    return rows.whole(record, page) | ({"department": department} if department else {})


def postings(page: Page) -> list[dict[str, Any]]:
    """The rows of the list; Unreadable when the page is not Jobvite's."""
    found = [row for node in page.html.css(ROWS) if (row := _row(node, page.request.url))]
    if not found and b"jv-" not in page.body:
        raise Unreadable(f"The answer is no list of {NAME}; it begins {page.beginning}.")
    return found


def _row(node: LexborNode, page_url: str) -> dict[str, Any] | None:
    """The posting that a row leads to; None for one that leads elsewhere."""
    anchor = node.css_first("a[href*='/job/']")
    split = address_of(anchor, page_url)
    found = POSTING.fullmatch(split.path)
    if not found or split.netloc != HOST:
        return None
    place = words(node.css_first(".jv-job-list-location"))
    location = "" if COUNTED_PLACES.fullmatch(place) else place
    return {"id": found[1], "title": words(anchor), "url": f"https://{HOST}{split.path}", "location": location}


def _shown(page: Page) -> tuple[int, int, int] | None:
    """First, last and total of "1-50 of 266"; None where the page does not say, or says nonsense."""
    found = SHOWN.search(words(page.html.css_first(".jv-pagination-text")))
    if not found:
        return None
    start, end, total = (int(number) for number in found.groups())
    return (start, end, total) if 0 < start <= end <= total else None
