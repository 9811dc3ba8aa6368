"""Listings with locations, and their places in a line, for tests to compare."""

from companies.providers.base import Listing, Location
from postings.normalise.facts import Place


def listing(*locations: Location, text: str = "", **columns) -> Listing:
    return Listing(title="Baker", url="https://jobs.example/1", location_text=text, locations=locations, **columns)


def shown(found: tuple[Place, ...]) -> str:
    """ "Austin/TX/US, -/-/CA" """
    return ", ".join("/".join(part or "-" for part in place[:3]) for place in found)
