"""A posting of a SuccessFactors site as a listing, and the place taken out of its title.

"Warehouse Associate (Days) (Bordentown, NJ, US, 08505-4750)": the last brackets hold the place, the
brackets before them belong to the title.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from companies.providers.base import Listing, Location, Section
from companies.providers.fields import body, line, link, moment, required, silent
from companies.providers.text import storable

BRACKETS = re.compile(r"\s*\(([^()]*)\)$")
# "Austin, TX, US, 78701" and "Haifa, IL": a place, a country's code, and perhaps a postcode.
PLACE = re.compile(r"[^,]+(?:,[^,]+)*, [A-Z]{2}(?:, [A-Z0-9][A-Z0-9 -]{1,9})?")
POSTCODE = re.compile(r",\s*(?=[^,]*\d)[A-Z0-9][A-Z0-9 -]{1,9}$")
MORE_PLACES = re.compile(r"\s*\+\d+ more\W*$")

NATIVE = ("number", "location", "department", "published")

SPOKEN_BY = {"description": ["description"], "department": ["department"], "posted_at": ["published"]}
# What no answer of these sites carries.
UNTOLD = {"employment", "pay", "workplace"}

FIELDS = {
    "title": "title",
    "company": "g:employer",
    "location_text": "g:location",
    "locations": "g:location",
    "department": "g:job_function",
    "posted_at": "pubDate",
}


def place_in(title: str, place: str) -> tuple[str, str]:
    """The title without the place in its last brackets, and the place: `place` where it is stated."""
    found = BRACKETS.search(title)
    if not found or (found[1] != place and not PLACE.fullmatch(found[1])):
        return title, place
    return title[: found.start()].strip() or title, place or found[1]


def listing(record: Any) -> Listing:
    place = MORE_PLACES.sub("", line(record, "location"))
    html = (
        unescape(body(record, "description")) if "<" not in body(record, "description") else body(record, "description")
    )
    return Listing(
        title=required(line(record, "title"), "title"),
        url=required(link(record, "url"), "web address (link)"),
        company=line(record, "company"),
        location_text=POSTCODE.sub("", place),
        locations=(_location(place),) if place else (),
        department=line(record, "department"),
        posted_at=_published(line(record, "published")),
        sections=(Section("", html),) if html.strip() else (),
        native=storable({name: record[name] for name in NATIVE if record.get(name)}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY) | UNTOLD,
    )


def _location(place: str) -> Location:
    """City, region and country, where a country's code stands last; the postcode is left out."""
    words = POSTCODE.sub("", place)
    city, *between = words.split(", ")
    if not between or not re.fullmatch("[A-Z]{2}", between[-1]):
        return Location(words)
    return Location(words, city=city, region=between[0] if len(between) > 1 else "", country=between[-1])


def _published(words: str) -> datetime | None:
    """A date as in mail, "Fri, 02 Oct 2026 7:00:00 GMT"."""
    try:
        at = parsedate_to_datetime(words)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment({"at": (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()}, "at")
