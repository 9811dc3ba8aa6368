"""UKG Pro Recruiting (UltiPro): a POST for each page of PAGE_SIZE opportunities, `totalCount` beside them.

No documentation is public; the shape is that of the request behind the hosted board. A board is a
company's code and the board's UUID, on one of several hosts that do not know each other's. The list
has a teaser; the text is in the opportunity's page, as JSON handed to a script there. The page of
one that is gone answers 200 without it. `JobLocationType` is a number whose meaning is not told
anywhere, so the workplace stays unstated. `LocalizedName` is missing or not to be shown where
`Address` is, and "City" may say "Remote". Three opportunities of one board have been recorded.
"""

import re
from collections.abc import Iterable, Sequence
from json import JSONDecoder
from typing import Any
from urllib.parse import quote

from companies.providers import address
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import body, flag, kind, line, moment, part, parts, required, silent
from companies.providers.text import one_line, storable
from companies.providers.totals import goes_on, shortfall, stated

NAME = "UKG"
HOME = "https://www.ukg.com/products/ukg-pro"
PAGE_SIZE = 50

MAIN_HOST = "recruiting.ultipro.com"
HOST = re.compile(r"recruiting\d?\.ultipro\.(?:com|ca)", re.ASCII)
SEARCH = "/JobBoardView/LoadSearchResults"

# What the hosted board asks with an empty search field: all, newest first.
EVERYTHING = {
    "QueryString": "",
    "Filters": [],
    "OrderBy": [{"Value": "postedDateDesc", "PropertyName": "PostedDate", "Ascending": False}],
}
NO_MATCHING = {
    "PreferredJobs": [],
    "Educations": [],
    "LicenseAndCertifications": [],
    "Skills": [],
    "hasNoLicenses": False,
    "SkippedSkills": [],
}

PASSING = ("MatchScore", "MatchedLocations", "Distance")

DETAIL = re.compile(r"new\s+US\.Opportunity\.CandidateOpportunityDetail\(\s*(?=\{)")

NATIVE = (
    "RequisitionNumber",
    "FullTime",
    "JobCategoryName",
    "JobLocationType",
    "OpportunityType",
    "PostedDate",
)

SPOKEN_BY = {"description": ["Description"]}

FIELDS = {
    "title": "Title",
    "location_text": "Locations",
    "locations": "Locations",
    "department": "JobCategoryName",
    "employment": "FullTime",
    "requisition_id": "RequisitionNumber",
    "posted_at": "PostedDate",
}


def board(token: str) -> Board:
    return _board(MAIN_HOST, token)


def board_in(url: str) -> Board | None:
    """<host>/<company>/JobBoard/<uuid>[/...], in any case of the letters of "JobBoard"."""
    found = address.parse(url)
    if found is None or not HOST.fullmatch(found.host) or len(found.path) < 3 or found.path[1].lower() != "jobboard":
        return None
    company, uuid = address.token(found.path[0]), address.token(found.path[2])
    return _board(found.host, f"{company}/{uuid.lower()}") if company and uuid else None


def first(board: Board) -> Request:
    return _search(board.url + SEARCH, 0)


def more(page: Page) -> Iterable[Request]:
    listed, skipped = len(opportunities(page)), _skipped(page)
    if goes_on(listed, skipped, _total(page), PAGE_SIZE):
        yield _search(page.request.url, skipped + listed)


def records(pages: Sequence[Page]) -> Records:
    return Records.by("Id", (_with_url(page, job) for page in pages for job in opportunities(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The last page's total is the freshest; without one, its shortness must do."""
    if not pages:
        return "Nothing was answered."
    total = _total(pages[-1])
    if total is None and len(opportunities(pages[-1])) >= PAGE_SIZE:
        return f"The last page is full, with {PAGE_SIZE} opportunities, and no total is stated."
    return shortfall(records(pages), total)


def detail(board: Board, record: Any) -> Request:
    return Request(f"{board.url}/OpportunityDetail", {"opportunityId": line(record, "Id")})


def whole(record: Any, page: Page) -> Any:
    """What the opportunity's page hands to its script, over what the list says."""
    text = page.body.decode("utf-8", "replace")
    found = DETAIL.search(text)
    if not found:
        raise Unreadable("The page holds no opportunity; it may have been taken down.")
    try:
        own = JSONDecoder().raw_decode(text, found.end())[0]
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The opportunity in the page is not JSON ({error}).") from None
    if line(own, "Id").lower() != line(record, "Id").lower():
        raise Unreadable("The page holds another opportunity than the one asked for.")
    return record | {name: value for name, value in own.items() if value is not None}


def opportunities(page: Page) -> list[Any]:
    answer = page.json
    listed = answer.get("opportunities") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise Unreadable(f"The answer is {kind(answer)} without a list of opportunities.")
    return listed


def listing(record: Any) -> Listing:
    locations = tuple(dict.fromkeys(filter(any, map(_location, parts(record, "Locations")))))
    html = body(record, "Description")
    full_time = flag(record, "FullTime")
    return Listing(
        title=required(line(record, "Title"), "title (Title)"),
        url=required(line(record, "url"), "web address"),
        apply_url=line(record, "url").replace("/OpportunityDetail?", "/OpportunityApply?"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=line(record, "JobCategoryName"),
        employment="" if full_time is None else "Full Time" if full_time else "Part Time",
        requisition_id=line(record, "RequisitionNumber"),
        posted_at=moment(record, "PostedDate"),
        sections=(Section("", html),) if html.strip() else (),
        native=storable(
            {name: record.get(name) for name in NATIVE} | {"Locations": [location.text for location in locations]}
        ),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _board(host: str, token: str) -> Board:
    company, _, uuid = token.partition("/")
    return Board(token, f"https://{host}/{quote(company, safe='')}/JobBoard/{quote(uuid, safe='')}".rstrip("/"))


def _search(url: str, skip: int) -> Request:
    return Request(
        url, json={"opportunitySearch": {"Top": PAGE_SIZE, "Skip": skip} | EVERYTHING, "matchCriteria": NO_MATCHING}
    )


def _skipped(page: Page) -> int:
    return int(((page.request.json or {}).get("opportunitySearch") or {}).get("Skip", 0))


def _total(page: Page) -> int | None:
    return stated(page.json, "totalCount")


def _with_url(page: Page, job: Any) -> Any:
    """The record with the address of its page, which it does not tell itself."""
    if not isinstance(job, dict):
        return job
    board_url = page.request.url.removesuffix(SEARCH)
    return job | {"url": f"{board_url}/OpportunityDetail?opportunityId={quote(one_line(str(job.get('Id'))), safe='')}"}


def _location(place: dict[str, Any]) -> Location:
    """A place by the name that the company gave it, else by its address."""
    postal = part(place, "Address")
    city, region = line(postal, "City"), line(part(postal, "State"), "Name")
    country = line(part(postal, "Country"), "Name")
    name = line(place, "LocalizedName") or line(place, "LocalizedDescription")
    text = name or ", ".join(filter(None, (city, region, country)))
    return Location(text, city=city, region=region, country=country)
