"""What an awkward case is: a trait of a board, an odd job, or an upset of what the board sends."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from postings.demo.answers import Answer
from postings.demo.values import Job

ALWAYS = 10_000  # a day that no demo reaches


@dataclass(frozen=True)
class Case:
    """`name` is how tests and docs point at it, `board` where it happens, `tells` what it is about."""

    name: str
    board: str  # an address, "greenhouse/quillmere"
    tells: str


@dataclass(frozen=True)
class Oddity(Case):
    """An odd job: composed like its board's others, of the role `role`, then twisted.

    `stages` are {day: twist from then on}; `days` the spans in which it is listed. Two cases of
    one `story` are the same job under two ids.
    """

    role: str = ""
    stages: Mapping[int, Callable[[Job], Job]] = field(default_factory=dict)
    days: Sequence[tuple[int, int]] = ((0, ALWAYS),)
    story: str = ""

    def is_listed(self, day: int) -> bool:
        return any(first <= day <= last for first, last in self.days)


@dataclass(frozen=True)
class Upset(Case):
    """What a board sends from the day `first` to the day `last`, at one of four levels.

    `asked` turns what is asked for into something else. With `every` 3, only each third request is upset.
    """

    first: int
    last: int
    every: int = 1
    asked: Callable[[Mapping[str, str]], Mapping[str, str]] | None = None
    jobs: Callable[[tuple[Job, ...]], tuple[Job, ...]] | None = None
    records: Callable[[list[Any]], list[Any]] | None = None
    answer: Callable[[Answer, Mapping[str, str]], Answer] | None = None
