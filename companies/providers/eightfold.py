"""Eightfold, the two interfaces behind its careers sites: pages of PAGE_SIZE whatever is asked for.

No documentation is public. A tenant has one of them: the older answers {"positions", "count"}
(/api/apply/v2/jobs, snake_case, `t_create`), the newer {"data": {"positions", "count"}}
(/api/pcsx/search, camelCase, `postedTs`, often null), and each refuses the tenants of the other with
a 403. A board's address says which to ask: that of the newer ends in "&pcsx=1". Both want the
company's mail domain; it is <tenant>.com unless the address says another. Times are in seconds.
Neither list has texts: `job_description` is there and empty. Places run from the small to the large
in one interface and from the large to the small in the other: "Canada, Ontario, Toronto". Two
positions of each have been recorded, shortened.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from companies.providers import address
from companies.providers.base import Board, Page, Records, Request, Unreadable
from companies.providers.eightfold_position import listing as listing
from companies.providers.fields import kind, line, part
from companies.providers.own_hosts import HOSTNAME, is_under
from companies.providers.subdomains import token_in
from companies.providers.text import one_line
from companies.providers.totals import goes_on, shortfall, stated

NAME = "Eightfold"
HOME = "https://eightfold.ai"
PAGE_SIZE = 10

DOMAIN = ".eightfold.ai"
ERRORS = "vs-errors"  # where its sites report their faults to

OLDER, NEWER, NEWER_DETAIL = "/api/apply/v2/jobs", "/api/pcsx/search", "/api/pcsx/position_details"
PATHS = re.compile(r"(?:careers(?:/job/\d+.*)?)?|api/(?:apply/v2/jobs(?:/\d+)?|pcsx/(?:search|position_details))")

PASSING = ("stars", "hot")


def board(token: str) -> Board:
    """`<tenant>` or `<tenant or host>/<mail domain>`. This is one of the older interface."""
    return _board(token, newer=False)


def board_in(url: str) -> Board | None:
    """A tenant's careers site or API; on a company's own host, only where "domain" is named too."""
    found = address.parse(url)
    if found is None or not is_under(found, PATHS):
        return None
    mail = found.query.get("domain", [""])[0].lower()
    domain = mail if HOSTNAME.fullmatch(mail) else ""
    newer = "pcsx" in found.path or found.query.get("pcsx") == ["1"]
    if found.host.endswith(DOMAIN):
        tenant, _ = token_in(url, DOMAIN) or ("", "")
        named = tenant if domain in ("", f"{tenant}.com") else f"{tenant}/{domain}"
        return _board(named, newer) if tenant and tenant != ERRORS else None
    return _board(f"{found.host}/{domain}", newer) if domain else None


def first(board: Board) -> Request:
    path = NEWER if "pcsx=1" in urlsplit(board.url).query else OLDER
    return _page(_origin(board.url) + path, _domain(board), 0)


def more(page: Page) -> Iterable[Request]:
    listed, start = len(positions(page)), int(page.request.params.get("start", 0))
    if goes_on(listed, start, _total(page), PAGE_SIZE):
        yield _page(page.request.url, str(page.request.params.get("domain", "")), start + listed)


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (_with_url(page, job) for page in pages for job in positions(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The last page's total is the freshest; without one, its shortness must do."""
    if not pages:
        return "Nothing was answered."
    if any(_is_single(page) for page in pages):
        return "The answer is a single position, not a board."
    total = _total(pages[-1])
    if total is None and len(positions(pages[-1])) >= PAGE_SIZE:
        return f"The last page is full, with {PAGE_SIZE} positions, and no total is stated."
    return shortfall(records(pages), total)


def detail(board: Board, record: Any) -> Request:
    key, domain = one_line(str(record["id"])), _domain(board)
    if "pcsx=1" in urlsplit(board.url).query:
        return Request(_origin(board.url) + NEWER_DETAIL, {"position_id": key, "domain": domain})
    return Request(f"{_origin(board.url)}{OLDER}/{quote(key, safe='')}", {"domain": domain})


def whole(record: Any, page: Page) -> Any:
    """The position's own answer over what the list says; the list's address stands."""
    answer = page.json
    own = part(answer, "data") or answer
    if not isinstance(own, dict) or str(own.get("id")) != str(record.get("id")):
        raise Unreadable("The answer holds no such position; it may have been taken down.")
    return record | {name: value for name, value in own.items() if value is not None} | {"url": record["url"]}


def positions(page: Page) -> list[Any]:
    """The positions of an answer of either interface, or the one of a position's own."""
    answer = page.json
    if not isinstance(answer, dict):
        raise Unreadable(f"The answer is {kind(answer)}, not an object with positions.")
    listed = (part(answer, "data") or answer).get("positions")
    if isinstance(listed, list):
        return listed
    if _is_single(page):
        return [part(answer, "data") or answer]
    if isinstance(answer.get("message"), str):
        raise Unreadable(f"{NAME} says: {line(answer, 'message')[:200]}.")
    raise Unreadable("The answer is an object without a list of positions.")


def _board(token: str, newer: bool) -> Board:
    named, _, domain = token.partition("/")
    host = named if "." in named else f"{named}{DOMAIN}"
    asked = ({"domain": domain} if domain else {}) | ({"pcsx": "1"} if newer else {})
    return Board(token, f"https://{host}/careers" + (f"?{urlencode(asked)}" if asked else ""))


def _domain(board: Board) -> str:
    named, _, domain = board.token.partition("/")
    return domain or f"{named}.com"


def _page(url: str, domain: str, start: int) -> Request:
    return Request(url, {"domain": domain, "start": start, "num": PAGE_SIZE, "sort_by": "timestamp"})


def _origin(url: str) -> str:
    return f"https://{urlsplit(url).netloc}"


def _is_single(page: Page) -> bool:
    answer = page.json
    own = (part(answer, "data") or answer) if isinstance(answer, dict) else {}
    return "id" in own and "name" in own and "positions" not in own


def _total(page: Page) -> int | None:
    return stated(part(page.json, "data") or page.json, "count")


def _with_url(page: Page, job: Any) -> Any:
    """The record with the address of its page: its own, absolute or not, else the one by its id."""
    if not isinstance(job, dict):
        return job
    urls = (job.get(name) for name in ("canonicalPositionUrl", "publicUrl", "positionUrl"))
    own = one_line(next((url for url in urls if isinstance(url, str) and url), ""))
    if not own.startswith(("http://", "https://")):
        path = own if own.startswith("/") and not own.startswith("//") else f"/careers/job/{job.get('id')}"
        own = _origin(page.request.url) + path
    return job | {"url": own}
