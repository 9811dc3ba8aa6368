"""Facets: what a selection can be narrowed by, and how many jobs each choice would leave. Exact, always.

    facets(selection) -> [Facet(WORK_MODEL, [Choice(remote, 312, False), ...], values=4), ...]

Each facet counts as if none of its own values were chosen, so that the others stay in view; what is
excluded stays excluded. One face for every page; behind it the stock of open entries, or SQL:
postings/counting.py. A facet is kept in the process for as long as no entry that it counts, or would
count, has been written: `stamp` says when that was.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from postings import tallies
from postings.counting import count
from postings.facet_counts import Numbers
from postings.selection import Selection, posted_after
from postings.slices import DIMENSIONS, NOT_STATED, Counted, Dimension, Value
from postings.stock import current
from postings.tallies import ALL

MOST = 8  # choices of a facet
KEPT = 1000  # selections, of some 20 kB each
NEVER = datetime.min.replace(tzinfo=UTC)
SHOWN = (
    *("work_model", "country", "region", "city", "function"),
    *("department", "seniority", "employment", "company", "provider"),
)


class Choice(NamedTuple):
    """One value of a facet and the jobs that it would leave; `address` takes it, or gives it back."""

    value: Value
    number: int
    is_chosen: bool


class Facet(NamedTuple):
    """`values` is how many values there are; `choices` are the most frequent, the chosen and "not stated"."""

    dimension: Dimension
    choices: list[Choice]
    values: int


def facets(selection: Selection, names: Iterable[str] = SHOWN, most: int = MOST) -> list[Facet]:
    """The facets of these dimensions in the order of SHOWN, without those that have nothing to choose.

    Those that nothing is chosen of change together, each of the others by itself.
    """
    wanted = [name for name in SHOWN if name in set(names)]
    moments = changes(selection)
    others = tuple(name for name in wanted if name not in selection.include)
    found = {**kept(selection, others, most, least(moments), hour(selection))}
    for name in wanted:
        if name in selection.include:
            rest = {other: moment for other, moment in moments.items() if other != name}
            found |= kept(selection, (name,), most, least(rest), hour(selection))
    return [found[name] for name in wanted if found[name].choices]


def values(selection: Selection, dimension: Dimension) -> list[Counted]:
    """All values of one dimension and the jobs that each would leave, most first, "not stated" last."""
    return dimension.counted(count(selection, [dimension.name], None, without=dimension.name)[dimension.name].of)


@lru_cache(maxsize=KEPT)
def kept(
    selection: Selection, names: tuple[str, ...], most: int, stamp: datetime, hour: datetime | None
) -> dict[str, Facet]:
    """The facets `names`: of those that nothing is chosen of, or of a chosen one alone."""
    if not names:
        return {}
    chosen = selection.include.get(names[0], ())
    counted = count(selection, names, most, [value.key for value in chosen], without=names[0] if chosen else "")
    return {name: facet(selection, DIMENSIONS[name], counted[name]) for name in names}


def stamp(selection: Selection) -> datetime:
    """A moment since which no entry has changed that the selection has, had, or would get."""
    return least(changes(selection))


def changes(selection: Selection) -> dict[str, datetime]:
    """{name: when an entry with one of its chosen values last changed}, and of `ALL` entries."""
    asked = [(name, value.key) for name, values in selection.include.items() for value in values]
    return dict.fromkeys([*selection.include, ALL], NEVER) | tallies.moments([*asked, (ALL, 0)])


def least(moments: dict[str, datetime]) -> datetime:
    """An entry that is selected has a value of each name, so the name with the longest rest decides."""
    return min(moments.values())


def hour(selection: Selection) -> datetime | None:
    """What a selection by age changes with, even when no entry does."""
    return posted_after(selection.posted) if selection.posted else None


def facet(selection: Selection, dimension: Dimension, numbers: Numbers) -> Facet:
    chosen = {value.key for value in selection.values_of(dimension.name)}
    counted = dimension.counted(numbers.of, current().named(dimension, filter(None, numbers.of)))
    choices = [Choice(value or NOT_STATED, number, (value or NOT_STATED).key in chosen) for value, number in counted]
    return Facet(dimension, choices, numbers.values)


def address(selection: Selection, dimension: Dimension, choice: Choice) -> str:
    """Of the selection with a choice of its facet too, or without it where it is chosen."""
    name, value = dimension.name, choice.value
    return (selection.without(name, value.slug) if choice.is_chosen else selection.adding(name, value)).url()
