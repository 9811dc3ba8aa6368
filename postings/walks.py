"""How a selection's entries are walked, newest first: by id, and by how many come before.

Three ways with one face. One value of one dimension, or everything, is walked along its own index,
and its tally says how many there are and where: a page however far down costs what the second
one does. Any other selection of open entries is found in memory, and one with closed entries by SQL.
"""

from functools import cached_property
from typing import Protocol

import numpy as np
from django.db import connection

from postings.entry_querysets import EntryQuerySet
from postings.models import Entry, FurtherValue, Tally
from postings.narrowing import matches
from postings.querysets import Backwards
from postings.selection import Selection
from postings.slices import DIMENSIONS
from postings.stock import chosen
from postings.tallies import ALL, STRETCH
from postings.vocabulary import Status

HIGHEST = 2**31 - 1
# By hand: through the ORM, making the statement costs ten times what running it does. Each of the two is walked
# along its own index and stops by itself; PostgreSQL would sort them whole.
OWN = """
select (- posting_id) as backwards from postings_entry
where open {which} and (- posting_id) {side} %s order by (- posting_id) {way} limit %s
"""
FURTHER = """
select (- entry_id) from postings_furthervalue
where open and dimension = %s and value = %s and (- entry_id) {side} %s order by (- entry_id) {way} limit %s
"""


def statements(side: str, way: str) -> dict[str, str]:
    """{dimension: the statement that walks one value of it}."""
    further = FURTHER.format(side=side, way=way)
    end = f"order by backwards {way} limit %s offset %s"
    everything = f"select * from ({OWN.format(which='', side=side, way=way)}) own {end}"  # noqa: S608 -- our own words
    return {ALL: everything} | {
        name: f"({OWN.format(which=f'and {name} = %s', side=side, way=way)}) union all ({further}) {end}"
        for name in DIMENSIONS
    }


OLDER = statements(">", "asc")
NEWER = statements("<", "desc")


class Walk(Protocol):
    """`by_tier`: the list is not by id alone, so that only `at` walks it."""

    total: int
    by_tier: bool

    def after(self, id: int, size: int) -> list[int]:
        """The `size` ids that follow `id` in the list, or would."""

    def before(self, id: int, size: int) -> list[int]:
        """The `size` ids that stand before `id`, in the list's order."""

    def at(self, rank: int, size: int) -> list[int]:
        """`size` ids from the one with `rank` others before it."""

    def rank(self, id: int) -> int:
        """How many stand before `id` in the list, or would."""


def walk_of(selection: Selection) -> Walk:
    if selection.is_everything:
        return SliceWalk(ALL, 0)
    if one := selection.slice:
        dimension, value = one
        return SliceWalk(dimension.name, value.key)
    if selection.status == Status.OPEN:
        return StockWalk(selection)
    return SearchWalk(selection)


class SliceWalk:
    """All open entries with one value, or, of the dimension `ALL`, all."""

    by_tier = False

    def __init__(self, dimension: str, key: int):
        self.dimension, self.key = dimension, key

    @cached_property
    def total(self) -> int:
        rows = Tally.objects.filter(dimension=self.dimension, value=self.key)
        return rows.values_list("number", flat=True).first() or 0

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """(stretch of ids, number in it), the newest first."""
        rows = Tally.objects.filter(dimension=self.dimension, value=self.key)
        numbers = rows.values_list("stretches", flat=True).first() or {}
        return sorted(((int(stretch), number) for stretch, number in numbers.items()), reverse=True)

    def after(self, id: int, size: int) -> list[int]:
        return self.ids(OLDER, id, size)

    def before(self, id: int, size: int) -> list[int]:
        return self.ids(NEWER, id, size)[::-1]

    def at(self, rank: int, size: int) -> list[int]:
        if not rank:
            return self.ids(OLDER, HIGHEST, size)
        skipped = 0
        for stretch, number in self.stretches:
            if skipped + number > rank:
                return self.ids(OLDER, (stretch + 1) * STRETCH, size, rank - skipped)
            skipped += number
        return []

    def rank(self, id: int) -> int:
        newer = sum(number for stretch, number in self.stretches if stretch > id // STRETCH)
        end = (id // STRETCH + 1) * STRETCH
        return newer + sum(rows.filter(backwards__lt=-id, backwards__gt=-end).count() for rows in self.rows())

    def ids(self, statements: dict[str, str], beside: int, size: int, skipped: int = 0) -> list[int]:
        """`size` ids on one side of `beside`, the nearest first, without the first `skipped` of them."""
        end = [-beside, skipped + size]
        own = [*end] if self.dimension == ALL else [self.key, *end, self.dimension, self.key, *end]
        with connection.cursor() as cursor:
            cursor.execute(statements[self.dimension], [*own, size, skipped])
            return [-backwards for (backwards,) in cursor.fetchall()]

    def rows(self) -> list:
        """The entries by their own value, and by a further one: no entry is in both."""
        entries = Entry.objects.open().order_by().annotate(backwards=Backwards("posting"))
        if self.dimension == ALL:
            return [entries]
        further = FurtherValue.objects.filter(open=True, dimension=self.dimension, value=self.key).order_by()
        return [entries.filter(**{self.dimension: self.key}), further.annotate(backwards=Backwards("entry"))]


class StockWalk:
    """Any selection of open entries, in memory."""

    def __init__(self, selection: Selection):
        self.by_tier = bool(selection.words)
        self.chosen = chosen(selection)

    @property
    def total(self) -> int:
        return self.chosen.total

    def after(self, id: int, size: int) -> list[int]:
        return self.at(self.rank(id - 1), size)

    def before(self, id: int, size: int) -> list[int]:
        rank = self.rank(id)
        return self.at(max(rank - size, 0), min(rank, size))

    def at(self, rank: int, size: int) -> list[int]:
        return self.chosen.ids[rank : rank + size].tolist()

    def rank(self, id: int) -> int:
        return int(np.searchsorted(-self.chosen.ids, -id))


class SearchWalk:
    """Any selection, by SQL. `by_tier`: those whose title alone has the words come first, the newest among equals."""

    def __init__(self, selection: Selection):
        self.entries = selection.entries().annotate(backwards=Backwards("posting"))
        self.by_tier = bool(selection.words)
        if self.by_tier:
            self.entries = self.entries.alias(in_title=matches(selection.words.in_title()))

    @cached_property
    def total(self) -> int:
        return self.entries.count()

    def after(self, id: int, size: int) -> list[int]:
        return self.ids(self.entries.filter(backwards__gt=-id).order_by("backwards")[:size])

    def before(self, id: int, size: int) -> list[int]:
        return self.ids(self.entries.filter(backwards__lt=-id).order_by("-backwards")[:size])[::-1]

    def ordered(self) -> EntryQuerySet:
        """All of them, in the order of the list."""
        return self.entries.order_by("-in_title", "backwards") if self.by_tier else self.entries.order_by("backwards")

    def at(self, rank: int, size: int) -> list[int]:
        return self.ids(self.ordered()[rank : rank + size])

    def rank(self, id: int) -> int:
        return self.entries.filter(backwards__lt=-id).count()

    def ids(self, entries) -> list[int]:
        return list(entries.values_list("pk", flat=True))
