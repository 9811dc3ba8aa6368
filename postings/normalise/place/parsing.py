"""A text, taken apart; and several texts of one posting, understood together."""

from collections.abc import Sequence
from typing import NamedTuple

from postings.normalise.place.chains import Chain, chains
from postings.normalise.place.choice import Choice, choose
from postings.normalise.place.doubts import doubted
from postings.normalise.place.mentions import Mention, spotted
from postings.normalise.place.towns import with_towns
from postings.normalise.place.vocabulary import Hint
from postings.normalise.place.words import Word, words


class Parsed(NamedTuple):
    """A location string as words, what they mention, and which of that names places."""

    text: str
    words: list[Word]
    mentions: list[Mention]
    chains: list[Chain]


def parse(text: str, hint: Hint = Hint()) -> Parsed:  # noqa: B008 (a tuple cannot be changed)
    cut = words(text)
    found = list(doubted(spotted(cut)))
    return Parsed(text, cut, found, chains(found, hint))


def settle(texts: Sequence[Parsed]) -> list[list[Choice]]:
    """The places of each text, one list for each: what one says helps to understand the others."""
    choices = {id(choice.chain): choice for choice in choose([chain for parsed in texts for chain in parsed.chains])}
    return [
        with_towns(parsed.words, [choices[id(chain)] for chain in parsed.chains if id(chain) in choices])
        for parsed in texts
    ]
