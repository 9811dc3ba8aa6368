"""Comeet: a whole board in one answer, either its careers page or its careers API.

https://developers.comeet.com (careers API)
The API wants the company's uid ("F6.003") and a token of the company's own; the careers page, whose
address is made of a name and the uid, carries the same positions in a script. So a board's token is
"<name>/<uid>" where a page was given, and "<uid>/<API token>" where an address of the API was. A
position in several places is a posting for each, whose uid continues the position's
("18.767-9B.20A"). `is_internal` positions are not on the board. No date of publication. `email` is a
mailbox for applications, kept nowhere. Two postings of the API have been recorded, and no page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address, ld
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import body, flag, joined, kind, line, link, moment, part, parts, required
from companies.providers.text import storable

NAME = "Comeet"
HOME = "https://www.comeet.com"

HOSTS = {"comeet.com", "comeet.co"}
PAGES = "https://www.comeet.com/jobs"
API = "https://www.comeet.co/careers-api/2.0/company"
UID = re.compile(r"[0-9A-F]{2}\.[0-9A-F]{2,5}", re.IGNORECASE)
API_TOKEN = re.compile(r"[0-9A-F]{8,80}", re.IGNORECASE)
POSITIONS = re.compile(r"\bCOMPANY_POSITIONS_DATA\s*=\s*(?=\[)")

# Not time_updated, which is of one night for the positions of a board.
NATIVE = ("uid", "department", "employment_type", "experience_level", "workplace_type")
NATIVE_PLACE = ("name", "city", "state", "country", "is_remote", "timezone")

FIELDS = {
    "title": "name",
    "company": "company_name",
    "location_text": "location",
    "locations": "location",
    "department": "department",
    "workplace": "workplace_type",
    "is_remote": "location.is_remote",
    "employment": "employment_type",
    "requisition_id": "uid",
    "updated_at": "time_updated",
}


def board(token: str) -> Board:
    """The board of a token of either form; its uid is written in capitals."""
    start, _, end = token.partition("/")
    if UID.fullmatch(start):
        uid = start.upper()
        return Board(f"{uid}/{end}", f"{API}/{uid}/positions?token={quote(end, safe='')}")
    uid = end.upper()
    return Board(f"{start}/{uid}", f"{PAGES}/{quote(start, safe='')}/{quote(uid, safe='')}")


def board_in(url: str) -> Board | None:
    """comeet.com/jobs/<name>/<uid>[/<posting>/<its uid>], and addresses of the API that carry a token."""
    found = address.parse(url)
    if found is None or found.host not in HOSTS:
        return None
    match found.path:
        case ["jobs", name, uid, *_]:
            named = address.token(name), address.token(uid, UID)
        case ["careers-api", _, "company", uid, *_]:
            named = address.token(uid, UID), address.token(found.query.get("token", [""])[0], API_TOKEN)
        case _:
            return None
    return board(f"{named[0]}/{named[1]}") if all(named) else None


def first(board: Board) -> Request:
    start, _, end = board.token.partition("/")
    if UID.fullmatch(start):
        return Request(f"{API}/{start}/positions", {"token": end, "details": "true"})
    return Request(board.url)


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    listed = (position for page in pages for position in _positions(page) if not _is_internal(position))
    return Records.by("uid", listed)


def doubt(pages: Sequence[Page]) -> str:
    """Page and API send a board whole or not at all."""
    return "" if pages else "Nothing was answered."


def listing(record: Any) -> Listing:
    place = part(record, "location")
    locations = _locations(place)
    return Listing(
        title=required(line(record, "name"), "title (name)"),
        url=required(_url(record), "web address"),
        company=line(record, "company_name"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=line(record, "department"),
        workplace=line(record, "workplace_type"),
        is_remote=flag(place, "is_remote"),
        employment=line(record, "employment_type"),
        requisition_id=line(record, "uid").partition("-")[0],
        updated_at=moment(record, "time_updated"),
        sections=tuple(_sections(record)),
        native=storable(_native(record, place)),
        fields=FIELDS,
        silent=frozenset() if "details" in record or "custom_fields" in record else frozenset({"description"}),
    )


def _positions(page: Page) -> list[Any]:
    """The positions of the API's list, or those in the script of a careers page."""
    is_page = page.body.lstrip()[:1] == b"<"
    answer = _in_script(page.body.decode("utf-8", "replace")) if is_page else page.json
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict) and answer.get("message"):
        raise Unreadable(f"{NAME} says: {line(answer, 'message')[:200]}.")
    raise Unreadable(f"The answer is {kind(answer)}, not a list of positions.")


def _in_script(html: str) -> Any:
    found = POSITIONS.search(html)
    if found is None:
        raise Unreadable("The page carries no positions (COMPANY_POSITIONS_DATA).")
    return ld.first_json(html[found.end() :])


def _is_internal(position: Any) -> bool:
    return isinstance(position, dict) and position.get("is_internal") is True


def _url(record: dict[str, Any]) -> str:
    """The posting on Comeet, else on the company's own site: there, postings in several places share one address."""
    return link(record, "url_comeet_hosted_page") or link(record, "url_active_page")


def _locations(place: dict[str, Any]) -> tuple[Location, ...]:
    city, state, country = line(place, "city"), line(place, "state"), line(place, "country")
    words = line(place, "name") or joined(city, state, country)
    location = Location(words, city=city, region=state, country=country)
    return (location,) if any(location) else ()


def _sections(record: dict[str, Any]) -> Iterator[Section]:
    """The parts of the text; a careers page has them among the fields of the company's own."""
    for detail in parts(record, "details") or parts(part(record, "custom_fields"), "details"):
        html = body(detail, "value")
        if html.strip():
            yield Section(line(detail, "name"), html)


def _native(record: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    native = {name: record.get(name) for name in NATIVE}
    return {**native, "location": {name: place.get(name) for name in NATIVE_PLACE}}
