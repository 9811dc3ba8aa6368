"""The places of Workable's jobs: a list in each, and a job listed again for each of some more."""

from collections.abc import Iterable
from typing import Any

from companies.providers.base import Location, Records
from companies.providers.fields import flag, joined, line, parts


def merged(jobs: Iterable[tuple[Any, Any]]) -> Records:
    """{shortcode: job} out of jobs and their company's name, each with the places of all that have its shortcode."""
    records = Records()
    for job, company in jobs:
        key = job.get("shortcode") if isinstance(job, dict) else None
        if not isinstance(key, str) or not key:
            records.without_key += 1
        elif key in records:
            records[key] = _with_places(records[key], job)
        else:
            records[key] = {"company_name": company, **job}
    return records


def _with_places(known: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """`known` with the places of the same job, listed once more for another place."""
    had, further = known.get("locations"), job.get("locations")
    if not isinstance(had, list) or not isinstance(further, list):
        return known
    return {**known, "locations": [*had, *(place for place in further if place not in had)]}


def places(record: Any) -> Iterable[Location]:
    """The places that are shown, or the one in the job itself where an older answer has no list of them."""
    listed = parts(record, "locations") if "locations" in record else [record]
    shown = [place for place in listed if flag(place, "hidden") is not True]
    for city, region, country, code in dict.fromkeys(map(_parts, shown)):
        if city or region or country:
            yield Location(joined(city, region, country), city, region, code or country)


def _parts(place: dict[str, Any]) -> tuple[str, str, str, str]:
    region = line(place, "region") or line(place, "state")
    return line(place, "city"), region, line(place, "country"), line(place, "countryCode")
