"""What a job's entry says: the values of a posting, and of its copies, in each dimension."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from postings.hashing import word_key
from postings.models import PostingPlace
from postings.normalise.pay.bounds import UNITS_A_YEAR
from postings.slices import DIMENSIONS

LARGEST = 2**31 - 1  # of the column
PLACE = ("city", "region", "country")
COLUMNS = (
    *("id", "copy_of_id", "active", "title", "posted_at", "first_seen_at"),
    *("company_id", "company__name", "department_id", "department__name", "provider"),
    *("job_function", "workplace_type", "employment_type", "seniority"),
    *("salary_currency", "salary_min", "salary_max", "salary_period"),
)


class Member(NamedTuple):
    """A posting as its job's entry sees it; `values` are all it has in each dimension, none for "not stated"."""

    posting: int
    copy_of: int | None
    active: bool
    title: str
    company_name: str
    department_name: str
    posted_at: datetime
    pay: int
    values: dict[str, list[int]]


class Made(NamedTuple):
    """{column: value} of an Entry, and of each FurtherValue."""

    row: dict[str, Any]
    further: list[dict[str, Any]]


def members_of(postings: QuerySet) -> Iterator[Member]:
    """Two queries: the postings, their places."""
    rows = list(postings.values_list(*COLUMNS, named=True))
    places: dict[int, list[tuple]] = {}
    of_them = PostingPlace.objects.filter(posting__in=[row.id for row in rows]).order_by("posting", "position")
    for posting, *place in of_them.values_list("posting", *PLACE):
        places.setdefault(posting, []).append(tuple(place))
    return (member(row, places.get(row.id, [])) for row in rows)


def member(row, places: list[tuple]) -> Member:
    values: dict[str, list[int | None]] = {
        name: [place[index] for place in places] for index, name in enumerate(PLACE)
    } | {
        "company": [row.company_id],
        "department": [row.department_id],
        "provider": [word_key(row.provider)],
        "function": [word_key(row.job_function)],
        "work_model": [word_key(row.workplace_type)],
        "employment": [word_key(row.employment_type)],
        "seniority": [word_key(row.seniority)],
        "currency": [word_key(row.salary_currency)],
    }
    return Member(
        posting=row.id,
        copy_of=row.copy_of_id,
        active=row.active,
        title=row.title,
        company_name=row.company__name,
        department_name=row.department__name or "",
        posted_at=min(row.posted_at or row.first_seen_at, row.first_seen_at),
        pay=pay_a_year(row.salary_min, row.salary_max, row.salary_period),
        values={name: list(dict.fromkeys(key for key in keys if key)) for name, keys in values.items()},
    )


def pay_a_year(least: Decimal | None, most: Decimal | None, period: str) -> int:
    """The most that is stated, a year, in whole units; 0 when no pay is stated."""
    amount = most if most is not None else least
    return min(int(amount * UNITS_A_YEAR[period]), LARGEST) if amount is not None else 0


def merged(members: list[Member]) -> Made:
    """The entry of a job: of each dimension the first known value in its row, those of places and copies beside it."""
    lead = members[0]
    values = {name: union(member.values[name] for member in members) for name in lead.values}
    further = [(DIMENSIONS[name], key) for name, keys in values.items() for key in keys[1:]]
    row = {
        "posting_id": lead.posting,
        "open": lead.active,
        "posted_at": lead.posted_at,
        "pay": max(member.pay for member in members),
        **{name: keys[0] if keys else 0 for name, keys in values.items()},
        "further": [dimension.marked(key) for dimension, key in further] or None,
    }
    beside = {"entry_id": lead.posting, "open": lead.active}
    return Made(row, [{**beside, "dimension": dimension.name, "value": key} for dimension, key in further])


def union(lists: Iterable[list[int]]) -> list[int]:
    return list(dict.fromkeys(key for keys in lists for key in keys))
