"""Where a listing says that the work is: its line of text, its addresses, and what they make of each other."""

import pytest

from companies.providers.base import Location
from postings.normalise.place import places
from tests.postings.normalise.located import listing, shown


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (Location("NYC", "New York City", "NY", "USA"), "New York/NY/US"),
        (Location("Cambridge", "Cambridge", "England", "UK"), "Cambridge/-/GB"),
        (Location("Portland", "Portland", "Maine", "United States"), "Portland/ME/US"),
        (Location("", "Warszawa", "", "pl"), "Warsaw/-/PL"),
        (Location("Torrance, CA", "Los Angeles, CA", "California", "USA"), "Torrance/CA/US"),
        (Location("Lakeside Mall", "Guelph", "Ontario", "Canada"), "Guelph/ON/CA"),
        (Location("Argentina / Hybrid", "Buenos Aires", "Capital Federal", "Argentina"), "Buenos Aires/-/AR"),
        (Location("Remote", "", "", "United States"), "-/-/US"),
        (Location("Remote", "San Francisco", "California", "United States"), "-/-/US"),
        (Location("Remote - Europe", "Berlin", "Berlin", "Germany"), ""),
        (Location("Europe", "", "", "European Union"), ""),
        (Location("London", "", "", "GB"), "London/-/GB"),
    ],
)
def test_an_address_helps_the_words_and_the_head_office_is_no_place(location, expected):
    found = places(listing(location))
    assert shown(found.value if found else ()) == expected


def test_the_address_of_a_remote_job_is_the_companys_and_that_of_an_office_is_not():
    spain = Location("Spain", "Barcelona", "Catalonia", "Spain")
    assert shown(places(listing(spain, is_remote=True)).value) == "-/-/ES"
    assert shown(places(listing(spain, is_remote=False)).value) == "Barcelona/-/ES"
    assert shown(places(listing(spain, is_remote=True, workplace="Hybrid")).value) == "Barcelona/-/ES"


def test_locations_help_to_understand_each_other():
    """A bare name beside others of its state; a country filed for the first location only."""
    assert shown(places(listing(Location("Olympia"), Location("Tacoma, WA"))).value) == "Olympia/WA/US, Tacoma/WA/US"
    assert (
        shown(places(listing(Location("Paris", country="FR"), Location("London"))).value) == "Paris/-/FR, London/-/GB"
    )


def test_a_listing_without_locations_is_read_by_its_line_of_text():
    assert shown(places(listing(text="Oslo; Bergen")).value) == "Oslo/-/NO, Bergen/-/NO"
    assert places(listing()) is None
    assert places(listing(text="Multiple Locations")) is None


def test_places_show_their_evidence():
    found = places(listing(Location("Köln"), fields={"locations": "location.name"}))
    assert found.evidence._replace(confidence=0) == ("text", "location.name", "Köln", "city", 0, None)
    assert 0.5 < found.evidence.confidence < 1
    filed = places(listing(Location("Lakeside Mall", "Guelph", "Ontario", "Canada")))
    assert (filed.evidence.kind, filed.evidence.rule) == ("field", "city, address")
    assert filed.evidence.confidence < places(listing(Location("Guelph, Ontario"))).evidence.confidence
