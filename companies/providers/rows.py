"""Boards that are web pages: a list of rows, each leading to a page with a JobPosting of its own.

A row is {"id", "title", "url", "location", "department"} and what else the list says; `posting` in it
is the JobPosting of its page, once that has been read. A page has no total of its own, so what proves
it whole is told here: that it ends, and that one without rows says so.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from companies.providers import ld
from companies.providers.base import Listing, Location, Page, Section
from companies.providers.fields import line, link, part, required
from companies.providers.text import one_line, storable

# "Sorry, no jobs were found", "There are currently no open positions", "No results found".
EMPTY = re.compile(r"\bno (?:\w+ ){0,3}?(?:jobs|results|openings|positions|vacancies|opportunities)\b", re.IGNORECASE)

# Behind the end of a page stand comments at most, of the server that made it.
END = 1000

# What is read of a JobPosting; the rest ("validThrough") changes by itself.
READ = (
    "title",
    "name",
    "description",
    "hiringOrganization",
    "identifier",
    "jobLocation",
    "jobLocationType",
    "applicantLocationRequirements",
    "employmentType",
    "baseSalary",
    "datePosted",
    "industry",
    "occupationalCategory",
)

NATIVE = ("id", "location", "department", "employment", "requisition")
NATIVE_POSTING = ("datePosted", "employmentType", "jobLocationType", "baseSalary", "industry", "occupationalCategory")

# What only the posting's own page tells.
UNTOLD = frozenset(["description", "pay", "is_remote", "posted_at"])

FIELDS = {
    "title": "title",
    "company": "hiringOrganization",
    "location_text": "jobLocation",
    "locations": "jobLocation",
    "department": "department",
    "is_remote": "jobLocationType",
    "employment": "employmentType",
    "pay": "baseSalary",
    "posted_at": "datePosted",
}


def whole(record: Any, page: Page) -> Any:
    """The row with the JobPosting of its page; Unreadable when that holds none."""
    posting = ld.job_posting(page)
    return record | {"posting": {name: posting[name] for name in READ if name in posting}}


def listing(record: Any) -> Listing:
    """The title is the row's, which readers saw; all else is the posting's where it has it."""
    posting = part(record, "posting")
    locations = ld.locations(posting) or _named(record, posting)
    html = ld.description(posting)
    return Listing(
        title=required(line(record, "title") or ld.title(posting), "title"),
        url=required(link(record, "url"), "web address"),
        company=ld.company(posting),
        location_text="; ".join(dict.fromkeys(location.text for location in locations)),
        locations=locations,
        department=line(record, "department"),
        is_remote=ld.is_remote(posting),
        employment=ld.employment(posting) or line(record, "employment"),
        pay=ld.pay(posting),
        requisition_id=line(record, "requisition"),
        posted_at=ld.posted_at(posting),
        sections=(Section("", html),) if html.strip() else (),
        native=storable(_kept(record, NATIVE) | _kept(posting, NATIVE_POSTING)),
        fields=FIELDS,
        silent=frozenset() if posting else _untold(record),
    )


def doubt(page: Page, rows: list[Any]) -> str:
    """What speaks against a page being all of its list; "" when nothing does."""
    if b"</html>" not in page.body[-END:].lower():
        return "A page was cut off: it has no end."
    if not rows and not EMPTY.search(_shown(page)):
        return "A page lists nothing, and does not say that there is nothing."
    return ""


def _shown(page: Page) -> str:
    """What a reader sees of a page. Scripts hold the words for every case."""
    copy = LexborHTMLParser(page.body.decode("utf-8", "replace"))
    copy.strip_tags(["script", "style", "template", "noscript"])
    return words(copy.body)


def words(node: LexborNode | None) -> str:
    """The text of a node on one line; "" when there is none."""
    return one_line(node.text(separator=" ")) if node is not None else ""


def address_of(anchor: LexborNode | None, page_url: str) -> SplitResult:
    """Where a link leads; all of it empty when there is none, or none that can be taken apart."""
    href = (anchor.attributes.get("href") or "").strip() if anchor is not None else ""
    try:
        return urlsplit(urljoin(page_url, href) if href else "")
    except ValueError:  # "https://[1"
        return urlsplit("")


def _untold(record: dict[str, Any]) -> frozenset[str]:
    """What the list says nothing of. A place that it does not name may still be on the posting's page."""
    places = () if line(record, "location") else ("location_text", "locations")
    return UNTOLD | {"department", "employment"} - set(record) | set(places)


def _named(record: Any, posting: dict[str, Any]) -> tuple[Location, ...]:
    """The row's words for the place, or else where applicants must be."""
    place = line(record, "location")
    return (Location(place),) if place else tuple(map(Location, ld.applicants_from(posting)))


def _kept(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name)}
