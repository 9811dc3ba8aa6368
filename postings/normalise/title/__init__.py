"""What a title says: the occupation, its level, what the job is for, and whether it is a job at all.

Titles are read in English, German, French, Spanish, Portuguese, Dutch, Italian and, for the commonest words,
some more languages. The word lists are data/titles*.toml and data/functions.toml.
"""

from collections.abc import Sequence
from functools import lru_cache

from companies.providers.base import Listing
from postings.normalise.facts import Evidence, Found
from postings.normalise.title.function import Match, function_in, function_of
from postings.normalise.title.kind import pool_words
from postings.normalise.title.occupation import Occupation, occupation
from postings.normalise.title.seniority import level
from postings.normalise.title.words import LONGEST, Segment, Word, segments

__all__ = ["job_function", "kind", "normalized_title", "seniority"]


def normalized_title(listing: Listing) -> Found[str] | None:
    """The occupation in English: "Senior Software Engineer II, Payments (m/f/d)" is a "Software Engineer"."""
    found = occupation_of(listing)
    if found is None or (kind(listing).value == "talent_pool" and not found.rule.startswith("noun")):
        return None
    words = sorted((term.source for term in found.terms), key=lambda word: word.start)
    return Found(found.name, told(listing.title, words, found.rule, found.confidence))


def seniority(listing: Listing) -> Found[str] | None:
    """The level that the title names; None when it names none, which is not "mid"."""
    found = level(split(listing.title))
    if found is None:
        return None
    return Found(found.level, told(listing.title, (found.first, found.last), "level in the title", 0.95))


def job_function(listing: Listing, department: str) -> Found[str] | None:
    """What the job is for: by the occupation, else by the whole title, else by the board's department."""
    found = occupation_of(listing)
    match = (function_in(found.terms) if found else None) or function_of(split(listing.title))
    if match:
        return Found(match.function, told(listing.title, quoted(match), "function of the title", 0.9))
    match = function_of(split(department), "department") or function_of(split(department))
    if match:
        words = quoted(match)
        quote, start = department[words[0].start : words[-1].end], words[0].start
        field = listing.fields.get("department", "department")
        return Found(match.function, Evidence("field", field, quote, "function of the department", 0.7, start))
    match = function_in(found.terms, "fallback") if found else None
    if match:
        return Found(match.function, told(listing.title, quoted(match), "general word of the title", 0.5))
    return None


def kind(listing: Listing) -> Found[str]:
    """talent_pool where the title collects people for later, else job."""
    words = pool_words(split(listing.title))
    if words:
        return Found("talent_pool", told(listing.title, words, "talent pool in the title", 0.95))
    return Found("job", Evidence("inferred", "title", rule="no talent pool in the title", confidence=0.9))


def quoted(match: Match) -> Sequence[Word]:
    return sorted((term.source for term in match.terms), key=lambda word: word.start)


def occupation_of(listing: Listing) -> Occupation | None:
    around = " ".join((listing.location_text, listing.company))
    return read_occupation(listing.title, around[:LONGEST])


@lru_cache(maxsize=2_000)
def read_occupation(title: str, around: str) -> Occupation | None:
    avoided = frozenset(word.key for segment in segments(around) for word in segment.words)
    return occupation(split(title), avoided)


@lru_cache(maxsize=2_000)
def split(text: str) -> tuple[Segment, ...]:
    return tuple(segments(text))


def told(title: str, words: Sequence[Word], rule: str, confidence: float) -> Evidence:
    """The evidence of what `words`, in the order of the title, say."""
    start, end = words[0].start, words[-1].end
    return Evidence("text", "title", title[start:end], rule, confidence, start)
