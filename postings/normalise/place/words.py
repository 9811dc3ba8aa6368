"""A location string, cut into words, each with what parts it from the word before."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from postings.normalise.gazetteer import bare, fold
from postings.normalise.place.vocabulary import our_places, our_words

# Longer strings are read up to here: the longest list of places met has 2,100 characters.
LONGEST = 3000

# No name has longer words: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" has 58 letters.
LONGEST_WORD = 60

folded = lru_cache(maxsize=5_000)(fold)

# "U.S.", "D.C" | a word, with its apostrophes | a line's end | a mark
PIECE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)|[^\W_]+(?:['’‘`´ʻʼ][^\W_]+)*|\n|[^\w\s]|_")


class Gap(IntEnum):
    """How strongly two words are parted."""

    NONE = 0  # a blank, a full stop
    HYPHEN = 1  # "US-NY"
    COMMA = 2  # parts of one place, or another place
    DASH = 3  # and a colon, and what else there is
    BRACKET = 4
    AND = 5  # "/", "+", "and": another place of the same kind
    OR = 6
    BREAK = 7  # ";", "|", a new line: another matter


MARKS = {
    **dict.fromkeys(".'’‘`´ʻʼ\"“”*#_!?%@^~$", Gap.NONE),
    ",": Gap.COMMA,
    **dict.fromkeys("()[]{}", Gap.BRACKET),
    **dict.fromkeys("/+\\", Gap.AND),
    **dict.fromkeys(";|\n•·●▪<>", Gap.BREAK),
}
DASHES = "-‐‑‒–—−"


class Word(NamedTuple):
    raw: str
    folded: str
    gap: Gap
    in_brackets: bool


def words(text: str) -> list[Word]:
    """The words of `text`. "and" and "or" are words too: names have them ("Trinidad and Tobago")."""
    text = bare(text[:LONGEST])[:LONGEST]
    found: list[Word] = []
    gap, depth = Gap.BREAK, 0
    for piece in PIECE.finditer(text):
        mark = piece[0]
        if mark[0].isalnum() or mark == "&":
            raw = mark.replace(".", "")[:LONGEST_WORD]
            found.append(Word(raw, folded(raw), gap, depth > 0))
            gap = Gap.NONE
            continue
        depth = max(0, depth + (mark in "([{") - (mark in ")]}"))
        gap = max(gap, dash(text, piece) if mark in DASHES else MARKS.get(mark, Gap.DASH))
    return [word for word in found if word.folded]


def dash(text: str, piece: re.Match[str]) -> Gap:
    """A dash between two letters joins them; one with a blank beside it parts them."""
    sides = text[max(0, piece.start() - 1) : piece.start()], text[piece.end() : piece.end() + 1]
    return Gap.HYPHEN if all(side.isalnum() for side in sides) else Gap.DASH


def conjunction(words: list[Word], at: int) -> Gap | None:
    """AND or OR when the word is one. In capitals, after a comma or at the end, "OR" is Oregon."""
    word = words[at]
    if word.folded in our_words().joints["and"]:
        return Gap.AND
    if word.folded not in our_words().joints["or"]:
        return None
    ends = at + 1 == len(words) or words[at + 1].gap >= Gap.COMMA
    is_oregon = word.raw == "OR" and at > 0 and (ends or word.gap == Gap.COMMA)
    return None if is_oregon else Gap.OR


def is_filler(words: list[Word], at: int) -> bool:
    """Whether the word says nothing of a place: "office", "12", "CET". "IN" after a comma is Indiana."""
    word, last = words[at], at + 1 == len(words)
    if word.folded not in our_words().fillers:
        single = len(word.folded) == 1 and word.folded.isascii()
        return single or any(map(str.isdigit, word.folded)) or word.folded in our_places().zones
    parted = word.gap >= Gap.COMMA or last or words[at + 1].gap >= Gap.HYPHEN
    ends = word.gap == Gap.COMMA and (last or words[at + 1].gap > Gap.DASH)
    return not ((parted and word.raw in our_words().marks["codes"]) or (ends and len(word.raw) == 2))
