"""The words for kinds of employment, as fields have them."""

import re
import tomllib
from functools import cache, lru_cache

from postings.normalise.gazetteer import DATA, fold

# The most particular first; "full-time internship" is the first of the two.
KINDS = (
    "volunteer",
    "part_time_student",
    "internship",
    "per_diem",
    "temporary",
    "contract",
    "part_time",
    "full_time",
    "permanent",
)
# What two of them mean.
MEANT = {"part_time_student": "part_time", "permanent": "full_time"}

# "FullTime", "fulltime_permanent"
JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
# The ways to say "either": of the two the first is as good as the second.
EITHER = re.compile(r"/|\bor\b|\boder\b|\bou\b", re.IGNORECASE)


def plain(kind: str) -> str:
    """`kind` as a fact has it."""
    return MEANT.get(kind, kind)


@lru_cache(maxsize=2_000)
def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of employment that `text` offers; several where it gives a choice: "Full-time / freelance"."""
    words = JOINTS.sub(" ", text)
    offered = [kind for part in EITHER.split(words) if (kind := kind_in(part))]
    return tuple(dict.fromkeys(offered))


def kind_in(words: str) -> str | None:
    padded = f" {fold(words)} "
    return next(
        (kind for kind, phrases in field_words().items() if any(f" {phrase} " in padded for phrase in phrases)), None
    )


@cache
def field_words() -> dict[str, tuple[str, ...]]:
    """data/employment.toml: {kind: phrases}."""
    words = tomllib.loads((DATA / "employment.toml").read_text())
    return {kind: tuple(map(fold, words[kind])) for kind in KINDS}
