"""The segments of a title in English, with their ranks set aside."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from postings.normalise.title.ranks import Rank, ranks
from postings.normalise.title.translation import Term, terms
from postings.normalise.title.vocabulary import dictionary, is_head, joints, word_set
from postings.normalise.title.words import Segment

# Levels that name a person where no field of work does: "Safety Program Lead".
NOUNS_TOO = frozenset({"lead", "director"})


class Part(NamedTuple):
    """A segment in English without its ranks; `first` and `last` are the levels at its ends.

    `tail` is the last rank as words of work: "Technical Lead", "Director".
    """

    terms: list[Term]
    bracketed: bool
    first: str
    last: str
    tail: tuple[Term, ...]


def part_of(segment: Segment, spoken: Collection[str]) -> Part:
    """The segment up to a word that ends the occupation ("for", "at"), less ranks and scopes."""
    found = ranks(segment)
    ranked = {at for rank in found if not names_work(rank, segment) for at in range(rank.start, rank.end)}
    rest = Segment(tuple(word for at, word in enumerate(segment.words) if at not in ranked))
    words = without_scopes(terms(rest, spoken))
    if len(words) > 1 and words[1].key == "in" and is_head(words[0].key):
        # "Especialista en redes", "Engineer in Test"
        del words[1]
    stop = next((at for at, term in enumerate(words) if term.key in word_set("joints", "ends") and at), len(words))
    first = found[0].level if found and found[0].start == 0 else ""
    last = found[-1].level if found and found[-1].end == len(segment.words) else ""
    kept = [term for at, term in enumerate(words[:stop]) if at or term.key not in joints()]
    return Part(kept, segment.bracketed, first, last, tail_of(found, segment))


def tail_of(found: Sequence[Rank], segment: Segment) -> tuple[Term, ...]:
    """The last rank in English, as words."""
    if not found or found[-1].level not in NOUNS_TOO:
        return ()
    words = segment.words[found[-1].start : found[-1].end]
    is_english = words[-1].key in NOUNS_TOO | {"leader"}
    return tuple(Term(word.key, word) for word in words) if is_english else (Term(found[-1].level, words[-1]),)


def names_work(rank: Rank, segment: Segment) -> bool:
    """Whether the rank is the occupation: "CFO", "Gerente", "Chief" and "President"."""
    phrase = " ".join(word.key for word in segment.words[rank.start : rank.end])
    if rank.level not in ("manager", "director", "executive"):
        return False
    return phrase in ("chief", "president") or (phrase in dictionary() and is_head(dictionary()[phrase].english))


def without_scopes(words: list[Term]) -> list[Term]:
    return [term for term in words if term.key not in word_set("scopes")]
