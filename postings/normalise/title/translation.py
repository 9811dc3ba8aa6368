"""The words of a segment in English. Phrases before words, German compounds by their parts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from postings.normalise.title.vocabulary import Entry, dictionary, heads, joining_words, read, word_set
from postings.normalise.title.words import Segment, Word

LONGEST_PHRASE = 6

# Endings that a woman's form, a plural or a case adds, and what stands without them.
FORMS = (
    ("innen", ""), ("in", ""), ("a", "o"), ("a", ""), ("as", "os"), ("os", "o"),
    ("en", ""), ("e", ""), ("s", ""), ("r", ""),
)  # fmt: skip
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Term:
    """An English word, the word or phrase of the title that it stands for, and the languages that this may be of."""

    key: str
    source: Word
    languages: tuple[str, ...] = ()


def terms(segment: Segment, spoken: Collection[str]) -> list[Term]:
    """`segment` in English; words that join are read in the languages `spoken` only."""
    return [term for term in translated(segment.words, spoken) if term.key]


def translated(words: tuple[Word, ...], spoken: Collection[str]) -> Iterator[Term]:
    at = 0
    while at < len(words):
        end, entry = entry_at(words, at, spoken)
        languages = () if entry.languages == ("english",) else entry.languages
        source = words[at] if end == at + 1 else spanned(words[at:end])
        yield from (Term(key, source, languages) for key in entry.english.split())
        at = end


def spanned(words: tuple[Word, ...]) -> Word:
    """The words of a phrase as one, so that evidence quotes all of it."""
    text, key = " ".join(word.text for word in words), " ".join(word.key for word in words)
    return Word(text, key, words[0].start, words[-1].end, words[0].glue)


def entry_at(words: tuple[Word, ...], at: int, spoken: Collection[str]) -> tuple[int, Entry]:
    """(end, entry) of the longest known phrase at `at`; the word itself when none is known."""
    for end in range(min(len(words), at + LONGEST_PHRASE), at, -1):
        phrase = " ".join(word.key for word in words[at:end])
        if entry := dictionary().get(phrase):
            return end, entry
        for language in spoken:
            if (english := joining_words(language).get(phrase)) is not None:
                return end, Entry(english, ("english",))
    return at + 1, by_form(words[at].key)


@lru_cache(maxsize=20_000)
def by_form(key: str) -> Entry:
    """A single word that is in no list as it stands: another form of one, a compound, or unknown."""
    if singular(key) in heads() or key in word_set("modifiers") or key in word_set("fields"):
        return Entry(singular(key))
    for ending, instead in FORMS:
        stem = key.removesuffix(ending) + instead
        if key.endswith(ending) and len(stem) >= SHORTEST_STEM and (entry := dictionary().get(stem)):
            return entry
    return compound(key) or Entry(key)


def compound(key: str) -> Entry | None:
    """A German compound in English: "vertriebsingenieurin" is a "sales engineer"."""
    for last, english in lasts().items():
        for ending in ("", "in", "innen", "n", "en", "s"):
            if key.endswith(last + ending) and (first := opened(key.removesuffix(last + ending))):
                return Entry(f"{first} {english}", ("german",))
    return None


def opened(part: str) -> str | None:
    """The first part of a compound in English, with or without the "s" that joins it."""
    firsts: dict[str, str] = read("titles_foreign.toml")["german_compounds"]["first"]
    return firsts.get(part) or firsts.get(part.removesuffix("s")) or firsts.get(part.removesuffix("n"))


@cache
def lasts() -> dict[str, str]:
    table: dict[str, str] = read("titles_foreign.toml")["german_compounds"]["last"]
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=20_000)
def singular(key: str) -> str:
    return key[:-1] if key.endswith("s") and key[:-1] in heads() else key


def spoken_in(segments: Collection[Segment]) -> frozenset[str]:
    """The languages other than English that the words of these segments belong to."""
    entries = [entry_at(segment.words, at, ())[1] for segment in segments for at in range(len(segment.words))]
    return frozenset(language for entry in entries for language in entry.languages) - {"english", "asian"}
