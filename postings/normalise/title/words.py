"""A title taken apart: its words with their positions, in the segments that its punctuation makes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from postings.normalise.title.vocabulary import asian_phrases, is_head

# What follows is no title any more.
LONGEST = 300

ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

# "(m/w/d)", "H/F/N", "f/m/x", "w/m/div.", "m|f|d", "(gn)": no word of theirs stays.
GENDERS = re.compile(
    r"(?<![\w/])(?:[mwfhdkx]|homme|femme)(?:\s?[/|,*]\s?(?:[mwfhdxnkiagž]|div|divers|all|gn|homme|femme)\b\.?){1,4}(?![\w/])"
    r"|\b(?:h\.f|f\.h)\b|\ball genders?\b",
    re.IGNORECASE,
)
# "Ingénieur(e)", "chargé·e", "Entwickler:in", "Entwickler*innen", "Verkäufer/in", "Assistant.e", "développeur.euse"
ENDINGS = re.compile(
    r"(?<=[^\W\d_])(?:\s?\((?:e|fe|ne|in|innen|euse|rice|trice|ère|a|as|o|r)\)"
    r"|-(?:e|ne|fe|ère|trice|euse)\b|(?<=chef)\s?/\s?cheffe\b"
    r"|[.·•∙](?:e|fe|ne|euse|rice|trice|ère|se|le)(?:[.·]?s)?\b"
    r"|[:*](?:in|innen|r|n)\b|/-?in(?:nen)?\b|_in(?:nen)?\b)",
    re.IGNORECASE,
)
OPENING_OR_CLOSING = dict.fromkeys("([{【（「", 1) | dict.fromkeys(")]}】）」", -1)
SEPARATOR = re.compile(r"[,;:|•·@–—\\_~>»!?、・／：]|/\s|\s/|-\s|\s-")

# "Risk, and Compliance Lead" is one segment.
LAST_OF_LIST = frozenset({"and", "&", "und", "et", "y", "e"})
# What boards write before a title.
PREFACE = re.compile(
    r"^\s*(?:copy of|(?:now |we are |we're |urgent )?hiring(?: now)?)\b",
    re.IGNORECASE,
)

LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is the word folded; `glue` stands between it and the word before: "-", "/" or " "."""

    text: str
    key: str
    start: int
    end: int
    glue: str = " "


@dataclass(frozen=True, slots=True)
class Segment:
    words: tuple[Word, ...]
    bracketed: bool = False


def fold(text: str) -> str:
    """Lower case, without accents; Japanese and Korean letters keep theirs, which are none.

    The gazetteer's `fold` spells out what place names shorten ("st", "ft"), which titles do not mean.
    """
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text.lower().translate(LETTERS)))
    return unicodedata.normalize("NFC", plain)


def segments(title: str) -> list[Segment]:
    """The segments of `title` that hold words, in its order."""
    text = blank(PREFACE, blank(ENDINGS, blank(GENDERS, title[:LONGEST])))
    found: list[Segment] = []
    current: list[Word] = []
    depth = end = 0
    for match in word_pattern().finditer(text):
        gap = text[end : match.start()]
        brackets = [OPENING_OR_CLOSING[c] for c in gap if c in OPENING_OR_CLOSING]
        now = max(0, depth + sum(brackets))
        is_apart = brackets or SEPARATOR.search(gap)
        goes_on = not brackets and gap == ", " and match[0].lower() in LAST_OF_LIST
        if current and not goes_on and (is_apart or (gap == "/" and is_head(current[-1].key))):
            found.append(Segment(tuple(current), depth > 0))
            current = []
        glue = gap if gap in ("-", "/") else " "
        key = fold(match[0]).removesuffix("'s").removesuffix("’s")
        current.append(Word(match[0], key, match.start(), match.end(), glue))
        depth, end = now, match.end()
    if current:
        found.append(Segment(tuple(current), depth > 0))
    return found


def blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with spaces for what `pattern` finds: the positions stay."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


@cache
def word_pattern() -> re.Pattern[str]:
    """Words as titles have them: "C++", ".NET", "R&D", "Node.js"; those of Asian phrases one by one."""
    phrases = "|".join(map(re.escape, asian_phrases()))
    return re.compile(
        rf"{phrases}|[{ASIAN}](?:(?!{phrases})[{ASIAN}])*"
        rf"|\.net\b|[^\W_]\+\+|\b[cf]#|\b[^\W_]{{1,2}}&[^\W_]\b|[^\W_{ASIAN}]+(?:\.[^\W_{ASIAN}]{{2,}}|['’]s\b)?|&",
        re.IGNORECASE,
    )


def runs(words: tuple[Word, ...], longest: int) -> Iterator[tuple[int, int, str]]:
    """(from, to, phrase) of every run of words, from left to right, the longer before the shorter."""
    keys = [word.key for word in words]
    for start in range(len(keys)):
        for end in range(min(len(keys), start + longest), start, -1):
            yield start, end, " ".join(keys[start:end])
