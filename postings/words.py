"""The words of a search: `parse(q)` says what is asked for, `vector(...)` what an entry can be found by.

Both see a text as `tokens` does, so accents, case, width and hyphens can never keep the two apart.
Pure: what PostgreSQL is told are the literals of a tsvector and a tsquery, cast by the caller.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from postings.tokens import INVISIBLE, fold, lexemes, tokens, vector

__all__ = ["MOST_WORDS", "AnyOf", "Word", "Words", "fold", "parse", "tokens", "vector"]

# More words narrow no further, and each costs an index scan.
MOST_WORDS = 10
# In characters. A longer phrase is no title's, and PostgreSQL reads a phrase on a stack that has an end.
LONGEST_PHRASE = 300

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ud800-\udfff]")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
DASHES = "-–—−－‑"
# A phrase with or without its minus, a bar, or a run of anything else.
PIECE = re.compile(rf'(?P<minus>[{DASHES}]*)"(?P<phrase>[^"]*)(?:"|$)|(?P<bar>[|｜])|(?P<bare>[^\s"|｜]+)')
PUNCTUATION = f"{string.whitespace}{string.punctuation}{DASHES}…¿¡·•、。"
NOT_IN_FRONT = PUNCTUATION.replace(".", "")  # ".NET"
NOT_BEHIND = PUNCTUATION.replace("+", "").replace("#", "")  # "C++", "C#"


class Word(NamedTuple):
    """A word, or a phrase of adjacent words, as the reader wrote it."""

    text: str
    excluded: bool = False

    def __str__(self) -> str:
        piece = PIECE.fullmatch(self.text)
        is_plain = piece and piece["bare"] and not joins(piece)
        return "-" * self.excluded + (self.text if is_plain else f'"{self.text}"')

    def in_words(self) -> str:
        return f"not “{self.text}”" if self.excluded else f"“{self.text}”"

    def tsquery(self, weight: str = "") -> str:
        found = [f"'{lexemes(token)[0]}'{weight}" for token in tokens(self.text)]
        return f"{'!' * self.excluded}{grouped(' <-> ', found)}"

    def replace(self, old: str, new: str) -> Self:
        """With `new` in place of the token `old`, wherever it stands in the phrase."""
        if tokens(self.text) == [old]:
            return self._replace(text=new)
        return self._replace(text=re.sub(r"[^\W_]+", lambda run: new if tokens(run[0]) == [old] else run[0], self.text))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What every entry found must have: one word, or one of several joined by `or`."""

    alternatives: tuple[Word, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.alternatives))

    @property
    def text(self) -> str:
        return " or ".join(word.text for word in self.alternatives)

    @property
    def excluded(self) -> bool:
        return len(self.alternatives) == 1 and self.alternatives[0].excluded

    def in_words(self, apart: bool) -> str:
        """“a” or “b”; in brackets when it stands `apart` from others."""
        spoken = " or ".join(word.in_words() for word in self.alternatives)
        return f"({spoken})" if apart and len(self.alternatives) > 1 else spoken

    def tsquery(self, weight: str = "") -> str:
        return grouped(" | ", [word.tsquery(weight) for word in self.alternatives])


@dataclass(frozen=True, slots=True)
class Words:
    """A search in words, false when it asks for nothing. `str(words)` parses back to it.

    `dropped` are the texts beyond MOST_WORDS, to be told to the reader.
    """

    terms: tuple[AnyOf, ...] = ()
    dropped: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def tokens(self) -> list[str]:
        """What is looked for, token by token: what a near spelling can replace."""
        wanted = (word for term in self.terms for word in term.alternatives if not word.excluded)
        return list(dict.fromkeys(token for word in wanted for token in tokens(word.text)))

    def without(self, term: AnyOf) -> "Words":
        return Words(tuple(other for other in self.terms if other != term))

    def replace(self, old: str, new: str) -> "Words":
        """With the word `new` in place of the token `old`."""
        changed = (AnyOf(tuple(word.replace(old, new) for word in term.alternatives)) for term in self.terms)
        return parse(" ".join(map(str, changed)))

    def tsquery(self) -> str:
        """The literal of a tsquery. Only for words that ask for something: an empty tsquery finds nothing."""
        return " & ".join(term.tsquery() for term in self.terms)

    def in_title(self) -> str:
        """The same, where every word or phrase has to stand in the title (weight A)."""
        return " & ".join(term.tsquery(":A") for term in self.terms)

    def in_words(self) -> str:
        """“nurse” and (“night shift” or “nights”) without “senior” or “lead”."""
        wanted = [term for term in self.terms if not term.excluded]
        unwanted = " or ".join(f"“{term.text}”" for term in self.terms if term.excluded)
        spoken = " and ".join(term.in_words(apart=len(wanted) > 1) for term in wanted)
        return f"{spoken} without {unwanted}".lstrip() if unwanted else spoken


def parse(text: str) -> Words:
    """What a reader asks for. Every text means something; what has no letter or digit in it is left out.

    All words, in any order; "words in quotes" side by side; -word and -"a phrase" excluded; `or` and `|`
    join their two neighbours. A quote that is not closed ends with the text.
    """
    chains: list[list[Word]] = []
    dropped: list[str] = []
    room = MOST_WORDS
    for joined, word in read(text):
        if not room or len(word.text) > LONGEST_PHRASE:
            dropped.append(word.text)
            continue
        room -= 1
        if joined and chains:
            chains[-1].append(word)
        else:
            chains.append([word])
    terms = dict.fromkeys(AnyOf(tuple(dict.fromkeys(chain))) for chain in chains)
    return Words(tuple(terms), tuple(dropped))


def read(text: str) -> Iterator[tuple[bool, Word]]:
    """The words and phrases of `text` that mean something, and whether an `or` stands before each."""
    joined = False
    for piece in PIECE.finditer(printable(text).translate(QUOTES)):
        if joins(piece):
            joined = True
            continue
        excluded = bool(piece["minus"] or (piece["bare"] and piece["bare"][0] in DASHES))
        word = Word(trimmed(piece["phrase"] or piece["bare"] or ""), excluded)
        if tokens(word.text):
            yield joined, word
            joined = False


def joins(piece: re.Match[str]) -> bool:
    return bool(piece["bar"]) or (piece["bare"] or "").casefold() == "or"


def printable(text: str) -> str:
    """`text` without characters that show nothing or turn what follows; controls and half characters as spaces."""
    return CONTROLS.sub(" ", INVISIBLE.sub("", text))


def trimmed(text: str) -> str:
    return " ".join(text.split()).lstrip(NOT_IN_FRONT).rstrip(NOT_BEHIND)


def grouped(operator: str, operands: list[str]) -> str:
    return operands[0] if len(operands) == 1 else f"({operator.join(operands)})"
