"""A position of Eightfold as a listing, in the words of either of its interfaces."""

from datetime import datetime
from typing import Any

from companies.providers.base import Listing, Location, Section
from companies.providers.fields import amount, body, line, lines, link, moment_in_milliseconds, required
from companies.providers.text import storable

# Ours, and the names that the older and the newer interface have for it.
NAMES = {
    "requisition_id": ("display_job_id", "displayJobId"),
    "workplace": ("work_location_option", "workLocationOption"),
    "description": ("job_description", "jobDescription"),
    "posted_at": ("t_create", "postedTs"),
}

NATIVE = (
    "display_job_id",
    "displayJobId",
    "location",
    "locations",
    "department",
    "business_unit",
    "t_create",
    "postedTs",
    "work_location_option",
    "workLocationOption",
    "location_flexibility",
    "locationFlexibility",
)

FIELDS = {
    "title": "name",
    "location_text": "locations",
    "locations": "locations",
    "department": "department",
    "workplace": "workLocationOption",
    "language": "locale",
    "requisition_id": "displayJobId",
    "posted_at": "postedTs",
}


def listing(record: Any) -> Listing:
    """A text that is empty is not spoken of: the lists have the field and leave it so."""
    places = dict.fromkeys(filter(None, (line(record, "location"), *lines(record, "locations"))))
    html = _said(record, "description", body)
    spoken = {ours for ours, theirs in NAMES.items() if any(name in record for name in theirs)}
    return Listing(
        title=required(line(record, "name"), "title (name)"),
        url=required(link(record, "url"), "web address"),
        location_text="; ".join(places),
        locations=tuple(map(Location, places)),
        department=line(record, "department") or line(record, "business_unit"),
        workplace=_said(record, "workplace", line),
        language=line(record, "locale").partition("-")[0],
        requisition_id=_said(record, "requisition_id", line),
        posted_at=_posted_at(record),
        sections=(Section("", html),) if html.strip() else (),
        native=storable({name: record[name] for name in NATIVE if name in record}),
        fields=FIELDS,
        silent=frozenset(NAMES) - (spoken if html.strip() else spoken - {"description"}),
    )


def _said(record: Any, ours: str, read: Any) -> Any:
    return next((said for name in NAMES[ours] if (said := read(record, name))), "")


def _posted_at(record: Any) -> datetime | None:
    """Seconds since 1970; 0 is none."""
    for name in NAMES["posted_at"]:
        seconds = amount(record, name)
        if seconds:
            return moment_in_milliseconds({"at": float(seconds * 1000)}, "at")
    return None
