"""Towns that no gazetteer has, taken at the board's word: "Killington, VT", "Hamilton, New Jersey"."""

from postings.normalise.facts import Place
from postings.normalise.gazetteer import REGIONAL, Row, fold
from postings.normalise.place.chains import LARGE
from postings.normalise.place.choice import Choice
from postings.normalise.place.vocabulary import meanings, our_places, our_words
from postings.normalise.place.words import Gap, Word, conjunction, is_filler

# Where the comma before a state is a habit.
COUNTRIES = frozenset({"US", "CA", "AU"})
LONGEST_NAME = 3


def with_towns(words: list[Word], choices: list[Choice]) -> list[Choice]:
    """The choices, where a state behind an unknown town becomes that town.

    A known name that is of another state is unknown there: "Hamilton, NJ" is not in Bermuda.
    """
    found: list[Choice] = []
    for choice in choices:
        start, name = town_before(words, choice)
        before = found[-1] if found and found[-1].chain.first.at >= start else None
        if name and not (before and is_known(before, choice)):
            if before:
                found.pop()
            place = Place(name, choice.place.region, choice.place.country)
            row = Row("town", name, choice.row.country, choice.row.region, 1)
            choice = Choice(choice.chain, place, row, 0.7)
        found.append(choice)
    return found


def is_known(before: Choice, state: Choice) -> bool:
    """Whether what stands before the state is a place of its own. Before a code it never is: "Berlin, VT"."""
    if (before.row.country, before.row.region) == (state.row.country, state.row.region):
        return True
    is_code = len(state.chain.first.text) <= 3
    return not before.chain.is_single or (not is_code and before.confidence >= 0.9 and before.row.weight >= LARGE)


def town_before(words: list[Word], choice: Choice) -> tuple[int, str]:
    """Where the words between the state's comma and the mark before begin, and the town they can name."""
    at = choice.chain.first.at
    if choice.level != "division" or choice.row.country not in COUNTRIES or words[at].gap != Gap.COMMA:
        return at, ""
    start = at - 1
    while start > 0 and words[start].gap <= Gap.HYPHEN:
        start -= 1
    name = words[start:at]
    if len(name) > LONGEST_NAME or not all(is_name(words, start + index) for index in range(len(name))):
        return start, ""
    capitals = len(name) > 1 and all(word.raw.isupper() for word in name)
    if not capitals and any(word.raw.isupper() and len(word.raw) == 2 for word in name):
        return start, ""  # "NY Edgewood"
    key = " ".join(word.folded for word in name)
    if set(key.split()) <= our_words().marks["parts"] or any(
        row.kind in ("division", "country") and row.country in REGIONAL for row in meanings(key)
    ):
        return start, ""
    text = "".join(("-" if word.gap == Gap.HYPHEN else " ") + word.raw for word in name)[1:]
    return start, text.title() if text.isupper() else text


def is_name(words: list[Word], at: int) -> bool:
    """Whether the word can be part of a town's name."""
    word, ours = words[at], our_words()
    if not word.raw[0].isupper() or not fold(word.raw).isalpha() or conjunction(words, at) is not None:
        return False
    if word.folded in ours.modes or word.folded in ours.strangers or word.folded in our_places().areas:
        return False
    return word.raw not in our_places().codes and (word.folded in ours.marks["parts"] or not is_filler(words, at))
