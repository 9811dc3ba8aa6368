"""Work that can only be done where it is: cook, driver, warehouse picker."""

import re
import tomllib
from functools import cache
from typing import NamedTuple

from postings.normalise.gazetteer import DATA, fold

# An occupation ends before these: "Driver (m/w/d)", "Barista, Kreuzberg", "Cook - Nights".
PARTED = re.compile(r"\s[-–—|:]\s|[,(/\[|]")
LONGEST_TITLE = 200
LONGEST_NAME = 4  # words


class Vocabulary(NamedTuple):
    """data/on_site_work.toml, folded."""

    names: frozenset[str]
    marks: frozenset[str]
    joints: frozenset[str]


def on_site_occupation(title: str) -> str | None:
    """The occupation in `title` whose work can only be done where it is."""
    return next((found for part in PARTED.split(title[:LONGEST_TITLE]) if (found := occupation(fold(part)))), None)


def occupation(words: str) -> str | None:
    """The occupation at the end of `words`, or before "in", "with"; marks of contract and gender aside.

    "Truck Driver (m/w/d)" and "Senior Cook with Experience" are such; "Driver Operations Manager" is not.
    """
    pieces = words.split()
    stop = next((at for at, piece in enumerate(pieces) if piece in vocabulary().joints), len(pieces))
    return last(pieces) or last(pieces[:stop])


def last(pieces: list[str]) -> str | None:
    names, marks, _ = vocabulary()
    end = next((at for at in range(len(pieces), 0, -1) if pieces[at - 1] not in marks), 0)
    ends = (" ".join(pieces[start:end]) for start in range(max(0, end - LONGEST_NAME), end))
    return next((name for name in ends if name in names), None)


@cache
def vocabulary() -> Vocabulary:
    lists = tomllib.loads((DATA / "on_site_work.toml").read_text())
    marks, joints = (frozenset(lists[name].split()) for name in ("marks", "joints"))
    return Vocabulary(frozenset(map(fold, lists["names"])), marks, joints)
