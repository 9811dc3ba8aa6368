"""Where a title speaks of rank: "Senior", "II", "Head of", and which word is none although it looks like one."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postings.normalise.title.vocabulary import heads, levels, read
from postings.normalise.title.words import Segment, Word

LONGEST_PHRASE = 5
NUMERALS = frozenset({"iii", "iv"})


class Rank(NamedTuple):
    """Words `start` to `end` of a segment; `level` is "" where they come off and tell no level."""

    start: int
    end: int
    level: str


def ranks(segment: Segment) -> list[Rank]:
    """The ranks in `segment`, from left to right."""
    return list(find(segment.words))


def find(words: tuple[Word, ...]) -> Iterator[Rank]:
    at = 0
    while at < len(words):
        end, phrase = phrase_at(words, at)
        if phrase and is_rank(words, at, phrase):
            yield Rank(at, end, level_of(words, at, phrase))
        at = end


def phrase_at(words: tuple[Word, ...], at: int) -> tuple[int, str]:
    """(end, phrase) of the longest phrase at `at` that speaks of rank; "" where none does."""
    for end in range(min(len(words), at + LONGEST_PHRASE), at, -1):
        phrase = " ".join(word.key for word in words[at:end])
        if phrase in levels() or phrase in others():
            return end, phrase
    return at + 1, ""


def is_rank(words: tuple[Word, ...], at: int, phrase: str) -> bool:
    """Whether the phrase is a rank where it stands: it is none in "Staff Nurse", "IV Nurse" and "Training Staff"."""
    if phrase in levels() and not levels()[phrase]:
        return False
    if phrase in NUMERALS or phrase.isdigit():
        return at > 0
    return phrase != "staff" or at == 0 or words[at - 1].key in levels()


def level_of(words: tuple[Word, ...], at: int, phrase: str) -> str:
    """The level of a rank; "Engineer I" is entry, other words of `others` tell none."""
    if phrase == "i" and at > 0 and words[at - 1].key in heads():
        return "entry"
    return levels().get(phrase, "")


@cache
def others() -> frozenset[str]:
    return frozenset(read("titles_levels.toml")["ranks"]["others"])
