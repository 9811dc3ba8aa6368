"""Where and how a job at Rippling is done: each of its places says so by itself."""

from typing import Any

from companies.providers.base import Location
from companies.providers.fields import joined, line, lines, parts

WIDEST_FIRST = ("REMOTE", "HYBRID", "ON_SITE")


def locations(record: Any) -> tuple[Location, ...]:
    """The places in parts, or where a job's own answer stands alone, in its words."""
    places = [_location(place) for place in parts(record, "locations")]
    if not places:
        places = [Location(text) for text in lines(record, "workLocations")]
    return tuple(dict.fromkeys(place for place in places if any(place)))


def _location(place: dict[str, Any]) -> Location:
    city, region, country = line(place, "city"), line(place, "state"), line(place, "country")
    name = line(place, "name") or joined(city, region, country)
    return Location(name, city, region, line(place, "countryCode") or country)


def workplace(record: Any) -> str:
    """The widest way of working that one of the places has: a job at home or in town is one at home."""
    ways = list(filter(None, (line(place, "workplaceType") for place in parts(record, "locations"))))
    return next((way for way in WIDEST_FIRST if way in ways), next(iter(ways), ""))
