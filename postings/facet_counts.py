"""How many entries of a selection have each value, of several dimensions at once, by SQL.

The entries are read once and grouped by each dimension, with the further values of those that have
any; only the most frequent values leave the database.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from postings.selection import Selection
from postings.slices import DIMENSIONS, MARKS, NUMBERED

COUNT = """
with chosen as not materialized ({entries}),
grouped as materialized (
    select case {numbers} end as dimension, coalesce({names}) as value, count(*)::int as number
    from chosen group by grouping sets ({sets})
),
further as materialized (
    select mark, count(*)::int as number from chosen, unnest(further) mark where further is not null group by mark
)
{parts}
"""
PART = """
(select {number}, value, sum(number)::int as number, count(*) over () from (
    select value, number from grouped where dimension = {number}
    union all select mark / {marks}, number from further where mod(mark, {marks}) = {number}
) had group by value order by value = 0 or value = any(%s) desc, number desc, value limit %s)
"""


class Numbers(NamedTuple):
    """{key: jobs} of the frequent values, of those asked for and of 0, "not stated"; `values` is how many there are."""

    of: dict[int, int]
    values: int


def count_by_sql(selection: Selection, names: Sequence[str], most: int | None, keys: list[int]) -> dict[str, Numbers]:
    """{dimension: its numbers}: the `most` frequent values, or all, and those of `keys` in any case."""
    entries, parameters = selection.entries().values("further", *names).query.sql_with_params()
    limit = None if most is None else most + len(keys) + 1
    with connection.cursor() as cursor:
        cursor.execute(statement(entries, names), [*parameters, *[keys, limit] * len(names)])
        rows = cursor.fetchall()
    of: dict[str, dict[int, int]] = {name: {} for name in names}
    values = dict.fromkeys(names, 0)
    for number, value, jobs, all_values in rows:
        of[NUMBERED[number]][value] = jobs
        values[NUMBERED[number]] = all_values
    return {name: Numbers(of[name], values[name] - (0 in of[name])) for name in names}


def statement(entries: str, names: Sequence[str]) -> str:
    numbered = {name: DIMENSIONS[name].number for name in names}
    return COUNT.format(
        entries=entries,
        numbers=" ".join(f"when grouping({name}) = 0 then {number}" for name, number in numbered.items()),
        names=", ".join(names),
        sets=", ".join(f"({name})" for name in names),
        parts=" union all ".join(PART.format(number=number, marks=MARKS) for number in numbered.values()),
    )
