"""The rows of cities, regions, countries and departments behind a crawl's facts, made when they are new."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Model, Value
from django.utils.text import slugify

from postings.models import City, Country, Department, Region
from postings.normalise.facts import Facts, Place
from postings.normalise.gazetteer import country_name, region_name


class PlaceIds(NamedTuple):
    """The rows of one place, for the columns of Posting and PostingPlace."""

    city_id: int | None
    region_id: int | None
    country_id: int | None


class Dimensions:
    """All dimension rows that some facts need: `place_ids(place)`, `department_id(name)`."""

    def __init__(self, facts: Iterable[Facts]):
        facts = list(facts)
        places = {place for fact in facts for place in fact.places}
        countries = {place for place in places if place.country}
        regions = {place for place in countries if place.region}
        cities = {place for place in places if place.city}
        departments = {fact.department for fact in facts if fact.department}
        found = known(
            {
                Country: {country_slug(place) for place in countries},
                Region: {region_slug(place) for place in regions},
                City: {city_slug(place) for place in cities},
                Department: {address(name, 120) for name in departments},
            }
        )
        self.countries = rows(Country, found, {country_row(place) for place in countries})
        self.regions = rows(Region, found, {self.region_row(place) for place in regions})
        self.cities = rows(City, found, {self.city_row(place) for place in cities})
        self.departments = rows(Department, found, {department_row(name) for name in departments})

    def place_ids(self, place: Place) -> PlaceIds:
        region_id = self.regions[region_slug(place)] if place.country and place.region else None
        return PlaceIds(
            self.cities[city_slug(place)] if place.city else None,
            region_id,
            self.countries[country_slug(place)] if place.country else None,
        )

    def department_id(self, name: str) -> int | None:
        return self.departments[address(name, 120)] if name else None

    def region_row(self, place: Place):
        country_id = self.countries[country_slug(place)]
        name = region_name(place.country, place.region) or place.region
        return (("slug", region_slug(place)), ("name", name), ("code", place.region), ("country_id", country_id))

    def city_row(self, place: Place):
        _, region_id, country_id = self.place_ids(place._replace(city=None))
        return (
            ("slug", city_slug(place)),
            ("name", place.city),
            ("region_id", region_id),
            ("country_id", country_id),
        )


def country_row(place: Place):
    return (("slug", country_slug(place)), ("name", country_name(place.country)), ("code", place.country))


def department_row(name: str):
    return (("slug", address(name, 120)), ("name", name))


def country_slug(place: Place) -> str:
    return address(country_name(place.country), 80)


def region_slug(place: Place) -> str:
    return address(f"{region_name(place.country, place.region) or place.region} {country_name(place.country)}", 100)


def city_slug(place: Place) -> str:
    """city-region-country, with the parts that are known: "new-york-ny-united-states"."""
    country = country_name(place.country) if place.country else ""
    return address(" ".join(filter(None, (place.city, place.region, country))), 200)


def address(words: str, length: int) -> str:
    """`words` as a slug; a short digest where nothing of them can stand in one."""
    return slugify(words)[:length].strip("-") or hashlib.sha256(words.encode()).hexdigest()[:10]


def known(wanted: Mapping[type[Model], Collection[str]]) -> dict[type[Model], dict[str, int]]:
    """{table: {slug: id}} of the rows that are there already, in one statement."""
    found: dict[type[Model], dict[str, int]] = {model: {} for model in wanted}
    looked_for = {number: model for number, model in enumerate(wanted) if wanted[model]}
    parts = [
        model.objects.filter(slug__in=wanted[model]).order_by().values_list(Value(number), "slug", "id")
        for number, model in looked_for.items()
    ]
    for number, slug, id in parts[0].union(*parts[1:], all=True) if parts else ():
        found[looked_for[number]][slug] = id
    return found


def rows(
    model: type[Model], known: Mapping[type[Model], Mapping[str, int]], wanted: Collection[tuple]
) -> dict[str, int]:
    """{slug: id} of the rows with the fields `wanted`, of which some are `known`. Two crawls may make one at once.

    They are made in the order of their slugs, so that neither waits for the other.
    """
    fields = {dict(row)["slug"]: dict(row) for row in sorted(wanted)}
    found = dict(known[model])
    missing = [model(**row) for slug, row in fields.items() if slug not in found]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)
        found |= model.objects.filter(slug__in=[row.slug for row in missing]).values_list("slug", "id")
    return found
