"""Gem's job board API: a whole board in one answer, a bare list.

https://api.gem.com/job_board/v0/reference
The shape is that of Greenhouse's API, but `content` is HTML as it is, not escaped once more. An id is
a number for postings that came over from another ATS and a text for Gem's own. `offices` are the
places of a posting beside `location`; a remote one's are where the company sits. `internal_job_id` is
the opening. Two postings have been recorded, with their texts cut.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import body, kind, line, link, moment, part, parts, required
from companies.providers.text import storable

NAME = "Gem"
HOME = "https://www.gem.com"

PAGES, API = "jobs.gem.com", "api.gem.com"
REMOTE = "remote"

# Not updated_at: two postings five years apart bear the same day there.
NATIVE = ("internal_job_id", "requisition_id", "location", "location_type", "employment_type", "first_published_at")
NATIVE_LISTS = {"departments": ("name",), "offices": ("name", "location")}

FIELDS = {
    "title": "title",
    "location_text": "location.name",
    "locations": "location, offices",
    "department": "departments",
    "workplace": "location_type",
    "employment": "employment_type",
    "requisition_id": "internal_job_id",
    "posted_at": "first_published_at",
    "updated_at": "updated_at",
}


def board(token: str) -> Board:
    return Board(token, f"https://{PAGES}/{quote(token, safe='')}")


def board_in(url: str) -> Board | None:
    """jobs.gem.com/<token>[/<posting>] and the API's address of a board."""
    found = address.parse(url)
    if found is None:
        return None
    named = {PAGES: found.under(), API: found.under("job_board", "v0")}.get(found.host, "")
    token = address.token(named)
    return board(token) if token else None


def first(board: Board) -> Request:
    """The slash at the end is part of the address."""
    return Request(f"https://{API}/job_board/v0/{quote(board.token, safe='')}/job_posts/")


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (post for page in pages for post in _posts(page)))


def doubt(pages: Sequence[Page]) -> str:
    """The list comes whole or not at all."""
    return "" if pages else "Nothing was answered."


def listing(record: Any) -> Listing:
    html = body(record, "content")
    locations = _locations(record)
    return Listing(
        title=required(line(record, "title"), "title"),
        url=required(link(record, "absolute_url"), "web address (absolute_url)"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=next((line(department, "name") for department in parts(record, "departments")), ""),
        workplace=line(record, "location_type"),
        employment=line(record, "employment_type"),
        requisition_id=line(record, "internal_job_id"),
        posted_at=moment(record, "first_published_at"),
        updated_at=moment(record, "updated_at"),
        sections=(Section("", html),) if html.strip() else (),
        native=storable(_native(record)),
        fields=FIELDS,
    )


def _posts(page: Page) -> list[Any]:
    answer = page.json
    if isinstance(answer, list):
        return answer
    raise Unreadable(f"The answer is {kind(answer)}, not a list of job posts.")


def _locations(record: dict[str, Any]) -> tuple[Location, ...]:
    main = line(part(record, "location"), "name")
    offices = [line(part(office, "location"), "name") for office in parts(record, "offices")]
    texts = [main] if main and line(record, "location_type") == REMOTE else [main, *offices]
    return tuple(Location(text) for text in dict.fromkeys(texts) if text)


def _native(record: dict[str, Any]) -> dict[str, Any]:
    native = {name: record.get(name) for name in NATIVE}
    for name, kept in NATIVE_LISTS.items():
        native[name] = [{key: item.get(key) for key in kept} for item in parts(record, name)]
    return native
