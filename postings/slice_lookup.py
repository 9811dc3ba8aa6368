"""A slice by its address, with its total and the moments at which it last changed, in one small query.

What is known of a value is kept in the process until its tally changes: a rename or a merge changes
it too (postings/renaming.py), so a name is never older than the list below it.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from postings.selection import Selection
from postings.slices import CITY, COUNTRY, REGION, SLICES, Dimension, Value
from postings.tallies import ALL

MOST_KEPT = 20_000

# By hand: through the ORM it costs as much as the rest of the page's queries together.
TALLIES = """
select dimension, number, changed_at from postings_tally
where dimension = %s and value = %s or dimension = %s and value = %s
"""


class Slice(NamedTuple):
    """A value and its open jobs. `wide_changed_at` is the moment of all that its neighbours are among.

    What is made of it is the same for as long as it is equal.
    """

    dimension: Dimension
    value: Value
    total: int
    changed_at: datetime | None
    wide_changed_at: datetime | None

    @property
    def selection(self) -> Selection:
        return Selection(include={self.dimension.name: (self.value,)})


known: dict[tuple[str, str], Slice] = {}


def look_up(path: str, slug: str) -> Slice | None:
    """None where there is no such value."""
    last = known.get((path, slug))
    if last and (now := as_of_now(last.dimension, last.value)).changed_at == last.changed_at:
        return now
    dimension = SLICES[path]
    value = next(iter(dimension.find([slug])), None)
    if value is None:
        return None
    found = as_of_now(dimension, value)
    if found.changed_at:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[path, slug] = found
    return found


def as_of_now(dimension: Dimension, value: Value) -> Slice:
    wide = wide_of(dimension, value)
    with connection.cursor() as cursor:
        cursor.execute(TALLIES, [dimension.name, value.key, *wide])
        tallies = {name: (number, changed_at) for name, number, changed_at in cursor.fetchall()}
    total, changed_at = tallies.get(dimension.name, (0, None))
    return Slice(dimension, value, total, changed_at, tallies.get(wide[0], (0, None))[1])


def wide_of(dimension: Dimension, value: Value) -> tuple[str, int]:
    """The tally that changes whenever a neighbour's does: the country's, or that of all jobs."""
    if dimension in (CITY, REGION) and value.row.country_id:
        return COUNTRY.name, value.row.country_id
    return (COUNTRY.name, value.key) if dimension is COUNTRY else (ALL, 0)
