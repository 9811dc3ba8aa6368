"""Rippling job boards: a board in pages of PAGE_SIZE rows, a row for each place of a job; no texts.

https://developer.rippling.com/documentation/job-board-api-v2
A job in three places is three rows of one id: they are one posting. Text, date and pay are in each
job's own answer, of which only the shape is known, from others who read it. There `employmentType`
has its code under "label" and the company's words under "id". The older list, which is bare
(`uuid`, `workLocation.label`), is read too.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address
from companies.providers.base import Board, Listing, Page, Pay, Records, Request, Section, Unreadable
from companies.providers.fields import (
    amount,
    body,
    kind,
    line,
    link,
    moment,
    part,
    parts,
    required,
    silent,
)
from companies.providers.rippling_places import locations, workplace
from companies.providers.rippling_rows import merged, number, repeats, rows
from companies.providers.text import storable

NAME = "Rippling"
HOME = "https://www.rippling.com"
PAGE_SIZE = 50
PASSING: frozenset[str] = frozenset()

HOSTS = {"ats.rippling.com", "ats.us1.rippling.com"}
API = "https://ats.rippling.com/api/v2/board"
# "en-GB" before a board; a board may be called so too.
LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
NO_BOARD = {"api", "jobs", "static", "_next"}

# The codes that say more than the company's own words beside them ("Salaried").
EMPLOYMENT = {
    "SALARIED_FT": "Salaried, full-time",
    "SALARIED_PT": "Salaried, part-time",
    "HOURLY_FT": "Hourly, full-time",
    "HOURLY_PT": "Hourly, part-time",
}

NATIVE = (
    "department",
    "locations",
    "workLocations",
    "language",
    "employmentType",
    "payRangeDetails",
    "createdOn",
    "companyName",
)

SPOKEN_BY = {
    "description": ["description"],
    "employment": ["employmentType"],
    "pay": ["payRangeDetails"],
    "posted_at": ["createdOn"],
}

FIELDS = {
    "title": "name",
    "company": "companyName",
    "location_text": "locations",
    "locations": "locations",
    "department": "department",
    "workplace": "locations.workplaceType",
    "employment": "employmentType",
    "pay": "payRangeDetails",
    "language": "language",
    "posted_at": "createdOn",
}


def board(token: str) -> Board:
    return Board(token, f"https://ats.rippling.com/{quote(token, safe='')}/jobs")


def board_in(url: str) -> Board | None:
    """A board's pages in any language, a job's, an apply page's, and both APIs' addresses."""
    found = address.parse(url)
    if found is None:
        return None
    if found.host == "api.rippling.com":
        named = found.under("platform", "api", "ats", "v1", "board")
    elif found.host in HOSTS:
        named = found.under("api", "v2", "board") or _board_of(found.path)
    else:
        return None
    token = address.token(named)
    return board(token) if token and token not in NO_BOARD else None


def first(board: Board) -> Request:
    return Request(f"{API}/{quote(board.token, safe='')}/jobs", {"page": 0, "pageSize": PAGE_SIZE})


def more(page: Page) -> Iterable[Request]:
    following = int(page.request.params.get("page", 0)) + 1
    if rows(page) and following < number(page, "totalPages"):
        yield Request(page.request.url, {**page.request.params, "page": following})


def records(pages: Sequence[Page]) -> Records:
    """The jobs, each with the places of all its rows."""
    return merged(row for page in pages for row in rows(page))


def doubt(pages: Sequence[Page]) -> str:
    """Whether every page came, each once, with as many rows as there are. A job may be many of them."""
    if not pages:
        return "Nothing was answered."
    listed = sum(len(rows(page)) for page in pages)
    if any(not isinstance(page.json, dict) or "items" not in page.json for page in pages):
        return "The answer is a single job or the older list, which does not say how many jobs there are."
    if repeats(pages):
        return "The board answers with one page again and again."
    total = max(number(page, "totalItems") for page in pages)
    if not total and listed:
        return "The board does not say how many rows it has."
    return "" if listed >= total else f"The board speaks of {total} rows and lists {listed}."


def detail(board: Board, record: Any) -> Request:
    return Request(f"{API}/{quote(board.token, safe='')}/jobs/{quote(required(line(record, 'id'), 'id'), safe='')}")


def whole(record: Any, page: Page) -> Any:
    """The places stay those of the list, which has them in parts."""
    job = page.json
    if not isinstance(job, dict) or "description" not in job:
        raise Unreadable(f"The answer is {kind(job)} without a description, not a job.")
    if (line(job, "uuid") or line(job, "id")) not in ("", line(record, "id")):
        raise Unreadable("The answer is another job than the one asked for.")
    kept = {name: record[name] for name in ("id", "url", "locations") if record.get(name)}
    return {**record, **job, **kept}


def listing(record: Any) -> Listing:
    places = locations(record)
    return Listing(
        title=required(line(record, "name"), "title (name)"),
        url=required(link(record, "url"), "web address (url)"),
        company=line(record, "companyName"),
        location_text="; ".join(place.text for place in places),
        locations=places,
        department=_named(record, "department"),
        workplace=workplace(record),
        employment=_employment(part(record, "employmentType")),
        pay=tuple(_pay(record)),
        language=line(record, "language"),
        posted_at=moment(record, "createdOn"),
        sections=tuple(_sections(part(record, "description"))),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _board_of(path: list[str]) -> str:
    """The first part of a path that is no language."""
    if len(path) > 1 and LANGUAGE.fullmatch(path[0]) and path[1] != "jobs":
        path = path[1:]
    return path[0] if path else ""


def _named(record: Any, name: str) -> str:
    """The name of a thing that is an object, of either list or of a job's own answer."""
    thing = part(record, name)
    return line(thing, "name") or line(thing, "label")


def _employment(type_: dict[str, Any]) -> str:
    return EMPLOYMENT.get(line(type_, "label")) or line(type_, "id") or line(type_, "label")


def _pay(record: Any) -> Iterable[Pay]:
    for range_ in parts(record, "payRangeDetails"):
        low, high = amount(range_, "rangeStart"), amount(range_, "rangeEnd")
        if low is not None or high is not None:
            yield Pay(low, high, line(range_, "currency"), line(range_, "frequency"), label=line(range_, "location"))


def _sections(description: dict[str, Any]) -> Iterable[Section]:
    """The company, then the role, in the order of Rippling's own page."""
    for name in ("company", "role"):
        if (html := body(description, name)).strip():
            yield Section("", html)
