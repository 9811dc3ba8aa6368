"""The sentences of a body that may speak of a fact, and where they stand."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

# How far a sentence is followed to each side of the word that drew us to it. Pasted walls of text
# have no ends, and each look must stay short.
REACH = 300

# What is shown of a sentence.
LONGEST_QUOTE = 200

# "based in the U.S. only", "(e.g. remote)": a single letter ends none.
ENDS = re.compile(r"(?<![.\s(][^\W\d_])[.!?]+[)\"”’]?\s+|\n")

# One kind of apostrophe, blank and dash.
ALIKE = {"'": "’", "\xa0": " ", **dict.fromkeys("‐‑‒–—−", "-")}

# "- ", "* ", "📍 ": what stands before the first word.
BULLET = re.compile(r"[^\w#\n(“\"]*")


class Sentence(NamedTuple):
    """A sentence as written, the same in small letters, and where it begins in the text."""

    words: str
    lower: str
    start: int


class Quote(NamedTuple):
    words: str
    start: int


def sentences(text: str, about: Iterable[str]) -> Iterator[Sentence]:
    """The sentences and lines that hold one of the words `about`, in their order."""
    lower, end = lowered(text), 0
    for at in sorted(at for word in about for at in found(lower, word)):
        if at < end:
            continue
        start = beginning(text, at, end)
        stop = ENDS.search(text, at, at + REACH)
        end = stop.start() + 1 if stop else min(len(text), at + REACH)
        words = text[start:end].rstrip()
        yield Sentence(words, lower[start : start + len(words)], start)


def found(lower: str, word: str) -> Iterator[int]:
    """Where `word` stands. Thirty such searches take a tenth of one for a regular expression of thirty words."""
    at = lower.find(word)
    while at >= 0:
        yield at
        at = lower.find(word, at + len(word))


def beginning(text: str, at: int, earliest: int) -> int:
    """Where the sentence around `at` begins, without its bullet."""
    start = max(earliest, at - REACH)
    for end in ENDS.finditer(text, start, at):
        start = end.end()
    bullet = BULLET.match(text, start, at)
    return bullet.end() if bullet else start


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """`text` in small letters, with one kind of dash, apostrophe and blank, each at its old position.

    Three facts read the same body one after the other, hence the cache.
    """
    lower = text.lower()
    if len(lower) != len(text):  # "İ" has become two letters
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    for letter, plain in ALIKE.items():  # four times as fast as translate()
        lower = lower.replace(letter, plain)
    return lower


def quote(sentence: Sentence, at: int = 0) -> Quote:
    """The sentence, or of a long one the part around its position `at`."""
    words = sentence.words
    if len(words) <= LONGEST_QUOTE:
        return Quote(words, sentence.start)
    begin = max(0, min(at - LONGEST_QUOTE // 3, len(words) - LONGEST_QUOTE))
    begin = words.find(" ", begin - 1) + 1 if begin else 0
    end = words.rfind(" ", begin, begin + LONGEST_QUOTE)
    return Quote(words[begin : end if end > begin else begin + LONGEST_QUOTE], sentence.start + begin)
