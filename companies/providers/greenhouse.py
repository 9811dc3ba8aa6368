"""Greenhouse Job Board API: a whole board in one answer, `meta.total` saying how many it lists.

https://developers.greenhouse.io/job-board.html
`content` is HTML escaped once more than JSON needs. `location` is one free text, `offices` an
organisation's tree and no places. `absolute_url` often leads to the company's own site. Times
carry New York's offset. Companies of the European instance are answered by the same host. A
list asked without `content` lacks text, departments and offices.
"""

from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from companies.providers import address, greenhouse_metadata, greenhouse_pay
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import amount, body, kind, line, link, moment, part, parts, required, silent
from companies.providers.text import storable

NAME = "Greenhouse"
HOME = "https://www.greenhouse.com"

PAGES, PAGES_EU = "job-boards.greenhouse.io", "job-boards.eu.greenhouse.io"
PAGE_HOSTS = {PAGES, PAGES_EU, "boards.greenhouse.io", "boards.eu.greenhouse.io"}
API_HOSTS = {"boards-api.greenhouse.io", "boards-api.eu.greenhouse.io", "api.greenhouse.io"}

# Not updated_at, which moves for two posts in three that have not changed for a reader.
NATIVE = (
    "internal_job_id",
    "requisition_id",
    "company_name",
    "language",
    "location",
    "first_published",
    "application_deadline",
)
NATIVE_LISTS = {
    "departments": ("name",),
    "offices": ("name", "location"),
    "pay_input_ranges": ("title", "min_cents", "max_cents", "currency_type"),
}

SPOKEN_BY = {"description": ["content"], "department": ["departments"]}

FIELDS = {
    "title": "title",
    "company": "company_name",
    "location_text": "location.name",
    "locations": "location.name",
    "department": "departments",
    "workplace": "metadata",
    "employment": "metadata",
    "pay": "pay_input_ranges",
    "language": "language",
    "requisition_id": "internal_job_id",
    "posted_at": "first_published",
    "updated_at": "updated_at",
}


def board(token: str) -> Board:
    return _board(PAGES, token)


def board_in(url: str) -> Board | None:
    """The pages of a board, in any region; its API; and the forms embedded in foreign pages."""
    found = address.parse(url)
    if found is None:
        return None
    if found.host in API_HOSTS:
        named = found.under("v1", "boards")
    elif found.host in PAGE_HOSTS:
        named = found.query.get("for", [""])[0] if found.under() == "embed" else found.under()
    else:
        return None
    token = address.token(named)
    return _board(PAGES_EU if ".eu." in found.host else PAGES, token) if token else None


def first(board: Board) -> Request:
    url = f"https://boards-api.greenhouse.io/v1/boards/{quote(board.token, safe='')}/jobs"
    return Request(url, {"content": "true", "pay_transparency": "true"})


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (job for page in pages for job in jobs(page)))


def doubt(pages: Sequence[Page]) -> str:
    """Whether as many jobs are listed as the answer says there are. Old recordings lost the number."""
    if not pages:
        return "Nothing was answered."
    listed = sum(len(jobs(page)) for page in pages)
    if any(not isinstance(page.json.get("jobs"), list) for page in pages):
        return "The answer is a single job, not a board."
    total = part(pages[0].json, "meta").get("total", listed)
    return "" if total == listed else f"The answer speaks of {total!r:.20} jobs and lists {listed}."


def jobs(page: Page) -> list[Any]:
    """The jobs of a board, or the one of a job's own answer; Unreadable when it is neither."""
    answer = page.json
    if not isinstance(answer, dict):
        raise Unreadable(f"The answer is {kind(answer)}, not an object with jobs.")
    listed = answer.get("jobs")
    if isinstance(listed, list):
        return listed
    if "id" in answer and "title" in answer:
        return [answer]
    if answer.get("error"):
        raise Unreadable(f"{NAME} says: {line(answer, 'error')[:200]}.")
    raise Unreadable("The answer is an object without a list of jobs.")


def listing(record: Any) -> Listing:
    location_text = line(part(record, "location"), "name")
    metadata = greenhouse_metadata.kept(parts(record, "metadata"))
    url = required(link(record, "absolute_url"), "web address (absolute_url)")
    return Listing(
        title=required(line(record, "title"), "title"),
        url=url,
        apply_url=_apply_url(url),
        company=line(record, "company_name"),
        location_text=location_text,
        locations=_locations(location_text),
        department=next((line(department, "name") for department in parts(record, "departments")), ""),
        workplace=greenhouse_metadata.workplace(metadata),
        employment=greenhouse_metadata.employment(metadata),
        pay=tuple(greenhouse_pay.pay(record)),
        language=line(record, "language"),
        requisition_id=_requisition(record),
        posted_at=moment(record, "first_published"),
        updated_at=moment(record, "updated_at"),
        sections=_sections(record),
        native=storable(_native(record, metadata)),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _board(host: str, token: str) -> Board:
    """Tokens are not told apart by case: /boards/Canonical/jobs answers with canonical's."""
    token = token.lower()
    return Board(token, f"https://{host}/{quote(token, safe='')}")


def _apply_url(url: str) -> str:
    """The form stands below the posting; where it is on a company's own page is not known."""
    return url.partition("#")[0] + "#app" if urlsplit(url).hostname in PAGE_HOSTS else ""


def _locations(text: str) -> tuple[Location, ...]:
    """Several places are parted by ";". Other marks ("or", "/", "|") also stand inside one."""
    return tuple(Location(place) for place in dict.fromkeys(map(str.strip, text.split(";"))) if place)


def _requisition(record: dict[str, Any]) -> str:
    """The opening behind the post, which it may share with posts in other places.

    Not `requisition_id`: companies write "See Opening ID" or "EVERGREEN" there, for hundreds of
    posts that have nothing in common. Posts without an opening (a talent pool's) have neither.
    """
    opening = amount(record, "internal_job_id")
    return "" if opening is None else str(opening)


def _sections(record: dict[str, Any]) -> tuple[Section, ...]:
    """The text, then the notes on pay, which Greenhouse shows below it."""
    html = unescape(body(record, "content"))
    text = [Section("", html)] if html.strip() else []
    return (*text, *greenhouse_pay.notes(record))


def _native(record: dict[str, Any], metadata: list[dict[str, Any]]) -> dict[str, Any]:
    """The board's own fields, without texts, forms, persons and the tree above an office."""
    native = {name: record.get(name) for name in NATIVE} | {"metadata": metadata}
    for name, kept in NATIVE_LISTS.items():
        items = parts(record, name)
        native[name] = [{key: item.get(key) for key in kept} for item in items] if name in record else None
    return native
