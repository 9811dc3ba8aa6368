"""iCIMS, the two kinds of careers sites that it runs.

The classic portal, <token>.icims.com, is web pages (icims_portal.py): the pages of a search for
everything, "Page 1 of 4", each posting's page with a JobPosting. The newer site, Jibe, stands on
the company's own host, which is then the token, and answers in JSON (icims_jibe.py). Neither is
documented. Five postings of two newer sites and two rows of a portal have been recorded, shortened.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from companies.providers import address, icims_jibe, icims_portal
from companies.providers.base import Board, Listing, Page, Records, Request
from companies.providers.own_hosts import is_under
from companies.providers.subdomains import token_in

NAME = "iCIMS"
HOME = "https://www.icims.com"

PASSING = ()

# Paths of a newer site that no other kind of site has.
JIBE = re.compile(r"api/jobs(?:/.*)?|careers-home(?:/.*)?")


def board(token: str) -> Board:
    """A token with a dot is the host of a newer site, one without a portal's subdomain."""
    return Board(
        token, f"https://{token}/careers-home/jobs" if "." in token else f"https://{token}{icims_portal.DOMAIN}/jobs"
    )


def board_in(url: str) -> Board | None:
    """A portal by its host; a newer site by its host and one of its own paths."""
    if named := token_in(url, icims_portal.DOMAIN):
        return board(named[0])
    found = address.parse(url)
    if found is None or found.host.endswith(icims_portal.DOMAIN):
        return None
    return board(found.host) if is_under(found, JIBE) else None


def first(board: Board) -> Request:
    origin = f"https://{urlsplit(board.url).netloc}"
    return icims_portal.search(origin, 0) if origin.endswith(icims_portal.DOMAIN) else icims_jibe.page(origin, 1)


def more(page: Page) -> Iterable[Request]:
    return icims_jibe.more(page) if _is_jibe(page) else icims_portal.more(page)


def records(pages: Sequence[Page]) -> Records:
    jobs = (job for page in pages for job in (icims_jibe.jobs(page) if _is_jibe(page) else icims_portal.rows_of(page)))
    return Records.by("id", jobs)


def doubt(pages: Sequence[Page]) -> str:
    if not pages:
        return "Nothing was answered."
    listed = records(pages)
    return icims_jibe.doubt(pages, listed) if _is_jibe(pages[-1]) else icims_portal.doubt(pages, listed)


def detail(board: Board, record: Any) -> Request:
    """The posting's page. A portal draws it in full only inside a frame of another page."""
    if "slug" in record:
        return Request(icims_jibe.address_at(urlsplit(board.url).netloc, record))
    return Request(record["url"], {"in_iframe": 1})


def whole(record: Any, page: Page) -> Any:
    return icims_jibe.whole(record, page) if "slug" in record else icims_portal.whole(record, page)


def listing(record: Any) -> Listing:
    """Postings of a newer site have a slug."""
    return icims_jibe.listing(record) if "slug" in record else icims_portal.listing(record)


def _is_jibe(page: Page) -> bool:
    return page.body.lstrip()[:1] in (b"{", b"[")
