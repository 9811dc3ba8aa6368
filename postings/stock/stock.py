"""Open entries at one version of the lists, ready to be chosen from and counted."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from postings.slices import DIMENSIONS, MARKS
from postings.stock.rows import Column, Rows


class Further(NamedTuple):
    """The further values of one dimension: the places in the stock of the entries that have them, and their keys."""

    places: Column
    keys: Column


class Stock:
    """`version` is that of the newest change in it. Never changed: what is newer is another stock."""

    def __init__(self, version: int, rows: Rows):
        self.version = version
        self.rows = rows

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
