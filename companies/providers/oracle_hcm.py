"""Oracle Recruiting Cloud, the REST API behind its candidate sites: a board comes in pages of PAGE_SIZE.

https://docs.oracle.com/en/cloud/saas/human-resources/farws/op-recruitingcejobrequisitions-get.html
Offset and limit stand inside `finder`, the postings in `items[0].requisitionList`. A board is a host
and a site: "CX_1", or a name ("careers"), whose number only the site's own page tells; so that page
is asked first. Places are often in capitals. `PostedDate` is a bare date. The list's teaser is no
text; the text is in the posting's own answer, which is 200 with no `items` once the posting is gone.
Two postings and one detail have been recorded, all of them shortened.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from companies.providers import address
from companies.providers.base import Board, Page, Records, Request, Unreadable
from companies.providers.fields import kind, line, parts
from companies.providers.oracle_hcm_posting import listing as listing
from companies.providers.text import one_line
from companies.providers.totals import goes_on, shortfall, stated

NAME = "Oracle Recruiting"
HOME = "https://www.oracle.com/human-capital-management/recruiting/"
PAGE_SIZE = 100

API = "/hcmRestApi/resources/latest"
LIST, DETAILS = f"{API}/recruitingCEJobRequisitions", f"{API}/recruitingCEJobRequisitionDetails"
SITES = "/hcmUI/CandidateExperience/en/sites"
DOMAIN = ".oraclecloud.com"

NUMBER = re.compile(r"CX(?:_\d{1,9})?", re.IGNORECASE)
ASKED_SITE = re.compile(r"siteNumber=([\w-]+)", re.ASCII)
ASKED_OFFSET = re.compile(r"offset=(\d{1,9})", re.ASCII)
SITE_NUMBER = re.compile(r"""(?:siteNumber["']?\s*:\s*|data-sitenumber=)["'](CX(?:_\d{1,9})?)["']""", re.IGNORECASE)

# They change with the reader and the day, not with the posting.
PASSING = ("Distance", "Relevancy", "TrendingFlag", "BeFirstToApplyFlag", "HotJobFlag")


def board(token: str) -> Board:
    """`<host>/<site>`. A host without dots is one of fa.oraclecloud.com, a missing site the first."""
    named, _, site = token.partition("/")
    host = named if "." in named else f"{named}.fa{DOMAIN}"
    return Board(token, f"https://{host}{SITES}/{quote(site or 'CX_1', safe='')}")


def board_in(url: str) -> Board | None:
    """A site's pages in any language, and the API where the finder names the site."""
    found = address.parse(url)
    if found is None or not found.host.endswith(DOMAIN):
        return None
    folders = [part.lower() for part in found.path]
    if folders[:1] == ["hcmrestapi"]:
        asked = ASKED_SITE.search(found.query.get("finder", [""])[0])
        named = asked[1] if asked else ""
    else:
        is_page = folders[:2] == ["hcmui", "candidateexperience"] and folders[3:4] == ["sites"]
        named = next(iter(found.path[4:]), "") if is_page else ""
    site = address.token(named)
    # Sites that have a number are told apart by nothing else; names keep their case.
    return board(f"{found.host}/{site.upper() if NUMBER.fullmatch(site) else site}") if site else None


def first(board: Board) -> Request:
    site = board.url.rpartition("/")[2]
    return _list(_origin(board.url), site, 0) if NUMBER.fullmatch(site) else Request(board.url)


def more(page: Page) -> Iterable[Request]:
    if not _is_api(page):
        yield _list(_origin(page.request.url), _site_number(page), 0)
        return
    site, offset = _asked(page)
    listed = len(requisitions(page))
    if goes_on(listed, offset, _total(page), PAGE_SIZE):
        yield _list(_origin(page.request.url), site, offset + listed)


def records(pages: Sequence[Page]) -> Records:
    answers = (page for page in pages if _is_api(page))
    return Records.by("Id", (_with_url(page, job) for page in answers for job in requisitions(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The last page's total is the freshest."""
    answers = [page for page in pages if _is_api(page)]
    if not answers:
        return "No list was answered."
    if any(_is_single(page) for page in answers):
        return "The answer is a single posting, not a board."
    total = _total(answers[-1])
    if total is None and len(requisitions(answers[-1])) >= PAGE_SIZE:
        return f"The last page is full, with {PAGE_SIZE} postings, and no total is stated."
    return shortfall(records(answers), total)


def detail(board: Board, record: Any) -> Request:
    site = board.url.rpartition("/")[2]
    site = site if NUMBER.fullmatch(site) else urlsplit(line(record, "url")).path.split("/")[-3]
    finder = f'ById;Id="{_key(record)}",siteNumber={site}'
    return Request(_origin(board.url) + DETAILS, {"onlyData": "true", "expand": "all", "finder": finder})


def whole(record: Any, page: Page) -> Any:
    """The detail's fields over the list's, where it states them."""
    items = page.json.get("items") if isinstance(page.json, dict) else None
    own = items[0] if isinstance(items, list) and items else None
    if not isinstance(own, dict) or _key(own) != _key(record):
        raise Unreadable("The answer holds no such posting; it may have been taken down.")
    return record | {name: value for name, value in own.items() if value is not None}


def requisitions(page: Page) -> list[Any]:
    """The postings of a page, or the one of a detail; Unreadable when it is neither."""
    if _is_single(page):
        return [page.json]
    items = parts(page.json, "items")
    listed = items[0].get("requisitionList") if items else None
    if not isinstance(listed, list):
        raise Unreadable(f"The answer is {kind(page.json)} without a requisitionList.")
    return listed


def _list(origin: str, site: str, offset: int) -> Request:
    finder = f"findReqs;siteNumber={site},limit={PAGE_SIZE},offset={offset},sortBy=POSTING_DATES_DESC"
    params = {"onlyData": "true", "expand": "requisitionList.secondaryLocations", "finder": finder}
    return Request(origin + LIST, params)


def _asked(page: Page) -> tuple[str, int]:
    finder = str(page.request.params.get("finder", ""))
    site, offset = ASKED_SITE.search(finder), ASKED_OFFSET.search(finder)
    return site[1] if site else "CX_1", int(offset[1]) if offset else 0


def _is_api(page: Page) -> bool:
    return API in page.request.url


def _is_single(page: Page) -> bool:
    return isinstance(page.json, dict) and "Id" in page.json and "Title" in page.json


def _total(page: Page) -> int | None:
    return None if _is_single(page) else stated(parts(page.json, "items")[0], "TotalJobsCount")


def _site_number(page: Page) -> str:
    found = SITE_NUMBER.search(page.body.decode("utf-8", "replace"))
    if not found:
        raise Unreadable(f"The page does not tell the number of its site; it begins {page.beginning}.")
    return found[1].upper()


def _origin(url: str) -> str:
    return f"https://{urlsplit(url).netloc}"


def _with_url(page: Page, job: Any) -> Any:
    """The record with the address of its page, which it does not tell itself."""
    if not isinstance(job, dict):
        return job
    key = quote(_key(job), safe="")
    return job | {"url": f"{_origin(page.request.url)}{SITES}/{_asked(page)[0]}/job/{key}"}


def _key(job: Any) -> str:
    """A number as text, or a name of the company's making: "REQ_802310"."""
    key = job.get("Id")
    return one_line(str(key)) if isinstance(key, (str, int)) else ""
