"""Pinpoint's list behind a careers site: a whole board in one answer.

https://developers.pinpointhq.com (Job Postings JSON endpoint)
The text comes in four parts, each with a heading of the company's. Sums are in the answer even where
`compensation_visible` forbids showing them; then they are kept nowhere. One opening (`job`) may have
several postings. `url` may be missing beside `path`. No date of publication or change. Two postings
have been recorded, reduced by hand: no more than the shape is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from companies.providers import subdomains
from companies.providers.base import Board, Listing, Location, Page, Pay, Records, Request, Section, Unreadable
from companies.providers.fields import body, figure, flag, joined, kind, line, link, part, required
from companies.providers.text import storable

NAME = "Pinpoint"
HOME = "https://www.pinpointhq.com"

DOMAIN = ".pinpointhq.com"

# The parts of a text, in the order of Pinpoint's own page; the heading of each is in <part>_header.
TEXTS = ("description", "key_responsibilities", "skills_knowledge_expertise", "benefits")

NATIVE = ("job", "department", "location", "workplace_type", "employment_type", "deadline_at")
COMPENSATION = (
    "compensation",
    "compensation_minimum",
    "compensation_maximum",
    "compensation_currency",
    "compensation_frequency",
)

FIELDS = {
    "title": "title",
    "location_text": "location",
    "locations": "location",
    "department": "job.department",
    "workplace": "workplace_type",
    "employment": "employment_type",
    "pay": "compensation_minimum, compensation_maximum",
    "pay_text": "compensation",
    "requisition_id": "job.id",
}


def board(token: str) -> Board:
    return Board(token.lower(), f"https://{token.lower()}{DOMAIN}/")


def board_in(url: str) -> Board | None:
    """<token>.pinpointhq.com with any path: /, /en/postings/<id>, /postings/<id>/applications/new, /postings.json."""
    found = subdomains.token_in(url, DOMAIN)
    return board(found[0]) if found else None


def first(board: Board) -> Request:
    return Request(f"{board.url}postings.json")


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (posting for page in pages for posting in _postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The list comes whole or not at all."""
    return "" if pages else "Nothing was answered."


def listing(record: Any) -> Listing:
    job, shown = part(record, "job"), flag(record, "compensation_visible") is True
    locations = _locations(part(record, "location"))
    return Listing(
        title=required(line(record, "title"), "title"),
        url=required(link(record, "url"), "web address (url)"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=line(part(job, "department") or part(record, "department"), "name"),
        workplace=line(record, "workplace_type"),
        employment=line(record, "employment_type") or line(record, "employment_type_text"),
        pay=_pay(record) if shown else (),
        pay_text=line(record, "compensation") if shown else "",
        requisition_id=_id(job),
        sections=tuple(_sections(record)),
        native=storable({name: record.get(name) for name in (*NATIVE, *(COMPENSATION if shown else ()))}),
        fields=FIELDS,
    )


def _postings(page: Page) -> Iterator[Any]:
    """The postings, each with an address: its own, or the one that host and path make."""
    answer = page.json
    listed = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        raise Unreadable(f"The answer is {kind(answer)} without a list of postings (data).")
    host = urlsplit(page.request.url).netloc
    for posting in listed:
        if isinstance(posting, dict) and not posting.get("url") and isinstance(posting.get("path"), str):
            yield {**posting, "url": f"https://{host}/{posting['path'].lstrip('/')}"}
        else:
            yield posting


def _locations(place: dict[str, Any]) -> tuple[Location, ...]:
    city, province, country = line(place, "city"), line(place, "province"), line(place, "country")
    words = line(place, "name") or joined(city, province, country)
    return (Location(words, city=city, region=province, country=country),) if words else ()


def _pay(record: dict[str, Any]) -> tuple[Pay, ...]:
    low, high = figure(record, "compensation_minimum"), figure(record, "compensation_maximum")
    if low is None and high is None:
        return ()
    return (Pay(low, high, line(record, "compensation_currency"), line(record, "compensation_frequency")),)


def _id(job: dict[str, Any]) -> str:
    """The opening's id, a number or text."""
    named = job.get("id")
    return str(named) if isinstance(named, int) and not isinstance(named, bool) else line(job, "id")


def _sections(record: dict[str, Any]) -> Iterator[Section]:
    for name in TEXTS:
        html = body(record, name)
        if html.strip():
            yield Section(line(record, f"{name}_header"), html)
