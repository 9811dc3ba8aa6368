"""jobs/facets: how many jobs of a search have each value of a field. Exact, and counted now."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from postings import facets
from postings.api import freshness
from postings.api.asking import Asked, asked_for
from postings.api.envelopes import many
from postings.api.errors import Problem
from postings.api.kinds import Limit, Text
from postings.api.names import ignored, no_such
from postings.api.queries import AllFilters
from postings.api.schemas import FacetMeta, FacetValue
from postings.api.schemas import many as list_of
from postings.models import FurtherValue
from postings.slices import (
    CITY,
    COMPANY,
    COUNTRY,
    CURRENCY,
    DEPARTMENT,
    EMPLOYMENT,
    FUNCTION,
    PROVIDER,
    REGION,
    SENIORITY,
    WORK_MODEL,
    Counted,
    Dimension,
    Value,
)
from postings.vocabulary import WorkplaceType

DEFAULT_LIMIT, LARGEST_LIMIT = 50, 1000

router = Router(tags=["jobs"])


class FacetField(NamedTuple):
    """`text` is how a record of the API tells a value."""

    dimension: Dimension
    text: Callable[[Value], str]


def name(value: Value) -> str:
    """As its row has it: "Berlin", where pages say "Berlin, Germany"."""
    return value.row.name


def code(value: Value) -> str:
    return value.row.code


def slug(value: Value) -> str:
    return value.slug


def word(value: Value) -> str:
    return value.slug.replace("-", "_")


FIELDS = {
    "country": FacetField(COUNTRY, name),
    "region": FacetField(REGION, code),
    "city": FacetField(CITY, name),
    "department": FacetField(DEPARTMENT, name),
    "employment_type": FacetField(EMPLOYMENT, word),
    "workplace_type": FacetField(WORK_MODEL, word),
    "remote_policy": FacetField(WORK_MODEL, word),
    "ats_provider": FacetField(PROVIDER, slug),
    "provider": FacetField(PROVIDER, slug),
    "company": FacetField(COMPANY, slug),
    "org_name": FacetField(COMPANY, name),
    "job_function": FacetField(FUNCTION, word),
    "function": FacetField(FUNCTION, slug),
    "seniority": FacetField(SENIORITY, word),
    "salary_currency": FacetField(CURRENCY, slug),
    "currency": FacetField(CURRENCY, slug),
    "work_model": FacetField(WORK_MODEL, slug),
    "employment": FacetField(EMPLOYMENT, slug),
}


class FacetSearch(AllFilters):
    field: Text = Field(description="What to count by.", json_schema_extra={"enum": list(FIELDS)})
    limit: Limit = Field(DEFAULT_LIMIT, description=f"Values, most frequent first: at most {LARGEST_LIMIT}.")


@router.get(
    "jobs/facets",
    response=list_of(FacetValue, FacetMeta),
    summary="How many jobs have each value of a field",
    operation_id="get_facets",
)
def jobs_facets(request: HttpRequest, query: Query[FacetSearch]) -> HttpResponse:
    """Counted as if the field's own filter were not sent, so that the other values stay in view."""
    if query.field not in FIELDS:
        raise Problem(400, f"field: {no_such(query.field, FIELDS)}", fields=list(FIELDS))
    asked, limit = asked_for(query), min(query.limit, LARGEST_LIMIT)
    dimension, text = FIELDS[query.field]
    counted = counts(asked, dimension)
    stated = [row for row in counted if row.value and shows(query.field, row.value)]
    freshness.note(request, freshness.of(asked))
    return many(
        [{"value": text(row.value), "count": row.number, "slug": row.value.slug} for row in stated[:limit]],
        field=query.field,
        count=min(len(stated), limit),
        limit=limit,
        values=len(stated),
        not_stated=sum(row.number for row in counted if not row.value),
        **asked.told(),
        **ignored(request, FacetSearch),
    )


def shows(field: str, value: Value) -> bool:
    """On-site has no remote policy."""
    return field != "remote_policy" or word(value) != WorkplaceType.ON_SITE


def counts(asked: Asked, dimension: Dimension) -> list[Counted]:
    """By the site's own counting; with conditions that it does not know, by SQL."""
    if asked.is_plain:
        return facets.values(asked.selection, dimension)
    entries = Asked(asked.selection.without(dimension.name), asked.further).entries()
    own = entries.values_list(dimension.name).annotate(Count("pk"))
    further = FurtherValue.objects.filter(dimension=dimension.name, entry__in=entries.values("pk")).order_by()
    numbers = dict(own)
    for key, number in further.values_list("value").annotate(Count("pk")):
        numbers[key] = numbers.get(key, 0) + number
    return dimension.counted(numbers)
