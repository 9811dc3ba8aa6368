"""BambooHR careers pages: a board in one answer, without texts; text, date and pay are in each job's own answer.

No documentation is public; this is what the careers page itself asks. Of a job's own answer only
the shape is known, from others who read it.
`location` is an office, `atsLocation` a place written for the job: either may be all null, and only
a job's own answer names the office's country. `locationType` is a number. Nothing has an address:
a job is at <board>/<id>.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address, subdomains, totals
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import body, flag, joined, kind, line, link, moment, part, required, silent
from companies.providers.text import storable

NAME = "BambooHR"
HOME = "https://www.bamboohr.com"
PASSING: frozenset[str] = frozenset()

# What else a company's host has is for its employees.
CAREERS = {"careers", "jobs"}

SHARE = re.compile(r".*/careers/(\d+)/?", re.DOTALL)

WORKPLACES = {"0": "on-site", "1": "remote", "2": "hybrid"}

NATIVE = (
    "departmentLabel",
    "employmentStatusLabel",
    "location",
    "atsLocation",
    "isRemote",
    "locationType",
    "minimumExperience",
    "compensation",
    "datePosted",
)

SPOKEN_BY = {"description": ["description"], "pay_text": ["compensation"], "posted_at": ["datePosted"]}

FIELDS = {
    "title": "jobOpeningName",
    "location_text": "location, atsLocation",
    "locations": "location, atsLocation",
    "department": "departmentLabel",
    "workplace": "locationType",
    "is_remote": "isRemote",
    "employment": "employmentStatusLabel",
    "pay_text": "compensation",
    "posted_at": "datePosted",
}


def board(token: str) -> Board:
    token = token.lower()
    return Board(token, f"https://{quote(token, safe='')}.bamboohr.com/careers")


def board_in(url: str) -> Board | None:
    """<company>.bamboohr.com, alone or with its careers pages, old (/jobs) and new (/careers)."""
    found, named = address.parse(url), subdomains.token_in(url, ".bamboohr.com")
    return board(named[0]) if found and named and CAREERS.issuperset(found.path[:1]) else None


def first(board: Board) -> Request:
    return Request(f"{board.url}/list")


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    """The jobs, each with the address of its page."""
    return Records.by("id", (_addressed(job, page) for page in pages for job in jobs(page)))


def doubt(pages: Sequence[Page]) -> str:
    """Whether as many jobs are listed as the answer says there are."""
    if not pages:
        return "Nothing was answered."
    read = records(pages)
    if any(isinstance(page.json["result"], dict) for page in pages):
        return "The answer is a single job, not a board."
    total = totals.stated(part(pages[0].json, "meta"), "totalCount")
    return totals.shortfall(read, total) if total is not None else "The board does not say how many jobs it has."


def jobs(page: Page) -> list[Any]:
    """The jobs of a board, or the one of a job's own answer; Unreadable when it is neither."""
    result = page.json.get("result") if isinstance(page.json, dict) else None
    if isinstance(result, list):
        return result
    if isinstance(result, dict) and isinstance(result.get("jobOpening"), dict):
        return [{**result["jobOpening"], "id": _shared_as(result["jobOpening"])}]
    raise Unreadable(f"The answer is {kind(page.json)} with neither a list of jobs nor a job (result).")


def detail(board: Board, record: Any) -> Request:
    return Request(f"{board.url}/{quote(required(line(record, 'id'), 'id'), safe='')}/detail")


def whole(record: Any, page: Page) -> Any:
    told = jobs(page)
    if not isinstance(page.json["result"], dict):
        raise Unreadable("The answer is a list of jobs, not a job.")
    if told[0]["id"] not in ("", line(record, "id")):
        raise Unreadable(f"The answer is job {told[0]['id'][:40]}, and not the one asked for.")
    shared = link(told[0], "jobOpeningShareUrl") or line(record, "jobOpeningShareUrl")
    return {**record, **told[0], "id": line(record, "id"), "jobOpeningShareUrl": shared}


def listing(record: Any) -> Listing:
    location = _location(record)
    return Listing(
        title=required(line(record, "jobOpeningName"), "title (jobOpeningName)"),
        url=required(link(record, "jobOpeningShareUrl"), "web address (jobOpeningShareUrl)"),
        location_text=location.text,
        locations=(location,) if any(location) else (),
        department=line(record, "departmentLabel"),
        workplace=WORKPLACES.get(line(record, "locationType"), ""),
        is_remote=flag(record, "isRemote"),
        employment=line(record, "employmentStatusLabel"),
        pay_text=line(record, "compensation"),
        posted_at=moment(record, "datePosted"),
        sections=(Section("", html),) if (html := body(record, "description")).strip() else (),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _shared_as(job: dict[str, Any]) -> str:
    """The job's number, which its own answer has only in the address it is shared by."""
    shared = SHARE.fullmatch(link(job, "jobOpeningShareUrl").partition("?")[0])
    return shared[1] if shared else ""


def _addressed(job: Any, page: Page) -> Any:
    """A listed job with its id as text, and with the address of its page, where it has none."""
    found = board_in(page.request.url)
    if not isinstance(job, dict) or type(job.get("id")) not in (str, int) or not found:
        return job
    key = str(job["id"])
    return {
        **job,
        "id": key,
        "jobOpeningShareUrl": job.get("jobOpeningShareUrl") or f"{found.url}/{quote(key, safe='')}",
    }


def _location(record: Any) -> Location:
    """The office, or the job's own place where there is none; of whichever is told, the parts that are."""
    for place in (part(record, "location"), part(record, "atsLocation")):
        city, region = line(place, "city"), line(place, "state") or line(place, "province")
        country = line(place, "addressCountry") or line(place, "country")
        if city or region or country:
            return Location(joined(city, region, country), city, region, country)
    return Location("")
