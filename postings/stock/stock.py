"""Open entries at one version of the lists, ready to be chosen from and counted."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from postings.slices import DIMENSIONS, MARKS, Dimension, Value
from postings.stock.rows import Column, Rows

NAMES_KEPT = 5_000  # of a dimension, of some 2 kB each


class Further(NamedTuple):
    """The further values of one dimension: the places in the stock of the entries that have them, and their keys."""

    places: Column
    keys: Column


class Stock:
    """`version` is that of the newest change in it. Never changed: what is newer is another stock.

    `names` are the values that were looked up, {dimension: {key: value}}; a newer stock has the same, until one is
    called otherwise.
    """

    def __init__(self, version: int, rows: Rows, names: dict[str, dict[int, Value]] | None = None):
        self.version = version
        self.rows = rows
        self.names = {name: {} for name in DIMENSIONS} if names is None else names

    def named(self, dimension: Dimension, keys: Iterable[int]) -> list[Value]:
        """The values of these keys, in no order: `dimension.having`, of which what was found is kept."""
        keys, known = list(keys), self.names[dimension.name]
        lacking = [key for key in keys if key not in known]
        if lacking:
            if len(known) > NAMES_KEPT:
                known.clear()
            known.update((value.key, value) for value in dimension.having(lacking))
        return [known[key] for key in keys if key in known]

    @property
    def ids(self) -> Column:
        """In ascending order; an entry's place here is its place in every column."""
        return self.rows.columns["id"]

    def column(self, name: str) -> Column:
        """Of a dimension, "pay" (a year) or "hour" (of posting, since 1970)."""
        return self.rows.columns[name]

    @cached_property
    def further(self) -> dict[str, Further]:
        """{dimension: its further values}"""
        marks = self.rows.further["mark"]
        places = np.searchsorted(self.ids, self.rows.further["id"])
        of = {name: marks % MARKS == dimension.number for name, dimension in DIMENSIONS.items()}
        return {name: Further(places[mine], marks[mine] // MARKS) for name, mine in of.items()}
