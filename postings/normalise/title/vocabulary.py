"""The word lists of data/titles*.toml and data/functions.toml, read once."""

import tomllib
from functools import cache
from typing import Any, NamedTuple

from postings.normalise.gazetteer import DATA

# Translations that only join words. They are believed beside another word of their language only:
# "no", "do", "am" and "e" are words of several.
JOINING = frozenset({"", "of", "and", "or", "for", "in", "at", "with", "on"})


class Entry(NamedTuple):
    """A phrase in English, and the languages that have it: none where it is no known phrase."""

    english: str
    languages: tuple[str, ...] = ()


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def word_set(section: str, name: str = "words") -> frozenset[str]:
    """A list of data/titles.toml as a set; "_" joins the words of one entry."""
    return frozenset(read("titles.toml")[section][name].split())


@cache
def own_heads() -> frozenset[str]:
    return word_set("heads", "own")


@cache
def generic_heads() -> frozenset[str]:
    return word_set("heads", "generic")


@cache
def heads() -> frozenset[str]:
    return own_heads() | generic_heads()


def is_head(key: str) -> bool:
    """Whether `key` is a noun of work, listed or by its ending."""
    return key in heads() or key.endswith(head_endings())


@cache
def head_endings() -> tuple[str, ...]:
    return tuple(word_set("heads", "endings"))


@cache
def known() -> frozenset[str]:
    """Every word that may be a part of an occupation."""
    return heads() | word_set("fields") | word_set("modifiers")


@cache
def shown() -> dict[str, str]:
    return {word.lower(): word for word in read("titles.toml")["shown"]["words"].split()}


@cache
def languages() -> dict[str, dict[str, str]]:
    """{language: {phrase: English}}, as data/titles_foreign.toml has them."""
    return {name: table for name, table in read("titles_foreign.toml").items() if name != "german_compounds"}


@cache
def dictionary() -> dict[str, Entry]:
    """{phrase: Entry} of the words with a meaning; where languages differ the first stands."""
    entries: dict[str, Entry] = {}
    for language, table in languages().items():
        for phrase, english in table.items():
            if english in JOINING:
                continue
            before = entries.get(phrase, Entry(english))
            entries[phrase] = Entry(before.english, (*before.languages, language))
    return entries


@cache
def joining_words(language: str) -> dict[str, str]:
    return {phrase: english for phrase, english in languages()[language].items() if english in JOINING}


@cache
def joints() -> frozenset[str]:
    """Words between the parts of an occupation, and those that end it."""
    return word_set("joints", "words") | word_set("joints", "ends")


@cache
def all_joining_words() -> frozenset[str]:
    foreign = {word for language in languages() for phrase in joining_words(language) for word in phrase.split()}
    return joints() | foreign


def is_joining(key: str) -> bool:
    """Whether `key` is a small word of any language: "de", "alla", "for"."""
    return key in all_joining_words()


@cache
def asian_phrases() -> tuple[str, ...]:
    """The phrases written without spaces, the longest first."""
    levels = [phrase for phrases in read("titles_levels.toml")["levels"].values() for phrase in phrases]
    phrases = [phrase for phrase in (*languages()["asian"], *levels) if not phrase.isascii()]
    return tuple(sorted({phrase for phrase in phrases if " " not in phrase}, key=lambda phrase: (-len(phrase), phrase)))


@cache
def levels() -> dict[str, str]:
    """{phrase: level}; "" for a phrase that is none though it holds a word that is."""
    words = read("titles_levels.toml")
    entries = {phrase: level for level, phrases in words["levels"].items() for phrase in phrases}
    return entries | dict.fromkeys(words["not_levels"]["phrases"], "")


@cache
def order_of_levels() -> tuple[str, ...]:
    return tuple(read("titles_levels.toml")["levels"])


@cache
def functions(section: str) -> dict[str, str]:
    """{phrase: function} for titles or departments."""
    lists: dict[str, str] = read("functions.toml")[section]
    return {" ".join(phrase.split()): name for name, words in lists.items() for phrase in words.split(",")}
