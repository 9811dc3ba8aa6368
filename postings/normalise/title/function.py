"""What a job is for: one of the functions of data/functions.toml."""

from collections.abc import Sequence
from typing import NamedTuple

from postings.normalise.title.translation import Term, spoken_in, terms
from postings.normalise.title.vocabulary import functions
from postings.normalise.title.words import Segment

LONGEST_PHRASE = 4


class Match(NamedTuple):
    function: str
    terms: Sequence[Term]


def function_in(words: Sequence[Term], section: str = "title") -> Match | None:
    """The function of the longest known phrase among `words`; of equals the last one."""
    best: Match | None = None
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST_PHRASE), start, -1):
            phrase = " ".join("and" if term.key == "&" else term.key for term in words[start:end])
            name = functions(section).get(phrase)
            if name and (best is None or end - start >= len(best.terms)):
                best = Match(name, words[start:end])
    return best


def function_of(segments: Sequence[Segment], section: str = "title") -> Match | None:
    """The function of the first segment that names one; brackets last."""
    spoken = spoken_in(segments)
    in_order = sorted(segments, key=lambda segment: segment.bracketed)
    return next((match for one in in_order if (match := function_in(terms(one, spoken), section))), None)
