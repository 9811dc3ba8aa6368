"""What names can mean together: a city, its division, its country, as far as they lie in each other."""

from functools import cache
from typing import NamedTuple

from postings.normalise.gazetteer import Row, country_name, fold
from postings.normalise.place.vocabulary import STATE_CITY, our_places

CITIES = frozenset({"city", "town", "metro"})
DIVISIONS = frozenset({"division", "division code", "county"})
COUNTRIES = frozenset({"country", "country code"})

# "Ontario, Ontario": the city is likelier than the division twice.
TWICE = 0.01


class Meaning(NamedTuple):
    """One way to understand some names: their city, its division, its country, as far as named."""

    city: Row | None
    division: Row | None
    country: Row | None
    place: Row  # the smallest of them
    weight: float
    rises: bool = False  # the country came last: no city follows it


def meaning(row: Row) -> Meaning:
    return Meaning(
        city=row if row.kind in CITIES else None,
        division=row if row.kind in DIVISIONS else None,
        country=row if row.kind in COUNTRIES else None,
        place=row,
        weight=row.weight,
    )


def grown(old: Meaning, row: Row) -> Meaning | None:
    """`old` and `row` as one place, or None when they are not."""
    if row.country != old.place.country and not is_part(old, row):
        return None
    if row.kind in CITIES:
        return with_city(old, row)
    if row.kind in DIVISIONS:
        return with_division(old, row)
    if old.country:
        return old
    if old.city and old.city.kind == "town" and not old.division and row.country == "US":
        return None  # half the villages of a country are called as something else
    return old._replace(country=row, rises=True)


def with_city(old: Meaning, row: Row) -> Meaning | None:
    if old.city:
        # Repeated, or the area around it: "Washington, DC metro area", "San Francisco - Bay Area".
        named = old.city.name in row.name if row.kind == "metro" else old.city.name == row.name
        return old._replace(city=row, place=row) if named and old.city.region == row.region else None
    if old.rises or (old.division and (old.division.region != row.region or row.weight == STATE_CITY)):
        return None
    return old._replace(city=row, place=row, weight=row.weight)


def with_division(old: Meaning, row: Row) -> Meaning | None:
    if old.division:
        return old._replace(weight=old.weight * TWICE) if old.division.region == row.region else None
    if old.city:
        return old._replace(division=row) if old.city.region == row.region else None
    return old._replace(division=row, place=row, weight=row.weight)


@cache
def within_reach(country: str) -> tuple[str, ...]:
    """The country, what boards call a part of it, and what they call it a part of."""
    parts = our_places().parts
    wholes = [whole for whole, inside in parts.items() if country in inside]
    return (country, *sorted(parts.get(country, ())), *wholes)


def is_part(old: Meaning, row: Row) -> bool:
    """Whether one is a country that boards call a part of the other: "Hong Kong, China"."""
    parts = our_places().parts
    if row.kind in COUNTRIES:
        return old.place.country in parts.get(row.country, ())
    return old.place.kind in COUNTRIES and row.country in parts.get(old.place.country, ())


def is_its_country(city: Row | None) -> bool:
    """ "Singapore", "Luxembourg"."""
    return city is not None and fold(country_name(city.country)) == fold(city.name)
