"""A location string, cut into words, each with what parts it from the word before."""

import re
from enum import IntEnum
from typing import NamedTuple

from postings.normalise.gazetteer import bare, fold

# Longer strings are read up to here: the longest list of places met has 2,100 characters.
LONGEST = 5000

# "U.S.", "D.C." | a word, with its apostrophes | a mark | a line's end
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
AND = frozenset("and und et y og och plus oraz".split())
OR = frozenset("or oder ou o eller lub".split())


class Word(NamedTuple):
    raw: str
    folded: str
    gap: Gap
    in_brackets: bool


def words(text: str) -> list[Word]:
    """The words of `text`. "and" and "or" are words too: names have them ("Trinidad and Tobago")."""
    text = bare(text[:LONGEST])
    found: list[Word] = []
    gap, depth = Gap.BREAK, 0
    for piece in PIECE.finditer(text):
        raw = piece[0]
        if raw[0].isalnum() or raw == "&":
            raw = raw.replace(".", "")
            found.append(Word(raw, fold(raw), gap, depth > 0))
            gap = Gap.NONE
            continue
        depth = max(0, depth + (raw in "([{") - (raw in ")]}"))
        gap = max(gap, dash(text, piece) if raw in DASHES else MARKS.get(raw, Gap.DASH))
    return [word for word in found if word.folded]


def dash(text: str, piece: re.Match[str]) -> Gap:
    """A dash between two letters joins them; one with a blank beside it parts them."""
    sides = text[max(0, piece.start() - 1) : piece.start()], text[piece.end() : piece.end() + 1]
    return Gap.HYPHEN if all(side.isalnum() for side in sides) else Gap.DASH


def conjunction(words: list[Word], at: int) -> Gap | None:
    """AND or OR when the word is one. In capitals, after a comma or at the end, "OR" is Oregon."""
    word = words[at]
    if word.folded in AND:
        return Gap.AND
    if word.folded not in OR:
        return None
    ends = at + 1 == len(words) or words[at + 1].gap >= Gap.COMMA
    is_oregon = word.raw == "OR" and at > 0 and (ends or word.gap == Gap.COMMA)
    return None if is_oregon else Gap.OR
