"""The level that a title names."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from postings.normalise.title.ranks import ranks
from postings.normalise.title.vocabulary import order_of_levels, read, word_set
from postings.normalise.title.words import Segment, Word

# Between two levels these leave a choice: "Junior or Senior", "Senior/Lead".
CHOICES = frozenset({"or", "oder", "ou", "o", "to", "bis", "and", "und", "&"})
# After these a title speaks of another's rank: "Assistant to the CEO".
OTHERS_BEGIN = frozenset({"to", "for", "with", "reporting", "supporting", "zu"})
# What may stand before "Manager" at the head of a title.
BEFORE_MANAGER = frozenset({"group", "associate"})


class Level(NamedTuple):
    """A level and the words that name it."""

    level: str
    first: Word
    last: Word


def level(segments: Sequence[Segment]) -> Level | None:
    """The highest level that the title gives; of a choice the first; brackets count behind the words they follow.

    A bracket at the very beginning leaves open whether it holds: "(Senior) Accountant".
    """
    plain = [found for segment in segments if not segment.bracketed for found in levels_in(segment)]
    # "Data Governance - CDO": a later segment names the office, not the job.
    plain = [found for found in plain if found.level != "executive" or found.first in segments[0].words]
    found = plain or [found for segment in segments[1:] if segment.bracketed for found in levels_in(segment)]
    return max(found, key=lambda one: order_of_levels().index(one.level), default=None)


def levels_in(segment: Segment) -> Iterator[Level]:
    words, before = segment.words, None
    for rank in ranks(segment):
        if before is not None and is_choice(words[before : rank.start], words[rank.start]):
            before = rank.end
        elif rank.start >= end_of_own(segment):
            break
        elif rank.level:
            yield Level(rank.level, words[rank.start], words[rank.end - 1])
            before = rank.end
    yield from manager_in(segment)


def end_of_own(segment: Segment) -> int:
    """Where the title turns to someone else: "Assistant to the CEO", "Assistant (to the CEO)"."""
    keys = [word.key for word in segment.words]
    return next((at for at, key in enumerate(keys) if key in OTHERS_BEGIN and (at or segment.bracketed)), len(keys))


def is_choice(between: Sequence[Word], after: Word) -> bool:
    if not between:
        return after.glue == "/"
    return len(between) == 1 and between[0].key in CHOICES


def manager_in(segment: Segment) -> Iterator[Level]:
    """The level manager: in "Manager, Support" and "Engineering Manager", not in "Product Manager"."""
    ranked = {at for rank in ranks(segment) for at in range(rank.start, rank.end)}
    before: list[str] = []
    for at, word in enumerate(segment.words):
        is_learning = {"training", "trainee"} & {after.key for after in segment.words[at + 1 : at + 3]}
        if word.key in ("manager", "mgr") and not is_learning and is_team(before):
            yield Level("manager", word, word)
            return
        if at not in ranked and word.key not in BEFORE_MANAGER and word.key not in word_set("scopes"):
            before.append(word.key)


def is_team(words: Sequence[str]) -> bool:
    """Whether a manager of this is one by rank; nothing before the word counts as a team."""
    return not words or any(" ".join(words[-length:]) in teams() for length in (1, 2))


@cache
def teams() -> frozenset[str]:
    return frozenset(read("titles_levels.toml")["manager"]["teams"])
