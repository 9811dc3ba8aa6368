"""Workable's widget: a board in one answer.

https://workable.readme.io/reference/jobs-1
A job in several places may be listed once for each: they are one posting. `published_on` moves when
a job is published again, `created_at` does not. `city` is empty for many remote jobs; a place may be
`hidden`. Of ways to work the widget knows one, `telecommuting`. Nothing is said of pay. The list
behind the hosted board (v3: `total`, `results`), which comes in parts and without texts, is read too.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address, subdomains, totals
from companies.providers.base import Board, Listing, Page, Records, Request, Section, Unreadable
from companies.providers.fields import (
    body,
    flag,
    kind,
    line,
    lines,
    link,
    moment,
    required,
    silent,
)
from companies.providers.text import storable
from companies.providers.workable_places import merged, places

NAME = "Workable"
HOME = "https://www.workable.com"

PAGES = "https://apply.workable.com"
# Hosts beside those of companies: jobs.workable.com is the search over all of them.
NO_COMPANY = {"careers-page", "get", "jobs", "resources"}
# What stands in a company's place in a path: a job's short address, and what belongs to the site.
NO_TOKEN = {"j", "api", "static", "widget"}
APIS = [("api", "v1", "widget", "accounts"), ("api", "v1", "accounts"), ("api", "v3", "accounts")]

# The kinds of employment that v3 has no whole word for.
EMPLOYMENT = {"full": "Full-time", "part": "Part-time"}

# Not published_on, which moves for jobs that have not changed.
NATIVE = (
    "code",
    "employment_type",
    "type",
    "telecommuting",
    "remote",
    "workplace",
    "department",
    "country",
    "state",
    "city",
    "locations",
    "education",
    "experience",
    "function",
    "industry",
    "created_at",
    "language",
)

SPOKEN_BY = {"description": ["description"], "employment": ["employment_type", "type"]}

FIELDS = {
    "title": "title",
    "company": "name",
    "location_text": "locations",
    "locations": "locations",
    "department": "department",
    "workplace": "workplace, telecommuting",
    "is_remote": "telecommuting",
    "employment": "employment_type",
    "language": "language",
    "posted_at": "created_at",
}


def board(token: str) -> Board:
    token = token.lower()
    return Board(token, f"{PAGES}/{quote(token, safe='')}/")


def board_in(url: str) -> Board | None:
    """A board's page, a job's below it, an apply page's, the widget's address, and <company>.workable.com."""
    found = address.parse(url)
    if found is None:
        return None
    own = subdomains.token_in(url, ".workable.com")
    if found.host == "apply.workable.com":
        named = next((name for prefix in APIS if (name := found.under(*prefix))), "") or found.under()
    elif found.host == "workable.com":
        named = found.under("api", "accounts")
    else:
        named = own[0] if own and own[0] not in NO_COMPANY else ""
    token = address.token(named)
    return board(token) if token and token not in NO_TOKEN else None


def first(board: Board) -> Request:
    return Request(f"{PAGES}/api/v1/widget/accounts/{quote(board.token, safe='')}", {"details": "true"})


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    """The jobs, each with all its places, and the company's name that stands above them."""
    return merged((job, page.json.get("name")) for page in pages for job in jobs(page))


def doubt(pages: Sequence[Page]) -> str:
    """The widget sends a board whole or not at all; v3 says how many jobs there are."""
    if not pages:
        return "Nothing was answered."
    read = records(pages)
    if "results" not in pages[0].json:
        return ""
    total = totals.stated(pages[0].json, "total")
    return totals.shortfall(read, total) if total is not None else "The board does not say how many jobs it has."


def jobs(page: Page) -> list[Any]:
    """The jobs of an answer of either kind; Unreadable when it is neither."""
    answer = page.json
    for name in ("jobs", "results"):
        if isinstance(answer, dict) and isinstance(answer.get(name), list):
            listed: list[Any] = answer[name]
            return listed
    if isinstance(answer, dict) and isinstance(answer.get("error"), str):
        raise Unreadable(f"{NAME} says: {line(answer, 'error')[:200]}.")
    raise Unreadable(f"The answer is {kind(answer)} without a list of jobs.")


def listing(record: Any) -> Listing:
    locations = tuple(places(record))
    url = link(record, "url") or f"{PAGES}/j/{quote(required(line(record, 'shortcode'), 'shortcode'), safe='')}"
    return Listing(
        title=required(line(record, "title"), "title"),
        url=url,
        apply_url=link(record, "application_url") or url.rstrip("/") + "/apply",
        company=line(record, "company_name"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=_department(record),
        workplace=line(record, "workplace") or ("remote" if flag(record, "telecommuting") else ""),
        is_remote=flag(record, "telecommuting" if "telecommuting" in record else "remote"),
        employment=line(record, "employment_type") or _kind_of_employment(record),
        language=line(record, "language"),
        posted_at=moment(record, "created_at") or moment(record, "published"),
        sections=(Section("", html),) if (html := body(record, "description")).strip() else (),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _department(record: Any) -> str:
    """v3 has a list of them, from the widest to the narrowest."""
    if isinstance(record.get("department"), list):
        return next(iter(lines(record, "department")), "")
    return line(record, "department")


def _kind_of_employment(record: Any) -> str:
    return EMPLOYMENT.get(line(record, "type"), line(record, "type"))
