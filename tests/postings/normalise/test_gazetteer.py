"""The gazetteer names what boards name, under the codes that readers and machines know."""

import tomllib

import pytest

from postings.normalise.gazetteer import (
    DATA,
    REGIONAL,
    country_code,
    country_name,
    fold,
    region_code,
    region_name,
    respelled,
    rows,
)
from postings.normalise.place.vocabulary import our_places


def kinds(key: str) -> set[str]:
    return {row.kind for row in rows(key)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("München", "MUNCHEN"),
        ("St. Gallen", "Saint-Gallen"),
        ("L'Île-d'Yeu", "lile dyeu"),
        ("Łódź", "lodz"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Hồ Chí Minh", "ho chi minh"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
    ],
)
def test_names_are_compared_without_case_accents_and_marks(one, other):
    assert fold(one) == fold(other)


def test_the_first_and_the_last_line_of_the_table_are_found():
    """Lookups search pages of the table; its ends are where a search goes wrong."""
    from postings.normalise.gazetteer import _table

    lines = _table()[0].decode().strip("\n").split("\n")
    for line in (lines[0], lines[-1], lines[len(lines) // 2]):
        key, kind, name, *_ = line.split("\t")
        assert (kind, name) in {(row.kind, row.name) for row in rows(key)}


def test_every_line_of_the_table_can_be_looked_up():
    """A name with thousands of namesakes may begin on one page of the index and end on another."""
    from postings.normalise.gazetteer import _table

    table, starts, _ = _table()
    for start in starts[1:200]:
        key, kind, name, *_ = table[start + 1 : table.index(b"\n", start + 1)].decode().split("\t")
        assert (kind, name) in {(row.kind, row.name) for row in rows(key)}


@pytest.mark.parametrize("key", ["", "no such place", "x" * 500, "\x00", "\t", "\n", "~"])
def test_what_is_not_there_is_not_found(key):
    assert rows(key) == ()


@pytest.mark.parametrize(
    ("key", "name", "country"),
    [
        ("koln", "Cologne", "DE"),
        ("munchen", "Munich", "DE"),
        ("bangalore", "Bengaluru", "IN"),
        ("new york city", "New York", "US"),
        ("sevilla", "Seville", "ES"),
        ("東京", "Tokyo", "JP"),
        ("petah tikva", "Petah Tikva", "IL"),
        ("port saint lucie", "Port St. Lucie", "US"),
    ],
)
def test_cities_have_the_names_that_english_readers_know(key, name, country):
    largest = max((row for row in rows(key) if row.kind == "city"), key=lambda row: row.weight)
    assert (largest.name, largest.country) == (name, country)


def test_small_towns_are_kept_apart_from_cities():
    assert kinds("duxford") == {"town"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United States", "US"),
        ("U.S.A.", "US"),
        ("usa", "US"),
        ("us", "US"),
        ("GBR", "GB"),
        ("Deutschland", "DE"),
        ("Türkiye", "TR"),
        ("日本", "JP"),
        ("Côte d'Ivoire", "CI"),
        ("European Union", None),
        ("Remote", None),
        ("", None),
    ],
)
def test_countries_are_known_by_name_in_many_languages_and_by_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "United States"),
        ("GB", "United Kingdom"),
        ("KR", "South Korea"),
        ("HK", "Hong Kong"),
        ("TR", "Turkey"),
        ("CZ", "Czechia"),
        ("??", "??"),
    ],
)
def test_countries_are_shown_by_their_everyday_english_names(code, name):
    assert country_name(code) == name


def test_divisions_have_names_and_codes():
    assert region_name("US", "NY") == "New York"
    assert region_name("IN", "KA") == "Karnataka"
    assert region_name("US", "ZZ") is None
    assert region_code("US", "New York") == "NY"
    assert region_code("CA", "on") == "ON"
    assert region_code("US", "Bavaria") is None


def test_every_division_that_readers_use_has_a_name():
    """A region without a name would have no page."""
    for country, count in {"US": 51, "CA": 13, "AU": 8, "BR": 27}.items():
        assert country in REGIONAL
        codes = {row.region for key in two_and_three_letters() for row in rows(key) if is_code_of(row, country)}
        assert len(codes) == count
        assert all(region_name(country, code) for code in codes)


def two_and_three_letters():
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from (a + b for a in letters for b in letters)
    yield from ("nsw", "vic", "qld", "act", "tas")


def is_code_of(row, country: str) -> bool:
    return row.kind == "division code" and row.country == country


@pytest.mark.parametrize(
    ("slip", "name"),
    [
        ("phildelphia", "philadelphia"),
        ("san francsico", "san francisco"),
        ("cinccinati", "cincinnati"),
        ("virgina", "virginia"),
        ("isreal", "israel"),
    ],
)
def test_a_misspelt_name_is_recognised(slip, name):
    assert name in respelled(slip)


@pytest.mark.parametrize("word", ["", "bern", "x" * 10_000])
def test_words_too_short_or_too_long_are_no_misspellings(word):
    assert respelled(word) == ()


def test_our_own_lists_agree_with_the_gazetteer():
    """A nickname that points to a city under another code would never join its state."""
    listed = [*our_places().names.values(), *our_places().codes.values()]
    cities = {(fold(row.name), row.country, row.region) for row in listed if row.kind == "city"}
    for key, country, region in cities:
        assert (country, region) in {(row.country, row.region) for row in rows(key)}, key
    for row in listed:
        assert row.kind == "country" or not row.region or region_name(row.country, row.region) or row.kind == "city"


def test_the_vocabularies_are_folded_as_they_are_compared():
    fillers = tomllib.loads((DATA / "words.toml").read_text())["fillers"]["words"].split()
    assert [word for word in fillers if fold(word) != word] == []
