"""Listed is what is known to be inside the site's rule; why, or why not, is said."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from postings.normalise.facts import Eligible, Place
from postings.normalise.scope import country_of, reach, read_rule, regions, scope

NEW_YORK, TORONTO, BERLIN = Place("New York", "NY", "US"), Place("Toronto", "ON", "CA"), Place("Berlin", None, "DE")
SEED = "english_us_canada"


def judged(rule: str, language=None, places=(), areas=(), excluded=()):
    eligible = Eligible(tuple(areas), tuple(excluded)) if areas or excluded else None
    return scope(language, places, eligible, read_rule(rule))


@pytest.mark.parametrize("rule", ["worldwide", "", "  worldwide "])
def test_a_site_for_the_world_lists_what_says_nothing(rule):
    assert judged(rule) == (True, "worldwide", ())


def test_the_reason_for_listing_is_the_rule_by_its_name():
    assert judged(SEED, "en", [NEW_YORK]) == (True, SEED, ("US",))
    assert judged("en,  CA", "en", [TORONTO]).reason == "en CA"


@pytest.mark.parametrize(
    ("language", "places", "reason"),
    [
        ("fr", [TORONTO], "language: fr"),
        (None, [TORONTO], "language: not stated"),
        ("en", [BERLIN], "countries: DE"),
        ("en", [Place("Springfield")], "countries: not stated"),
        ("en", [], "countries: not stated"),
    ],
)
def test_the_reason_against_it_is_the_word_that_is_outside(language, places, reason):
    found = judged(SEED, language, places)
    assert (found.included, found.reason) == (False, reason)


def test_one_place_inside_is_enough():
    assert judged(SEED, "en", [BERLIN, TORONTO]) == (True, SEED, ("DE", "CA"))


@pytest.mark.parametrize(
    ("areas", "excluded", "included"),
    [
        (["US"], [], True),
        (["US-CA"], [], True),
        (["NA"], [], True),
        (["AMERICAS"], [], True),
        (["worldwide"], [], True),
        (["EMEA", "DE"], [], False),
        (["LATAM"], [], False),
        (["worldwide"], ["US", "CA"], False),
        (["worldwide"], ["US-CA", "CA"], True),
        (["worldwide"], ["EU"], True),
        (["somewhere new"], [], False),
    ],
)
def test_a_remote_job_counts_where_it_may_be_done(areas, excluded, included):
    """The rule asks for the United States or Canada; a state that is excluded leaves the rest of its country."""
    assert judged(SEED, "en", [], areas, excluded).included is included


def test_an_area_outside_is_named_in_the_reason():
    assert judged(SEED, "en", [], ["EMEA"]).reason == "countries: EMEA"


def test_countries_are_those_named_and_no_region_is_spelled_out():
    assert judged("worldwide", "en", [BERLIN, NEW_YORK], ["EU", "US-CA", "FR"]).countries == ("DE", "US", "FR")


def test_a_rule_of_languages_alone_asks_for_no_country():
    assert judged("de fr", "de").included
    assert not judged("de fr", "en", [BERLIN]).included


def test_a_rule_of_a_region_asks_for_its_countries_in_any_language():
    assert judged("EUROPE", None, [BERLIN]).included
    assert not judged("EUROPE", "de", [NEW_YORK]).included
    assert judged("NA", None, [NEW_YORK]).included


@pytest.mark.parametrize("word", ["english", "USA", "xx", "ZZ", "us_canada", "Berlin", "De"])
def test_a_rule_with_a_strange_word_is_refused_with_the_word(word):
    with pytest.raises(ValueError, match=f"'{word}' is neither a language nor a country"):
        read_rule(f"en {word} CA")


def test_every_country_lies_in_a_region_of_the_world():
    """What CLDR lists beside them is no country: Antarctica, uninhabited islands, unions and placeholders."""
    not_countries = {"AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "QO", "TA", "TF", "UN"} | {
        "XA",
        "XB",
        "ZZ",
    }
    known = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert reach("worldwide") == known - not_countries


def test_regions_hold_the_countries_that_make_them():
    assert len(regions()["EU"]) == 27
    assert regions()["EU"] < regions()["EEA"] < regions()["EUROPE"] < regions()["EMEA"]
    assert "NA" in regions()["AFRICA"]
    assert reach("NA") == regions()["NORTH_AMERICA"]


def test_no_region_is_taken_for_a_country():
    assert [name for name in regions() if country_of(name)] == []


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
def test_no_area_makes_it_raise(areas, excluded):
    judged(SEED, "en", [BERLIN], areas, excluded)
