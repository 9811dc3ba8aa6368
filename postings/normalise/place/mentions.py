"""What a location string mentions, in its order: places, areas of the world, ways of working."""

from collections.abc import Iterator
from typing import NamedTuple

from postings.normalise.gazetteer import Row, rows
from postings.normalise.place.vocabulary import OURS, meanings, our_places, our_words
from postings.normalise.place.words import Gap, Word, conjunction, is_filler

# Words in the longest names that boards use: "United States Minor Outlying Islands" has five.
LONGEST_NAME = 6


class Mention(NamedTuple):
    """A phrase and what it can mean; all empty when we do not know it."""

    text: str
    at: int  # its first word
    gap: Gap  # to the mention before
    in_brackets: bool
    rows: tuple[Row, ...] = ()
    areas: tuple[str, ...] | None = None  # () for an area without a code of ours
    mode: str = ""  # remote, hybrid, on_site; none, when it is denied; preference
    denied: bool = False  # "non-US"
    doubtful: bool = False  # beside words that we do not know
    lost: bool = False  # before such a word: it names something else, if anything

    @property
    def is_known(self) -> bool:
        return bool(self.rows or self.mode or self.areas is not None)

    @property
    def kinds(self) -> set[str]:
        return {row.kind for row in self.rows}

    @property
    def countries(self) -> set[str]:
        """The countries it names by more than two letters."""
        return {row.country for row in self.rows if row.kind.startswith("country") and len(self.text) > 2}


def spotted(words: list[Word]) -> Iterator[Mention]:
    """The longest phrases that mean something, from left to right, and the words that mean nothing to us.

    Words that change nothing ("office", "12") are left out.
    """
    marks = our_words().marks
    at, gap, denied, greater = 0, Gap.NONE, False, False
    while at < len(words):
        gap = max(gap, words[at].gap)
        length, mention = longest(words, at)
        folded, joint = words[at].folded, None if mention else conjunction(words, at)
        if joint is not None:
            gap = max(gap, joint)
        elif not mention and folded in marks["denials"] | marks["greater"]:
            denied, greater = folded in marks["denials"], folded in marks["greater"]
        elif mention or not is_filler(words, at):
            mention = mention or Mention(words[at].raw, at, gap, words[at].in_brackets)
            after = words[at + length].folded if at + length < len(words) else ""
            if greater or after in marks["metro"]:
                mention = around(mention)
            yield mention._replace(gap=gap, denied=denied)
            gap, denied, greater = Gap.NONE, False, False
        at += length


def longest(words: list[Word], at: int) -> tuple[int, Mention | None]:
    """The longest phrase that begins here and means something, and its length in words."""
    if is_street(words, at):
        return 1, None
    end = at + 1
    while end < min(len(words), at + LONGEST_NAME) and words[end].gap <= Gap.HYPHEN:
        end += 1
    for stop in range(end, at, -1):
        if found := meant(words, at, stop):
            return stop - at, found
    return 1, None


def meant(words: list[Word], at: int, stop: int) -> Mention | None:
    """The phrase as a mention, if it means something."""
    phrase, ours, places = words[at:stop], our_words(), our_places()
    key, text = " ".join([word.folded for word in phrase]), " ".join([word.raw for word in phrase])
    mode, areas = ours.modes.get(key, ""), places.areas.get(key, places.area_codes.get(text))
    found = () if mode or areas is not None else tuple(named(key, words, at, stop))
    if mode or found or areas is not None:
        return Mention(text, at, Gap.NONE, words[at].in_brackets, found, areas, mode)
    return None


def is_street(words: list[Word], at: int) -> bool:
    """Whether "St" follows a name: "1200 Fowler St Fort Myers" has nothing of Saint-Fort."""
    if not at or words[at].raw not in ("St", "ST", "st") or words[at].gap != Gap.NONE:
        return False
    return not is_filler(words, at - 1) and words[at - 1].folded not in our_words().modes


def named(key: str, words: list[Word], at: int, stop: int) -> Iterator[Row]:
    """The places that the phrase can name, where it stands."""
    word = words[at]
    if stop - at == 1:
        if is_filler(words, at) or conjunction(words, at) is not None or key in our_words().strangers:
            return
        if len(word.raw) <= 3 and word.raw.isascii():
            yield from short(words, at)
            return
    yield from (row for row in meanings(key) if not row.kind.endswith("code"))


def short(words: list[Word], at: int) -> Iterator[Row]:
    """The meanings of two or three letters, which are many: "in", "or", "la", "de" are words too.

    A code is written in capitals. In small letters it must end a place ("paris, fr"), and then it
    only says more of the place before it. "US-441" is a road.
    """
    word, following = words[at], words[at + 1] if at + 1 < len(words) else None
    if following and following.folded.isdigit() and len(following.folded) < 4 and following.gap <= Gap.HYPHEN:
        return
    ends = word.gap in (Gap.COMMA, Gap.DASH) and (
        following is None or following.gap >= Gap.COMMA or following.folded.isdigit()
    )
    if word.raw in our_places().codes:
        yield our_places().codes[word.raw]
    is_name = word.raw[0].isupper() and not word.raw.isupper()
    is_pronoun = word.raw == "us" and not (ends or follows(words, at))
    for row in meanings(word.folded):
        if not row.kind.endswith("code") and (is_name or (row.weight == OURS and not is_pronoun)):
            yield row
    for row in rows(word.raw.lower()):
        if row.kind.endswith("code") and (word.raw.isupper() or ends):
            yield row if word.raw.isupper() or row.kind == "country code" else row._replace(weight=1)


def follows(words: list[Word], at: int) -> bool:
    """Whether "us" can be a country after the word before it: "remote in the us", not "work with us"."""
    before = words[at - 1].folded if at else "the"
    return before == "the" or before in our_words().modes or words[at].gap > Gap.NONE


def around(mention: Mention) -> Mention:
    """ "Greater Seattle", "Denver metro": the area around an American city instead of the city."""
    metros = tuple(
        row._replace(kind="metro", name=f"Greater {row.name}")
        for row in mention.rows
        if row.kind == "city" and row.country in ("US", "CA")
    )
    return mention._replace(rows=metros or mention.rows)
