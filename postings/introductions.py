"""A slice introduced by its own numbers: "41 are at Acme, 22 at Beta; 119 (38 %) are remote". Each has its list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from postings.facets import Facet, address
from postings.selection import Selection
from postings.selection_words import POSTED, spoken
from postings.slices import WORK_MODEL, Value
from postings.vocabulary import WorkplaceType
from postings.walks import walk_of

FEWEST = 5  # of fewer jobs, their own rows say more
LATELY = "7d"
LEADING = {"company": "at", "city": "in", "function": "in"}  # whose most frequent values are named
MOST = 2  # of each


class Clause(NamedTuple):
    """A number in words, and the list that has as many jobs."""

    words: str
    url: str


def introduction(selection: Selection, facets: Sequence[Facet], total: int) -> list[list[Clause]]:
    """Clauses by what they are about; none of a handful of jobs."""
    if total < FEWEST:
        return []
    by_name = {facet.dimension.name: facet for facet in facets if facet.dimension.name not in selection.include}
    parts = [*leading(selection, by_name), remote(selection, by_name, total), lately(selection)]
    return [part for part in map(list, parts) if part]


def leading(selection: Selection, facets: Mapping[str, Facet]) -> Iterator[Iterator[Clause]]:
    for name, preposition in LEADING.items():
        if name in facets:
            yield most_frequent(selection, facets[name], preposition)


def most_frequent(selection: Selection, facet: Facet, preposition: str) -> Iterator[Clause]:
    """ "41 are at Acme", "22 at Beta" """
    stated = [choice for choice in facet.choices if choice.value.key and lies_in(selection, choice.value)]
    for place, choice in enumerate(stated[:MOST]):
        verb = "" if place else " are" if choice.number > 1 else " is"
        where = f"{preposition} {spoken(facet.dimension.name, choice.value)}"
        yield Clause(f"{choice.number:,}{verb} {where}", address(selection, facet.dimension, choice))


def lies_in(selection: Selection, value: Value) -> bool:
    """Jobs in Paris may be in London as well, but that is no news of France."""
    areas = [(f"{name}_id", area.key) for name in ("country", "region") for area in selection.values_of(name)]
    return all(getattr(value.row, column, key) == key for column, key in areas)


def remote(selection: Selection, facets: Mapping[str, Facet], total: int) -> Iterator[Clause]:
    is_remote = WORK_MODEL.value(WorkplaceType.REMOTE)
    for choice in facets[WORK_MODEL.name].choices if WORK_MODEL.name in facets else ():
        if choice.value == is_remote:
            verb = "are" if choice.number > 1 else "is"
            yield Clause(f"{part(choice.number, total)} {verb} remote", address(selection, WORK_MODEL, choice))


def part(number: int, total: int) -> str:
    """ "119 (38 %)"; only all of them are 100 %, and they are "all"."""
    return "all" if number == total else f"{number:,} ({min(round(100 * number / total), 99)}\u00a0%)"


def lately(selection: Selection) -> Iterator[Clause]:
    """How many are new; nothing where that is none."""
    new = replace(selection, posted=LATELY)
    if number := walk_of(new).total:
        yield Clause(f"{number:,} {'were' if number > 1 else 'was'} posted {POSTED[LATELY]}", new.url())
