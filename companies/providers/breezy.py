"""Breezy HR's list behind a career portal: a whole board in one answer, without texts.

The text is in the JobPosting of each posting's own page; pages without one (companies may keep it
from search engines) are read from their description. `salary` is a line of text with a bare currency
sign ("$1 – $5 / year"); the page's JobPosting adds the currency. `type` Other is none. A portal that
is closed leads to Breezy's own site, which is no list. The API is undocumented; two postings of the
list have been recorded, shortened, and no page.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import ld, subdomains
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import flag, joined, kind, line, link, moment, part, parts, required
from companies.providers.text import storable

NAME = "Breezy"
HOME = "https://breezy.hr"
PASSING: frozenset[str] = frozenset()

DOMAIN = ".breezy.hr"
NO_KIND = "other"

# What the list lacks and a page's JobPosting has, and where a page without one has its text.
OF_POSTING = ("description", "baseSalary")
DESCRIPTION = "div.description"

NATIVE = ("friendly_id", "published_date", "type", "location", "locations", "department", "salary")

FIELDS = {
    "title": "name",
    "company": "company.name",
    "location_text": "location, locations",
    "locations": "location, locations",
    "department": "department",
    "workplace": "location.remote_details",
    "is_remote": "location.is_remote",
    "employment": "type",
    "pay": "baseSalary",
    "pay_text": "salary",
    "posted_at": "published_date",
}


def board(token: str) -> Board:
    return Board(token.lower(), f"https://{token.lower()}{DOMAIN}/")


def board_in(url: str) -> Board | None:
    """<token>.breezy.hr with any path: /, /p/<posting>, /p/<posting>/apply, /json."""
    found = subdomains.token_in(url, DOMAIN)
    return board(found[0]) if found else None


def first(board: Board) -> Request:
    return Request(f"{board.url}json")


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (posting for page in pages for posting in postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The list comes whole or not at all."""
    return "" if pages else "Nothing was answered."


def postings(page: Page) -> list[Any]:
    answer = page.json
    if isinstance(answer, list):
        return answer
    raise Unreadable(f"The answer is {kind(answer)}, not a list of postings.")


def detail(board: Board, record: Any) -> Request:
    """The posting's page on the board's own host, wherever the record says that it is."""
    named = required(line(record, "friendly_id") or line(record, "id"), "id")
    return Request(f"{board.url}p/{quote(named, safe='')}")


def whole(record: Any, page: Page) -> Any:
    return {**record, "posting": _posting(page)}


def listing(record: Any) -> Listing:
    posting = part(record, "posting")
    places = tuple(dict.fromkeys(_locations(record)))
    url = required(link(record, "url"), "web address (url)")
    main = part(record, "location")
    return Listing(
        title=required(line(record, "name"), "title (name)"),
        url=url,
        apply_url=f"{url.partition('?')[0].rstrip('/')}/apply",
        company=line(part(record, "company"), "name"),
        location_text="; ".join(place.text for place in places),
        locations=places,
        department=line(record, "department"),
        workplace=line(part(main, "remote_details"), "label") or line(part(main, "remote_details"), "value"),
        is_remote=flag(main, "is_remote"),
        employment=_employment(part(record, "type")),
        pay=ld.pay(posting),
        pay_text=line(record, "salary"),
        posted_at=moment(record, "published_date"),
        sections=tuple(_sections(posting)),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
        silent=frozenset() if "posting" in record else frozenset({"description", "pay"}),
    )


def _posting(page: Page) -> dict[str, Any]:
    """What a page says of its posting, in the words of a JobPosting."""
    try:
        posting = ld.job_posting(page)
    except Unreadable:
        found = page.html.css_first(DESCRIPTION)
        if found is None:
            raise
        return {"description": found.inner_html or ""}
    return {name: posting[name] for name in OF_POSTING if name in posting}


def _locations(record: dict[str, Any]) -> Iterator[Location]:
    """The main place, then the others; the main one is among them again."""
    for place in (part(record, "location"), *parts(record, "locations")):
        city, state, country = line(place, "city"), part(place, "state"), part(place, "country")
        location = Location(
            line(place, "name") or joined(city, line(state, "name"), line(country, "name")),
            city=city,
            region=line(state, "id") or line(state, "name"),
            country=line(country, "id") or line(country, "name"),
        )
        if any(location):
            yield location


def _employment(kind_: dict[str, Any]) -> str:
    return "" if line(kind_, "id") == NO_KIND else line(kind_, "name")


def _sections(posting: dict[str, Any]) -> Iterator[Section]:
    html = ld.description(posting)
    if html.strip():
        yield Section("", html)
