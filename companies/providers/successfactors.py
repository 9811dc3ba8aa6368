"""SAP SuccessFactors career sites: a whole board in one feed, /sitemal.xml (sic), RSS with Google's "g:".

The sites stand on the companies' own hosts, so a board is a host, known by the paths that only these
sites have; a token without a dot is short for jobs.<token>.com. The feed has texts, escaped once
more than XML needs, and places, which stand in brackets at the end of the title too; dates, kinds
of employment and pay it has not. The RSS of the newest postings and the search page, which are read
as well, have dates, or places, and no texts. Some sites have switched the feed off; those cannot be
read. Two postings of the RSS and three rows of a search page have been recorded.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from companies.providers import address, successfactors_search
from companies.providers.base import Board, Page, Records, Request
from companies.providers.elements import body, root, text
from companies.providers.own_hosts import is_under
from companies.providers.successfactors_posting import listing as listing
from companies.providers.successfactors_posting import place_in

NAME = "SuccessFactors"
HOME = "https://www.sap.com/products/hcm/recruiting-software.html"

FEED, NEWEST = "/sitemal.xml", "/services/rss/job"
G = "{http://base.google.com/ns/1.0}"

PATHS = re.compile(r"(?:[\w-]+/)?(?:sitemal\.xml|services/rss/job|job/[^/]+/\d{7,12})", re.ASCII)
SEARCH = re.compile(r"(?:[\w-]+/)?search", re.ASCII)
# The number at the end of a posting's path.
NUMBER = re.compile(r"/job/[^/]+/(\d{4,12})/?", re.ASCII)


def board(token: str) -> Board:
    """The page is the search for everything, as the sites themselves link it."""
    host = token if "." in token else f"jobs.{token}.com"
    return Board(token, f"https://{quote(host, safe='')}/search/?createNewAlert=false&q=")


def board_in(url: str) -> Board | None:
    """A site by its feed, its RSS, its search or a posting: /job/<title>/<number>/."""
    found = address.parse(url)
    if found is None:
        return None
    is_search = is_under(found, SEARCH) and "createNewAlert" in found.query
    return board(found.host) if is_search or is_under(found, PATHS) else None


def first(board: Board) -> Request:
    return Request(f"https://{urlsplit(board.url).netloc}{FEED}")


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (posting for page in pages for posting in postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The feed is whole by its nature: a cut one is no XML."""
    if not pages:
        return "Nothing was answered."
    for page in pages:
        if _is_html(page):
            return "The answer is a page of the search, not the feed."
        listed = postings(page)
        if listed and not any("number" in posting for posting in listed):
            return "The answer is the RSS of the newest postings, not the feed of all."
    return ""


def postings(page: Page) -> list[dict[str, Any]]:
    """The postings of the feed, of the RSS or of a search page; Unreadable when it is neither."""
    if _is_html(page):
        return successfactors_search.postings(page)
    items = root(page, "rss").iterfind("channel/item")
    return [_posting(item) for item in items]


def _posting(item: Any) -> dict[str, Any]:
    """An item in plain fields. What follows "?" in its link tells only where a reader came from."""
    link = text(item, "link").partition("?")[0]
    number = text(item, f"{G}id")
    in_path = NUMBER.search(urlsplit(link).path)
    title, place = place_in(text(item, "title"), text(item, f"{G}location"))
    said = {
        "number": number,
        "company": text(item, f"{G}employer"),
        "department": text(item, f"{G}job_function"),
        "published": text(item, "pubDate"),
    }
    known = {name: words for name, words in said.items() if words}
    if number:  # the RSS has a text of three dots
        known["description"] = body(item, "description")
    return {"id": number or (in_path[1] if in_path else ""), "title": title, "location": place, "url": link} | known


def _is_html(page: Page) -> bool:
    """The search page is no XML, and need not begin like a page."""
    beginning = page.body.lstrip()[:200].lower()
    return beginning.startswith(b"<") and not beginning.startswith((b"<?xml", b"<rss"))
