"""Slices beside one: a city's region and its country's other cities; others of a kind; what comes next by name."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from postings.models import Region, Tally
from postings.slices import CITY, COUNTRY, REGION, Counted, Dimension, RowDimension, Value

MOST = 8
# From the tallies, most first, or from the places of a small area: the planner knows which ends sooner. Asked
# place by place, a large country's cities cost 1,800 pages of the database.
MOST_IN = """
select place.id, number from postings_tally join {table} place on place.id = value
where dimension = %s and number > 0 and place.{part_of}_id = %s and place.id <> %s
order by number desc, place.id limit %s
"""


class Neighbours(NamedTuple):
    """Slices under one heading."""

    heading: str
    slices: list[Counted]


class Beside(NamedTuple):
    """The slices before and after one by name; None at an end."""

    previous: Value | None
    next: Value | None


def neighbours(dimension: Dimension, value: Value) -> list[Neighbours]:
    """Each with the exact number of its open jobs, those with most first; nothing that has none."""
    found = {"city": of_city, "region": of_region, "country": of_country}.get(dimension.name, of_its_kind)
    return [group for group in found(dimension, value) if group.slices]


def of_city(dimension: Dimension, city: Value) -> Iterator[Neighbours]:
    region, country = city.row.region, city.row.country
    wider = [(REGION, REGION.value(region))] if region else []
    wider += [(COUNTRY, COUNTRY.value(country))] if country else []
    yield Neighbours("Around it", [Counted(value, its.total(value)) for its, value in wider])
    within = region or country
    if within:
        yield Neighbours(f"Other cities in {within.name}", most_in(CITY, within, besides=city))


def of_region(dimension: Dimension, region: Value) -> Iterator[Neighbours]:
    country = region.row.country
    yield Neighbours("Around it", [Counted(COUNTRY.value(country), COUNTRY.total(COUNTRY.value(country)))])
    yield Neighbours(f"Cities in {region.row.name}", most_in(CITY, region.row))
    yield Neighbours(f"Other regions of {country.name}", most_in(REGION, country, besides=region))


def of_country(dimension: Dimension, country: Value) -> Iterator[Neighbours]:
    yield Neighbours(f"Regions of {country.name}", most_in(REGION, country.row))
    yield Neighbours(f"Cities in {country.name}", most_in(CITY, country.row))


def of_its_kind(dimension: Dimension, value: Value) -> Iterator[Neighbours]:
    others = [counted for counted in dimension.counts(MOST + 2) if counted.value not in (None, value)]
    yield Neighbours(f"Other {dimension.plural}", others[:MOST])


def most_in(dimension: RowDimension, area, besides: Value | None = None) -> list[Counted]:
    """The cities or regions of a region or country that have most open jobs."""
    part_of = "region" if isinstance(area, Region) else "country"
    statement = MOST_IN.format(table=dimension.model._meta.db_table, part_of=part_of)
    with connection.cursor() as cursor:
        cursor.execute(statement, [dimension.name, area.pk, besides.key if besides else 0, MOST])
        return dimension.counted(dict(cursor.fetchall()))


def with_numbers(dimension: Dimension, rows: QuerySet) -> QuerySet:
    """Those that have open jobs, each with its `number` of them."""
    tally = Tally.objects.filter(dimension=dimension.name, value=OuterRef("pk"))
    return rows.annotate(number=Subquery(tally.values("number"))).filter(number__gt=0)


def beside(dimension: Dimension, value: Value) -> Beside:
    """Those that have open jobs, by their addresses."""
    if not isinstance(dimension, RowDimension):
        values = sorted(
            (counted.value for counted in dimension.counts() if counted.value), key=lambda other: other.slug
        )
        before = [other for other in values if other.slug < value.slug]
        after = [other for other in values if other.slug > value.slug]
        return Beside(before[-1] if before else None, after[0] if after else None)
    rows = with_numbers(dimension, dimension.rows())
    previous = rows.filter(slug__lt=value.slug).order_by("-slug").first()
    following = rows.filter(slug__gt=value.slug).order_by("slug").first()
    return Beside(*(dimension.value(row) if row else None for row in (previous, following)))
