"""Judgements as counts and shares."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

COLUMNS = ("right", "wrong", "missed", "invented")
SHARES = ("precision", "recall", "given")


class Judged(NamedTuple):
    """One fact of one text or posting: what was agreed on and what we found, each as a list of values."""

    fact: str
    of: str  # what it is a fact of, for the reader
    expected: list[Any]
    found: list[Any]
    evidence: str = ""

    @property
    def counts(self) -> Counter[str]:
        """Values on both sides are right; of the rest pairs are wrong, single ones missed or invented."""
        expected, found = Counter(self.expected), Counter(self.found)
        missing, extra = (expected - found).total(), (found - expected).total()
        wrong = min(missing, extra)
        right = (expected & found).total()
        return Counter(right=right, wrong=wrong, missed=missing - wrong, invented=extra - wrong)

    @property
    def is_right(self) -> bool:
        return self.expected == self.found


class Score(NamedTuple):
    """Counts of values. A share is None where there is nothing that it could be a share of."""

    right: int
    wrong: int
    missed: int
    invented: int

    @property
    def precision(self) -> float | None:
        return share(self.right, self.right + self.wrong + self.invented)

    @property
    def recall(self) -> float | None:
        return share(self.right, self.right + self.wrong + self.missed)

    @property
    def given(self) -> float | None:
        """How much of what is known was answered at all, rightly or not."""
        return share(self.right + self.wrong, self.right + self.wrong + self.missed)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def scores(judged: Iterable[Judged]) -> dict[str, Score]:
    """{fact: its score}, in the order in which the facts first come."""
    counts: dict[str, Counter[str]] = {}
    for one in judged:
        counts.setdefault(one.fact, Counter()).update(one.counts)
    return {fact: Score(*(counted[column] for column in COLUMNS)) for fact, counted in counts.items()}


def table(scored: dict[str, Score], shares: Sequence[str] = SHARES) -> Iterator[str]:
    """The scores as lines of text, below the names of the columns."""
    yield f"{'':16}" + "".join(f"{head:>10}" for head in (*COLUMNS, *shares))
    for fact, score in scored.items():
        cells = [*score, *(percent(getattr(score, name)) for name in shares)]
        yield f"{fact:16}" + "".join(f"{cell:>10}" for cell in cells)


def percent(part: float | None) -> str:
    return "-" if part is None else f"{part:.1%}"
