"""A requisition of Oracle Recruiting as a listing: the list's record, or the detail's over it.

What the list leaves out is in the detail: text, category, schedule. Of four fields that say where
in the company a job is, boards fill one or two.
"""

from collections.abc import Iterable
from typing import Any

from companies.providers.base import Listing, Location, Section
from companies.providers.fields import body, line, moment, parts, required, silent
from companies.providers.text import storable

SECTIONS = {
    "ExternalDescriptionStr": "",
    "ExternalResponsibilitiesStr": "Responsibilities",
    "ExternalQualificationsStr": "Qualifications",
    "CorporateDescriptionStr": "",
    "OrganizationDescriptionStr": "",
}

NATIVE = (
    "RequisitionId",
    "PostedDate",
    "PostingEndDate",
    "ExternalPostedStartDate",
    "PrimaryLocation",
    "PrimaryLocationCountry",
    "Category",
    "JobFamily",
    "JobFunction",
    "JobSchedule",
    "JobShift",
    "JobType",
    "ContractType",
    "StudyLevel",
    "WorkplaceType",
    "WorkplaceTypeCode",
)

SPOKEN_BY = {
    "description": list(SECTIONS),
    "workplace": ["WorkplaceType", "WorkplaceTypeCode"],
    "department": ["Department", "Category", "JobFamily", "JobFunction"],
    "employment": ["JobSchedule", "ContractType"],
}

FIELDS = {
    "title": "Title",
    "company": "LegalEmployer",
    "location_text": "PrimaryLocation",
    "locations": "PrimaryLocation, secondaryLocations",
    "department": "Department, Category, JobFamily, JobFunction",
    "workplace": "WorkplaceType",
    "employment": "JobSchedule, ContractType",
    "language": "ContentLocale",
    "posted_at": "PostedDate",
}


def listing(record: Any) -> Listing:
    locations = tuple(_locations(record))
    return Listing(
        title=required(line(record, "Title"), "title (Title)"),
        url=required(line(record, "url"), "web address"),
        company=line(record, "LegalEmployer"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=_one_of(record, "Department", "Category", "JobFamily", "JobFunction"),
        workplace=_one_of(record, "WorkplaceType", "WorkplaceTypeCode").removeprefix("ORA_"),
        employment=", ".join(dict.fromkeys(filter(None, (line(record, "JobSchedule"), line(record, "ContractType"))))),
        language=line(record, "ContentLocale"),
        posted_at=moment(record, "ExternalPostedStartDate") or moment(record, "PostedDate"),
        sections=tuple(
            Section(heading, html) for name, heading in SECTIONS.items() if (html := body(record, name)).strip()
        ),
        native=storable(
            {name: record.get(name) for name in NATIVE}
            | {"secondaryLocations": [line(place, "Name") for place in parts(record, "secondaryLocations")]}
        ),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _locations(record: Any) -> Iterable[Location]:
    """The main place with its country, then the others, each once."""
    main = Location(line(record, "PrimaryLocation"), country=line(record, "PrimaryLocationCountry"))
    others = (
        Location(line(place, "Name"), country=line(place, "CountryCode"))
        for place in parts(record, "secondaryLocations")
    )
    known = set()
    for location in (main, *others):
        if any(location) and location.text not in known:
            known.add(location.text)
            yield location


def _one_of(record: Any, *names: str) -> str:
    return next((said for name in names if (said := line(record, name))), "")
