"""What a job's entry says: the values of a posting, and of its copies, in each dimension."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from postings.hashing import word_key
from postings.normalise.pay.bounds import UNITS_A_YEAR
from postings.slices import DIMENSIONS

LARGEST = 2**31 - 1  # of the column
PLACE = ("city", "region", "country")


class Relative(NamedTuple):
    """A posting, with its places in their order (PLACE each) and the entry that it had, None where it had none."""

    id: int
    copy_of_id: int | None
    text_key: int | None
    apply_key: int | None
    active: bool
    listed: bool
    title: str
    posted_at: datetime | None
    first_seen_at: datetime
    company_id: int
    company_name: str
    department_id: int | None
    department_name: str | None
    provider: str
    job_function: str
    workplace_type: str
    employment_type: str
    seniority: str
    salary_currency: str
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_period: str
    all_places: list[list[int | None]]
    was_open: bool | None
    was_further: list[int] | None
    was: list[int]


class Member(NamedTuple):
    """A posting as its job's entry sees it; `values` are all it has in each dimension, none for "not stated"."""

    posting: int
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


def member(row: Relative) -> Member:
    values: dict[str, list[int | None]] = {
        name: [place[index] for place in row.all_places] for index, name in enumerate(PLACE)
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
        active=row.active,
        title=row.title,
        company_name=row.company_name,
        department_name=row.department_name or "",
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
