"""The classic portal of iCIMS: pages of a search, and the posting's own with a JobPosting.

Places are codes, "US-TX-Austin", several parted by "|". A JobPosting says "UNAVAILABLE" where it
knows nothing. Beside a title stand pairs of the company's choosing ("Job ID", "Category", "Type").
Some portals keep strangers out (403, or a test for humans); those cannot be read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborNode

from companies.providers import rows
from companies.providers.base import Listing, Location, Page, Records, Request, Unreadable
from companies.providers.fields import line
from companies.providers.rows import address_of, words

DOMAIN, PATH = ".icims.com", "/jobs/search"
CARDS = ".iCIMS_JobCardItem, .iCIMS_JobsTable > .row"
POSTING = re.compile(r"/jobs/(\d{1,12})/[^/]*/job", re.ASCII)
PAGE_OF = re.compile(r"\bPage (\d{1,4}) of (\d{1,4})\b", re.ASCII)
PLACE = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?(?:-(.+))?")
UNKNOWN = "UNAVAILABLE"

# Ours, and what companies call it.
PAIRS = {
    "requisition": {"job id", "id", "requisition id", "req id"},
    "department": {"category", "department", "job category", "job family"},
    "employment": {"type", "position type", "employment type", "job type"},
}


def search(origin: str, number: int) -> Request:
    return Request(origin + PATH, {"ss": 1, "in_iframe": 1, "pr": number})


def more(page: Page) -> Iterable[Request]:
    asked = int(page.request.params.get("pr", 0))
    if rows_of(page) and asked + 1 < (page_count(page) or 1):
        yield search(page.request.url.removesuffix(PATH), asked + 1)


def doubt(pages: Sequence[Page], records: Records) -> str:
    """The portal counts its pages and not its postings, so a posting that comes twice is a doubt too."""
    faults = (rows.doubt(page, rows_of(page)) for page in pages)
    if fault := next(filter(None, faults), ""):
        return fault
    count = page_count(pages[-1])
    if count is None and records:
        return "The list does not say how many pages it has."
    if count is not None and len(pages) < count:
        return f"The list has {count} pages, and {len(pages)} were answered."
    return f"{records.repeated} postings are listed twice: a page may have come again." if records.repeated else ""


def page_count(page: Page) -> int | None:
    found = PAGE_OF.search(words(page.html.body))
    return int(found[2]) if found else None


def rows_of(page: Page) -> list[dict[str, Any]]:
    """The rows of a page; Unreadable when it is not a portal's."""
    if b"iCIMS" not in page.body:
        raise Unreadable(f"The answer is no page of iCIMS; it begins {page.beginning}.")
    return [row for card in page.html.css(CARDS) if (row := _row(card, page.request.url))]


def whole(record: Any, page: Page) -> Any:
    merged = rows.whole(record, page)
    return merged | {"posting": _known(merged["posting"])}


def listing(record: Any) -> Listing:
    """As any row; its codes of places are taken apart where the posting's page has no places."""
    read = rows.listing(record)
    codes = [code.strip() for code in line(record, "location").split("|") if code.strip()]
    if codes and all(not (location.city or location.region or location.country) for location in read.locations):
        return replace(read, location_text="; ".join(codes), locations=tuple(map(_location, codes)))
    return read


def _row(card: LexborNode, page_url: str) -> dict[str, Any] | None:
    """The posting of a card; None for what is none."""
    anchor = card.css_first("a.iCIMS_Anchor[href]")
    split = address_of(anchor, page_url)
    found = POSTING.fullmatch(split.path)
    if anchor is None or not found or split.scheme != "https" or not split.netloc.endswith(DOMAIN):
        return None
    title = words(anchor.css_first("h1, h2, h3, h4")) or words(anchor)
    row = {"id": found[1], "title": title, "url": f"https://{split.netloc}{split.path}", "location": _place(card)}
    return row | _pairs(card)


def _place(card: LexborNode) -> str:
    """What stands behind the label "Job Locations"."""
    labels = (label for label in card.css(".field-label") if "location" in words(label).lower())
    return next((words(_behind(label)) for label in labels), "")


def _pairs(card: LexborNode) -> dict[str, str]:
    said: dict[str, str] = {}
    for term in card.css("dt"):
        called, answer = words(term).lower(), words(_behind(term))
        for ours, names in PAIRS.items():
            if called in names and answer:
                said.setdefault(ours, answer)
    return said


def _behind(node: LexborNode) -> LexborNode | None:
    """The next element beside a node; text between them is passed over."""
    beside = node.next
    while beside is not None and not beside.is_element_node:
        beside = beside.next
    return beside


def _location(code: str) -> Location:
    found = PLACE.fullmatch(code)
    if not found:
        return Location(code)
    country, region, city = (part or "" for part in found.groups())
    return Location(code, city="" if city.lower() == "remote" else city, region=region, country=country)


def _known(value: Any) -> Any:
    """`value` without what says that it is not known."""
    if isinstance(value, dict):
        return {name: _known(inner) for name, inner in value.items() if inner != UNKNOWN}
    return [_known(inner) for inner in value] if isinstance(value, list) else value
