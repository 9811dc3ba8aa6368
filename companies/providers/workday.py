"""Workday career sites (CXS): a board in pages of PAGE_SIZE, asked for by POST; the rest is in each job's own answer.

No documentation is public; this is what the career site itself asks.
A board is a tenant, a data centre and a site: the token is "tenant/wd5/site". Some sites are at
wd5.myworkdaysite.com/recruiting/tenant/site instead of tenant.wd5.myworkdayjobs.com/site.
`total` is right on the first page only, and never more than CAP. `postedOn` is in words that age
("Posted 3 Days Ago"): the date is the job's `startDate`. Several places are listed as "3 Locations",
and named in the job's own answer. An item may be an empty object. `hiringOrganization` is a legal
entity ("IL00 Acme Technologies, Ltd.") and not the company's name. More than 20 items a page are
refused; a wrong data centre is answered with 422, a closed job with 404, a closed site with 403.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import workday_address
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import amount, body, flag, kind, line, lines, link, moment, part, required, silent
from companies.providers.text import storable
from companies.providers.workday_items import items, key_of, keyed, named, told

NAME = "Workday"
HOME = "https://www.workday.com"
PAGE_SIZE = 20
CAP = 2000

# Words that age, of the posting and of its deadline.
PASSING = frozenset({"postedOn", "timeLeftToApply"})

SEVERAL = re.compile(r"\d+ Locations", re.IGNORECASE)

NATIVE = (
    "jobReqId",
    "location",
    "additionalLocations",
    "locationsText",
    "remoteType",
    "timeType",
    "startDate",
    "endDate",
    "country",
    "hiringOrganization",
)

SPOKEN_BY = {
    "description": ["jobDescription"],
    "employment": ["timeType"],
    "posted_at": ["startDate"],
    "workplace": ["jobDescription", "remoteType"],
}

FIELDS = {
    "title": "title",
    "location_text": "location, additionalLocations",
    "locations": "location, additionalLocations",
    "workplace": "remoteType",
    "employment": "timeType",
    "requisition_id": "jobReqId",
    "posted_at": "startDate",
}

board = workday_address.board
board_in = workday_address.board_in


def first(board: Board) -> Request:
    return _jobs(f"{workday_address.api(board)}/jobs", 0)


def more(page: Page) -> Iterable[Request]:
    """The first page tells the total, and with it all other pages; past CAP a full page leads to the next."""
    asked, listed = _offset(page), len(items(page))
    if asked == 0:
        for offset in range(PAGE_SIZE, _total(page), PAGE_SIZE):
            yield _jobs(page.request.url, offset)
    elif asked + PAGE_SIZE >= CAP and listed >= PAGE_SIZE:
        yield _jobs(page.request.url, asked + PAGE_SIZE)


def records(pages: Sequence[Page]) -> Records:
    """The items, each with its key and its page for readers. One without a path has neither."""
    return Records.by("key", (keyed(item, page) for page in pages for item in items(page)))


def doubt(pages: Sequence[Page]) -> str:
    """Whether as many jobs are listed as the first page says. At CAP it says "2,000 or more"."""
    if not pages:
        return "Nothing was answered."
    read, total = records(pages), _total(pages[0])
    listed = len(read) + read.without_key
    if any("jobPostings" not in page.json for page in pages):
        return "The answer is a single job, not a board."
    if listed < total or len(items(pages[0])) > total:
        return f"The board speaks of {total} jobs and lists {listed}."
    if total >= CAP and (listed == total or len(items(pages[-1])) >= PAGE_SIZE):
        return f"{NAME} counts no further than {CAP} jobs: there may be more."
    return ""


def detail(board: Board, record: Any) -> Request:
    path = required(line(record, "externalPath"), "path (externalPath)")
    if not path.startswith("/job/") or ".." in path.split("/"):
        raise Unreadable(f"{path[:60]!r} is no path of a job.")
    return Request(workday_address.api(board) + quote(path, safe="/%"))


def whole(record: Any, page: Page) -> Any:
    """The listed record with its job's answer; the key and the address stay those of the list."""
    answer = page.json
    if not isinstance(answer, dict) or not part(answer, "jobPostingInfo"):
        raise Unreadable(f"The answer is {kind(answer)} without a job (jobPostingInfo).")
    own = told(answer)
    if (key := key_of(line(own, "jobPostingId"))) not in ("", line(record, "key")):
        raise Unreadable(f"The answer is job {key[:40]!r}, and not the one asked for.")
    return {**record, **own, "externalUrl": line(record, "externalUrl") or line(own, "externalUrl")}


def listing(record: Any) -> Listing:
    url = required(link(record, "externalUrl"), "web address (externalUrl)")
    locations = _locations(record)
    unnamed = {"locations", "location_text"} if not locations else set()
    return Listing(
        title=required(line(record, "title"), "title"),
        url=url,
        apply_url="" if flag(record, "canApply") is False else url.partition("?")[0].rstrip("/") + "/apply",
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        workplace=line(record, "remoteType"),
        employment=line(record, "timeType"),
        requisition_id=_requisition(record),
        posted_at=moment(record, "startDate"),
        sections=(Section("", html),) if (html := body(record, "jobDescription")).strip() else (),
        native=storable(_native(record)),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY) | unnamed,
    )


def _jobs(url: str, offset: int) -> Request:
    return Request(url, json={"appliedFacets": {}, "limit": PAGE_SIZE, "offset": offset, "searchText": ""})


def _offset(page: Page) -> int:
    return int((page.request.json or {}).get("offset", 0))


def _total(page: Page) -> int:
    """What the first page says, but never more than can be true of it."""
    return min(int(amount(page.json, "total") or 0), CAP)


def _requisition(record: Any) -> str:
    """In a list the first of `bulletFields`, where the key bears that out; some sites show other things there."""
    shown = record.get("bulletFields")
    bullets = [text for text in shown if isinstance(text, str)] if isinstance(shown, list) else []
    key = line(record, "key")
    return line(record, "jobReqId") or next((text for text in bullets if text and key.startswith(text)), "")


def _locations(record: Any) -> tuple[Location, ...]:
    """The main place, of which the country is told, and the others; none where the list only counts them."""
    if not (main := line(record, "location")):
        listed = line(record, "locationsText")
        return () if not listed or SEVERAL.fullmatch(listed) else (Location(listed),)
    others = [text for text in dict.fromkeys(lines(record, "additionalLocations")) if text != main]
    return (Location(main, country=named(record, "country")), *map(Location, others))


def _native(record: Any) -> dict[str, Any]:
    return {name: named(record, name) if isinstance(record.get(name), dict) else record.get(name) for name in NATIVE}
