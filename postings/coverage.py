"""How much postings tell: which facts are stated, and how often the board's fields and its text disagree.

Of a board, counted over its postings; of a provider, over its jobs, and its conflicts over the newest of them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q

from companies.models import Source
from postings.breakdowns import count_rows, share
from postings.selection import Selection
from postings.slices import CITY, COUNTRY, CURRENCY, DEPARTMENT, EMPLOYMENT, NOT_STATED, SENIORITY, WORK_MODEL

# What a posting states of each, as the row has it.
STATED = {
    "place": Q(city__isnull=False) | Q(region__isnull=False) | Q(country__isnull=False),
    "pay": ~Q(salary_currency=""),
    "work_model": ~Q(workplace_type=""),
    "employment_type": ~Q(employment_type=""),
    "department": Q(department__isnull=False),
    "date_of_posting": Q(posted_at__isnull=False),
}
# The same of jobs in lists, where each has a way to those that state none.
COUNTED = {
    "Country": COUNTRY,
    "City": CITY,
    "Pay": CURRENCY,
    "Work model": WORK_MODEL,
    "Employment type": EMPLOYMENT,
    "Department": DEPARTMENT,
    "Seniority": SENIORITY,
}
# Bodies are read from outside the row: so many of the newest are enough to tell one per cent.
SAMPLE = 400
SAMPLED = """
select asked.key, count(*),
    count(*) filter (where coalesce(content.parsed_structured -> 'conflicts', '{}') <> '{}'),
    count(*) filter (where num_nonnulls(city_id, region_id, country_id) > 0),
    count(*) filter (where salary_currency <> ''),
    count(*) filter (where workplace_type <> ''),
    count(*) filter (where employment_type <> ''),
    count(department_id), count(posted_at)
from unnest(%s::int[]) asked(key)
cross join lateral (
    select posting_id from postings_entry where open and provider = asked.key order by (- posting_id) limit %s
) newest
join postings_posting posting on posting.id = newest.posting_id
join postings_postingcontent content on content.posting_id = posting.id
group by asked.key
"""


class Field(NamedTuple):
    """`stated` of `total` state it; `without_url` leads to the others, where there is such a list."""

    name: str
    stated: int
    total: int
    without_url: str = ""

    @property
    def share(self) -> int:
        return share(self.stated, self.total) if self.total else 0

    @property
    def without(self) -> int:
        return self.total - self.stated


class Held(NamedTuple):
    """What we hold of a board: its open postings, those of them that lists show, and those that are missing."""

    open: int
    listed: int
    missing: int
    fields: list[Field]


class Sample(NamedTuple):
    """`conflicting` of the newest `looked_at` jobs have a fact that another of their words denies."""

    looked_at: int
    conflicting: int
    fields: list[Field]

    @property
    def share(self) -> int:
        return share(self.conflicting, self.looked_at) if self.looked_at else 0


def held_of(source: Source) -> Held:
    """In one reading of its postings."""
    counted = source.postings.filter(active=True).aggregate(
        open=Count("id"),
        listed=Count("id", filter=Q(listed=True)),
        missing=Count("id", filter=Q(missing_since__isnull=False)),
        **{name: Count("id", filter=stated) for name, stated in STATED.items()},
    )
    fields = [Field(words(name), counted[name], counted["open"]) for name in STATED]
    return Held(counted["open"], counted["listed"], counted["missing"], fields)


def fields_of(selection: Selection, total: int) -> list[Field]:
    """Of the `total` jobs that a selection lists, in one reading of the entries."""
    rows = count_rows(selection, [dimension.name for dimension in COUNTED.values()])
    return [
        Field(
            name,
            total - rows[dimension.name].unstated,
            total,
            selection.adding(dimension.name, NOT_STATED).url() if rows[dimension.name].unstated else "",
        )
        for name, dimension in COUNTED.items()
    ]


def samples(providers: Iterable[int]) -> dict[int, Sample]:
    """{key: the newest jobs} of the providers with these keys (`slices.PROVIDER`) that list any."""
    with connection.cursor() as cursor:
        cursor.execute(SAMPLED, [list(providers), SAMPLE])
        rows = cursor.fetchall()
    return {
        key: Sample(
            looked_at, conflicting, [Field(words(name), n, looked_at) for name, n in zip(STATED, stated, strict=True)]
        )
        for key, looked_at, conflicting, *stated in rows
    }


def words(name: str) -> str:
    return name.replace("_", " ").capitalize()
