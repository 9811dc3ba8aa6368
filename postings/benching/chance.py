"""Seeded chance that comes out the same on every machine, and is cheap enough for millions of draws."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values, each drawn as often as its weight says."""

    def __init__(self, values: Sequence[T], weights: Iterable[float]):
        self.values = values
        self.bounds = list(accumulate(weights))

    def draw(self, rng: Random) -> T:
        return self.at(rng.random())

    def at(self, share: float) -> T:
        """The value that stands at `share`, 0 to 1, of all their weight."""
        return self.values[bisect_right(self.bounds, share * self.bounds[-1], hi=len(self.values) - 1)]


def zipf(values: Sequence[T], slope: float, flat: float) -> Weighted[T]:
    """A few values are very common and most are rare: the one in place k weighs 1 / (k + `flat`) ** `slope`."""
    return Weighted(values, (1 / (place + flat) ** slope for place in range(1, len(values) + 1)))


def fading(values: Sequence[T], share: float) -> Weighted[T]:
    """The first value has `share` of the draws, the second `share` of the rest, and so on."""
    return Weighted(values, (share * (1 - share) ** place for place in range(len(values))))
