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
BATCH = 1000

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
        """Count what has moved. Only under the lock of the lists: rows are read, reckoned and written back."""
        keys = sorted(self.moved)
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            held = {(tally.dimension, tally.value): tally for tally in Tally.objects.filter(among(batch))}
            Tally.objects.bulk_create(
                [moved_by(self.moved[key], held.get(key) or empty(key), now) for key in batch],
                update_conflicts=True,
                unique_fields=["dimension", "value"],
                update_fields=["number", "stretches", "changed_at"],
            )


def empty(key: Key) -> Tally:
    dimension, value = key
    return Tally(dimension=dimension, value=value, number=0, stretches={})


def moved_by(moved: Counter[int], tally: Tally, now: datetime) -> Tally:
    for stretch, step in moved.items():
        tally.number += step
        number = tally.stretches.pop(str(stretch), 0) + step
        if number:
            tally.stretches[str(stretch)] = number
    tally.changed_at = now
    return tally


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
