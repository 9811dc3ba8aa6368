"""The occupation that a title names, by the surest way that leads to one."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from postings.normalise.title.display import name
from postings.normalise.title.parts import NOUNS_TOO, Part, part_of
from postings.normalise.title.phrases import MOST_WORDS, is_field, leftmost, noun_phrase
from postings.normalise.title.translation import Term, spoken_in
from postings.normalise.title.vocabulary import generic_heads, joints, known
from postings.normalise.title.words import Segment

# Levels before a field of work: "Head of Growth".
HEADS_OF = frozenset({"lead", "director", "vp", "executive"})


class Occupation(NamedTuple):
    terms: tuple[Term, ...]
    rule: str
    confidence: float

    @property
    def name(self) -> str:
        return name(self.terms)


def occupation(segments: Sequence[Segment], avoided: Collection[str] = ()) -> Occupation | None:
    """The occupation, None when no word of the title can be one.

    `avoided` are words of the posting's places and company: they are no part of an occupation.
    """
    spoken = spoken_in(segments)
    parts = [part_of(segment, spoken) for segment in segments]
    if spoken:
        # Words that we cannot translate stay out of an English title.
        avoided = {word.key for segment in segments for word in segment.words}
    plain = [part for part in parts if not part.bracketed]
    return (
        of_nouns(plain, avoided)
        or of_nouns([part for part in parts if part.bracketed], ())
        or of_fields(plain)
        or of_rest(plain, avoided)
        or of_rank(plain)
    )


# -- Titles with a noun of work


def of_nouns(parts: Sequence[Part], avoided: Collection[str]) -> Occupation | None:
    """The first noun of work with what belongs to it; a bare one takes the next segment: "Manager, Support"."""
    found = [noun_phrase(part.terms, avoided) for part in parts]
    named = [(at, words) for at, words in enumerate(found) if words]
    if not named:
        return None
    at, words = named[0]
    if not is_bare(words):
        return Occupation(words, "noun of work", 0.95)
    if at + 1 < len(parts) and not found[at + 1] and (speciality := speciality_in(parts[at + 1].terms)):
        return Occupation((*speciality, *words), "noun of work and its field", 0.85)
    fuller = next((later for _, later in named[1:] if not is_bare(later)), None)
    return Occupation(fuller or words, "noun of work", 0.8)


def is_bare(words: Sequence[Term]) -> bool:
    return len(words) == 1 and words[0].key in generic_heads()


def speciality_in(words: Sequence[Term]) -> Sequence[Term]:
    """The known words that a segment begins with, all of it or up to a field: "Data Management Oversight"."""
    strangers = (at for at, term in enumerate(words) if term.key not in known() and term.key not in joints())
    end = next(strangers, len(words))
    while 0 < end < len(words) and not is_field(words[end - 1]):
        end -= 1
    return words[:end] if end < MOST_WORDS else []


# -- Titles without one


def of_fields(parts: Sequence[Part]) -> Occupation | None:
    """A field of work: "Head of Growth", "Enterprise Sales", "Brand Director"."""
    in_order = sorted(range(len(parts)), key=lambda at: parts[at].last not in NOUNS_TOO)
    for at in in_order:
        part, words = parts[at], parts[at].terms
        if part.first and not words and at + 1 < len(parts):
            words = [term for term in parts[at + 1].terms if parts[at + 1].terms[0].key in known()]
        if not words:
            continue
        if part.first in HEADS_OF:
            return Occupation(tuple(words[:MOST_WORDS]), "field of work after a rank", 0.8)
        if part.last in NOUNS_TOO and words[-1].key in known() and not is_field(words[-1]):
            return Occupation((*words[leftmost(words, len(words) - 1) :], *part.tail), "rank as a noun of work", 0.7)
        last = next((at for at in reversed(range(len(words))) if is_field(words[at])), None)
        if last is not None:
            return Occupation(tuple(words[leftmost(words, last) : last + 1]), "field of work", 0.7)
    return None


def of_rest(parts: Sequence[Part], avoided: Collection[str]) -> Occupation | None:
    """The first segment as it stands, where it is in plain letters and not a place or the company."""
    for part in parts:
        words = tuple(term for term in part.terms if is_word(term, avoided))
        if words and len(words) < MOST_WORDS and all(term.source.text.isascii() for term in words):
            return Occupation(words, "first words of the title", 0.4)
    return None


def is_word(term: Term, avoided: Collection[str]) -> bool:
    return term.key in known() or (term.key.isalpha() and term.source.key not in avoided)


def of_rank(parts: Sequence[Part]) -> Occupation | None:
    """The rank, where a title is nothing else: "Technical Lead"."""
    tails = (part.tail for part in parts if part.tail)
    return next((Occupation(tail, "rank as a noun of work", 0.5) for tail in tails), None)
