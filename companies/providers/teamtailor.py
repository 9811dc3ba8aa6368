"""Teamtailor's RSS feed of a career site: a board in pages of PAGE_SIZE.

https://support.teamtailor.com (on the RSS feed of jobs)
The feed carries no total, so a full page asks for the next. The body is escaped once, as XML needs.
`remoteStatus` is none, hybrid, temporary or fully; the words for it are those of the career site. The JSON
feed beside it (jobs.json) is read too, see teamtailor_json. A posting's key is the UUID that both
answers name it by (`guid`, `id`); the number in its address is in neither a field of its own, and
the address may be on the company's own domain. Companies of the American stack are on a domain of
their own. Two postings of this feed have been recorded, shortened; values besides hybrid and fully
are known from the provider's API.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from companies.providers import elements, subdomains, teamtailor_json
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section
from companies.providers.fields import body, line, link, moment, moment_of_feed, parts, required, silent
from companies.providers.text import storable

NAME = "Teamtailor"
HOME = "https://www.teamtailor.com"
PAGE_SIZE = 100

DOMAINS = (".teamtailor.com", ".na.teamtailor.com")
REGIONS = {"na"}  # first labels of DOMAINS, and no companies

# What the career site calls a `remoteStatus`. A job that is remote for a time is no remote one.
WORKPLACES = {"fully": "Fully Remote", "hybrid": "Hybrid"}
IS_REMOTE = {"fully": True, "none": False}

PLAIN = ("title", "pubDate", "link", "remoteStatus", "guid", "{*}department", "{*}role")
PLACE = ("{*}name", "{*}city", "{*}country")
NATIVE = ("pubDate", "remoteStatus", "department", "role", "locations", "employmentType")

SPOKEN_BY = {"department": ["department", "role"], "workplace": ["remoteStatus"], "is_remote": ["remoteStatus"]}

FIELDS = {
    "title": "title",
    "location_text": "locations",
    "locations": "locations",
    "department": "department",
    "workplace": "remoteStatus",
    "is_remote": "remoteStatus",
    "employment": "employmentType",
    "posted_at": "pubDate",
}


def board(token: str) -> Board:
    return _board(token, DOMAINS[0])


def board_in(url: str) -> Board | None:
    """<token>.teamtailor.com or <token>.na.teamtailor.com with any path, in any language."""
    found = subdomains.token_in(url, *DOMAINS)
    return _board(*found) if found and found[0] not in REGIONS else None


def first(board: Board) -> Request:
    return Request(f"{board.url}.rss", {"offset": 0, "per_page": PAGE_SIZE})


def more(page: Page) -> Iterable[Request]:
    if teamtailor_json.is_feed(page):
        yield from teamtailor_json.more(page)
    elif len(_items(page)) >= PAGE_SIZE:
        asked = page.request.params
        yield Request(page.request.url, {**asked, "offset": int(asked.get("offset", 0)) + PAGE_SIZE})


def records(pages: Sequence[Page]) -> Records:
    return Records.by("guid", (record for page in pages for record in _records(page)))


def doubt(pages: Sequence[Page]) -> str:
    """A page shorter than PAGE_SIZE is the last one. The JSON feed does not say how long its pages are."""
    if not pages:
        return "Nothing was answered."
    if any(teamtailor_json.is_feed(page) for page in pages):
        return "The answer is the JSON feed, which does not say whether it is whole."
    if len(_items(pages[-1])) >= PAGE_SIZE:
        return f"The last page is full, with {PAGE_SIZE} postings: there may be more."
    return ""


def listing(record: Any) -> Listing:
    if teamtailor_json.is_item(record):
        record = teamtailor_json.in_words_of_rss(record)
    places = tuple(_locations(record))
    url = required(link(record, "link"), "web address (link)")
    status = line(record, "remoteStatus")
    html = body(record, "description")
    return Listing(
        title=required(line(record, "title"), "title"),
        url=url,
        apply_url=f"{url.partition('?')[0].rstrip('/')}/applications/new",
        company=line(record, "company"),
        location_text="; ".join(place.text for place in places),
        locations=places,
        department=line(record, "department"),
        workplace=WORKPLACES.get(status, ""),
        is_remote=IS_REMOTE.get(status),
        employment=line(record, "employmentType"),
        pay=teamtailor_json.pay(record),
        posted_at=moment_of_feed(record, "pubDate") or moment(record, "pubDate"),
        sections=(Section("", html),) if html.strip() else (),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _board(token: str, domain: str) -> Board:
    return Board(token.lower(), f"https://{token.lower()}{domain}/jobs")


def _records(page: Page) -> Iterable[Any]:
    """The postings of a feed of either kind, each with its guid."""
    if teamtailor_json.is_feed(page):
        return teamtailor_json.records(page)
    company = elements.text(elements.root(page, "rss"), "channel/title")
    return (_record(item, company) for item in _items(page))


def _items(page: Page) -> list[Element]:
    return elements.root(page, "rss").findall("channel/item")


def _record(item: Element, company: str) -> dict[str, Any]:
    """An empty remoteStatus or department is kept: the feed has spoken of it."""
    plain = {name.rpartition("}")[2]: elements.text(item, name) for name in PLAIN}
    places = [elements.stated(place, PLACE) for place in item.findall("{*}locations/{*}location")]
    return {**plain, "company": company, "description": elements.body(item, "description"), "locations": places}


def _locations(record: dict[str, Any]) -> Iterator[Location]:
    """The places, by the name the company gave them ("HQ", "EU") or the city."""
    known = set()
    for place in parts(record, "locations"):
        city, country = line(place, "city"), line(place, "country")
        location = Location(line(place, "name") or city or country, city=city, country=country)
        if any(location) and location not in known:
            known.add(location)
            yield location
