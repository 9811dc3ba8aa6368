"""What a selection chooses of the stock, and how many of that have each value."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np
from django.db import connection

from postings.facet_counts import Numbers
from postings.selection import Selection
from postings.slices import NOT_STATED, Value
from postings.stock.finding import Found, find
from postings.stock.rows import Column
from postings.stock.stock import Stock

Mask = np.ndarray  # of bool, one for each entry of the stock


class Chosen:
    """The open entries that `selection` asks for: `Selection.conditions`, over columns. `since` is its hour, if any."""

    def __init__(self, stock: Stock, selection: Selection, since: int | None = None):
        self.stock = stock
        self.selection = selection
        self.since = since

    @cached_property
    def found(self) -> Found:
        return find(self.selection.words, connection.settings_dict["NAME"], self.stock.version)

    @cached_property
    def masks(self) -> dict[str, Mask]:
        """{name: which entries meet its condition}"""
        masks = {name: self.having(name, values) for name, values in self.selection.include.items()}
        masks |= {f"-{name}": ~self.having(name, values) for name, values in self.selection.exclude.items()}
        return masks | dict(self.others(masks))

    def others(self, masks: Mapping[str, Mask]) -> Iterator[tuple[str, Mask]]:
        """The conditions that are not, or not only, by the value of a dimension."""
        asked, pay = self.selection, self.stock.column("pay")
        if asked.words:
            yield "q", self.among(self.found.ids)
        if asked.salary_min is not None:
            enough = pay >= asked.salary_min
            yield "salary_min", enough | (pay == 0) if asked.unstated_pay else enough
        if asked.unstated_pay and "currency" in masks:
            yield "currency", masks["currency"] | (pay == 0)  # who does not say states no currency either
        if self.since is not None:
            yield "posted", self.stock.column("hour") >= self.since

    def having(self, name: str, values: Iterable[Value]) -> Mask:
        keys = [value.key for value in values]
        mask = np.logical_or.reduce([self.stock.column(name) == key for key in keys])
        further = self.stock.further[name]
        mask[further.places[np.isin(further.keys, keys)]] = True
        return mask

    def among(self, ids: Column) -> Mask:
        """Which entries have one of `ids`; whatever of them is not open is left out."""
        ids = ids[np.isin(ids, self.stock.ids, assume_unique=True)]
        mask = np.zeros(len(self.stock.ids), bool)
        mask[np.searchsorted(self.stock.ids, ids)] = True
        return mask

    def mask(self, without: str = "") -> Mask:
        """The entries that meet every condition, but for the one of the name `without`."""
        masks = [mask for name, mask in self.masks.items() if name != without]
        return np.logical_and.reduce(masks) if masks else np.ones(len(self.stock.ids), bool)

    @cached_property
    def total(self) -> int:
        return int(np.count_nonzero(self.mask()))

    @cached_property
    def ids(self) -> Column:
        """Newest first, but those whose title alone has the words before the others."""
        newest = self.stock.ids[self.mask()][::-1]
        if not self.selection.words:
            return newest
        in_title = np.isin(newest, self.found.in_title)
        return np.concatenate([newest[in_title], newest[~in_title]])

    def numbers(self, names: Iterable[str], most: int | None, keys: Iterable[int], without: str) -> dict[str, Numbers]:
        """{dimension: its numbers}, as `counting.count`."""
        mask = self.mask(without)
        places, keys = np.flatnonzero(mask), set(keys)
        return {name: frequent(*self.counted(name, mask, places), most, keys) for name in names}

    def counted(self, name: str, mask: Mask, places: Column) -> tuple[Column, Column]:
        """The values of a dimension, and how many of the chosen entries have each."""
        further = self.stock.further[name]
        chosen = [self.stock.column(name)[places], further.keys[mask[further.places]]]
        return np.unique(np.concatenate(chosen), return_counts=True)


def frequent(values: Column, numbers: Column, most: int | None, keys: set[int]) -> Numbers:
    """The `most` frequent values, or all; 0 and `keys` in any case. Among equals the lower key, as in SQL."""
    stated = len(values) - int(len(values) > 0 and values[0] == NOT_STATED.key)
    asked = np.isin(values, [NOT_STATED.key, *keys])
    order = np.lexsort((-numbers, ~asked))
    if most is not None:
        order = order[: most + len(keys) + 1]
    return Numbers(dict(zip(values[order].tolist(), numbers[order].tolist(), strict=True)), stated)
