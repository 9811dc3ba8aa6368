"""Exact counts of the open entries of a slice, at a cost that does not grow with the slice.

An entry counts once for each of its values: a job in two cities of one country once in each city
and once in the country. `ALL` is the tally of all open entries.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from postings.models import Tally

ALL = "all"
# Ids to a stretch. The entries of a stretch are walked to find a page far down a list, so it is short;
# and a slice keeps a number for each, so it is not too short: 250 at a quarter of a million postings.
STRETCH = 1024
# What is held of the tallies that move, with what they move by; a stretch that has come to nothing is left out.
SETTLE = """
with moved as (
    select * from unnest(%s::text[], %s::int[], %s::text[], %s::int[]) as moved(dimension, value, stretch, number)
), held as (
    select dimension, value, stretch, each.number::int
    from postings_tally cross join jsonb_each_text(stretches) as each(stretch, number)
    where (dimension, value) in (select dimension, value from moved)
), settled as (
    select dimension, value, stretch, sum(number) as number
    from (select * from moved union all select * from held) as both_of_them group by dimension, value, stretch
)
insert into postings_tally (dimension, value, number, stretches, changed_at)
select dimension, value, sum(number), coalesce(jsonb_object_agg(stretch, number) filter (where number <> 0), '{}'), %s
from settled group by dimension, value
on conflict (dimension, value) do update
    set number = excluded.number, stretches = excluded.stretches, changed_at = excluded.changed_at
"""

Key = tuple[str, int]  # dimension, value


class Ledger:
    """What entries had before they were written anew, and have since: what the tallies move by."""

    def __init__(self) -> None:
        self.moved: dict[Key, Counter[int]] = defaultdict(Counter)

    def note(self, posting: int, is_open: bool, keys: Iterable[Key], step: int) -> None:
        """An entry that goes (-1) or comes (+1) with all its values; the values of a closed one change, uncounted."""
        for key in (*keys, (ALL, 0)):
            self.moved[key][posting // STRETCH] += step if is_open else 0

    def settle(self, now: datetime) -> None:
        """Count what has moved. Only under the lock of the lists: what is held is read and written back."""
        moved = [(*key, stretch, step) for key, steps in self.moved.items() for stretch, step in steps.items()]
        if moved:
            with connection.cursor() as cursor:
                cursor.execute(SETTLE, [*map(list, zip(*moved, strict=True)), now])


def among(keys: Iterable[Key]) -> Q:
    """The tallies of `keys`."""
    values = defaultdict(list)
    for dimension, value in keys:
        values[dimension].append(value)
    wanted = Q(pk__in=[])
    for dimension, its_values in values.items():
        wanted |= Q(dimension=dimension, value__in=its_values)
    return wanted


def outdate(now: datetime) -> None:
    """Whatever was kept of any selection is old: a value is called otherwise."""
    Tally.objects.update(changed_at=now)


def total(dimension: str, key: int) -> int:
    """How many open entries have the value `key`."""
    return totals([(dimension, key)])[dimension]


def totals(values: Iterable[tuple[str, int | None]]) -> dict[str, int]:
    """{dimension: how many open entries have its value} of one value each, in one query."""
    wanted = [(dimension, key) for dimension, key in values if key]
    return {dimension: 0 for dimension, _ in wanted} | dict(asked(wanted, "number"))


def moments(values: Iterable[Key]) -> dict[str, datetime]:
    """{dimension: when an entry with any of its values last changed}, of those that any ever had."""
    return dict(asked(list(values), "max(changed_at)", "group by dimension"))


def asked(wanted: list[Key], column: str, grouped: str = "") -> list[tuple[str, Any]]:
    """By hand: every page asks, and through the ORM the condition costs more than the query."""
    statement = (
        f"select dimension, {column} from unnest(%s::text[], %s::int[]) asked(dimension, value)"  # noqa: S608
        f" join postings_tally using (dimension, value) {grouped}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [[dimension for dimension, _ in wanted], [key for _, key in wanted]])
        return cursor.fetchall()


def numbers(dimension: str, most: int | None = None) -> dict[int, int]:
    """{value: number} of what open entries have of `dimension`; or only of the `most` frequent that are stated."""
    rows = Tally.objects.filter(dimension=dimension, number__gt=0).order_by("-number", "value")
    stated = rows.exclude(value=0)[:most] if most is not None else rows
    return dict(stated.values_list("value", "number"))


def values(dimension: str) -> int:
    """How many values of `dimension` any open entry has."""
    return Tally.objects.filter(dimension=dimension, number__gt=0).exclude(value=0).count()


def open_jobs() -> int:
    """How many jobs are open."""
    return Tally.objects.filter(dimension=ALL, value=0).values_list("number", flat=True).first() or 0
