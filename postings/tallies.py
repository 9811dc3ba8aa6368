"""Exact counts of the open postings of a slice, at a cost that does not grow with the slice."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, Sum

from companies.models import Source
from postings.models import Tally

# One row for each value of each dimension. A posting with several places counts once in each city,
# region and country that it names, and as "not stated" where it names none.
COUNT_ANEW = """
with opened as (select * from postings_posting where active and listed and source_id = %(source)s)
insert into postings_tally (source_id, dimension, value, number)
select %(source)s, dimension, value, count(*) from (
    select id, 'company' as dimension, company_id::text as value from opened
    union all select id, 'provider', provider from opened
    union all select id, 'department', coalesce(department_id::text, '') from opened
    union all select id, 'work_model', workplace_type from opened
    union all select id, 'employment', employment_type from opened
    union select opened.id, 'city', coalesce(place.city_id::text, '') from opened
        left join postings_postingplace place on place.posting_id = opened.id and place.city_id is not null
    union select opened.id, 'region', coalesce(place.region_id::text, '') from opened
        left join postings_postingplace place on place.posting_id = opened.id and place.region_id is not null
    union select opened.id, 'country', coalesce(place.country_id::text, '') from opened
        left join postings_postingplace place on place.posting_id = opened.id and place.country_id is not null
) as had group by dimension, value
"""


def count_anew(source: Source) -> None:
    """Tally the board's open postings again; in the transaction that changed them."""
    Tally.objects.filter(source=source).delete()
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ANEW, {"source": source.id})


def total(dimension: str, key: object) -> int:
    """How many open postings have the value `key`."""
    return totals([(dimension, key)])[dimension]


def totals(values: Iterable[tuple[str, object]]) -> dict[str, int]:
    """{dimension: how many open postings have its value} of one value each, in one query."""
    wanted = {dimension: key for dimension, key in values if key not in (None, "")}
    asked = Q()
    for dimension, key in wanted.items():
        asked |= Q(dimension=dimension, value=str(key))
    found = dict(Tally.objects.filter(asked).order_by().values_list("dimension").annotate(Sum("number")))
    return {dimension: found.get(dimension, 0) for dimension in wanted}


def numbers(dimension: str, **of: object) -> dict[str, int]:
    """{value: number} of all values of `dimension`; `of` narrows the boards: `source__company=acme`."""
    rows = Tally.objects.filter(dimension=dimension, **of).order_by()
    return dict(rows.values_list("value").annotate(Sum("number")))


def open_postings() -> int:
    """How many postings are open."""
    return sum(numbers("provider").values())
