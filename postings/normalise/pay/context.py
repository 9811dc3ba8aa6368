"""What a range of money in a text is, by all that stands around it."""

import re
from typing import NamedTuple

from postings.normalise.pay.cues import Cue, Kind, cue_after, cue_before, kind_of_heading
from postings.normalise.pay.periods import PER_UNIT, UNIT_OF, by_size
from postings.normalise.pay.ranges import Range, ranges
from postings.normalise.pay.sums import UNNAMED, currency_at

LONGEST_BEFORE, LONGEST_AFTER = 240, 80
LONGEST_LINE = 2_000  # so far back the beginning of a line is looked for
# A sentence ends here; "U.S. residents" goes on.
CLAUSE_END = re.compile(r"(?:(?<=[^\W_A-Z]{2})[.!?]|(?<=[)%])[.!?]|[;•|])\s")
# A heading is looked for so many lines up, past the lines of other sums: one for each country.
LINES_UP = 10
LONGEST_HEADING = 140
# A word for on-target earnings so near before a sum outweighs one for base pay behind it.
NEAR = 25
# "$120k-$140k + equity", "$150,000 - $200,000 and stock options"
BESIDE_SHARES = re.compile(
    r"[*)]? ?(?:\+|plus\b|and\b|&|,) ?(?:[\d.,%–-]+ ?){0,3}(?:\w+[ -]){0,2}"
    r"(?:equity|bonus|benefits|stock|options|commission|bspce|shares)",
    re.IGNORECASE,
)
NO_WORDS = re.compile(r"[\W_]*")
END_OF_LINE = re.compile(rf"(?:{PER_UNIT})?[ *.)]*(?:\n|\Z)", re.IGNORECASE)
PERIOD_BEHIND = re.compile(PER_UNIT, re.IGNORECASE)
# What an hour of work is paid, where nothing but "/hour" says that work is paid.
AN_HOUR_WITHIN = (8, 400)


class Around(NamedTuple):
    """The words around a range."""

    line: int  # where its line begins
    before: str  # its clause, up to it
    earlier: str  # its line, up to that clause
    after: str


class Verdict(NamedTuple):
    """What a range is, the rule that says so, and the words that may name its period too."""

    kind: Kind
    rule: str
    words: str
    confidence: float


def verdict(text: str, range_: Range, words: Around, about: str, last: Verdict | None) -> Verdict | None:
    """What a range is; `last` is what the one before it in its line is, `about` the heading of the whole text.

    Where no currency is named, only words beside it tell.
    """
    said = by_words(words)
    if said or range_.currency == UNNAMED:
        return said
    return last or by_heading(text, words.line, about) or by_form(text, range_, words)


def around(text: str, range_: Range, claimed: int) -> Around:
    """`claimed` is where the words about the range before this one end."""
    line = beginning(text, range_.start, LONGEST_LINE)
    clause = begin = max(line, claimed, range_.start - LONGEST_BEFORE)
    for end in CLAUSE_END.finditer(text, begin, range_.start):
        clause = end.end()
    after = text[range_.end : range_.end + LONGEST_AFTER]
    return Around(line, text[clause : range_.start], text[begin:clause], after)


def beginning(text: str, end: int, longest: int) -> int:
    """Where the line that ends at `end` begins, or the part of it that is read."""
    least = max(0, end - longest)
    return text.rfind("\n", least, end) + 1 or least


def by_words(words: Around) -> Verdict | None:
    """By the nearest word that tells, before or behind, in the clause; else in the line before it."""
    before, after = cue_before(words.before), cue_after(words.after)
    if before and (after is None or outweighs(before, after)):
        return Verdict(before.kind, "pay-words-before", words.before, 0.95)
    if after:
        return Verdict(after.kind, "pay-words-behind", words.before, 0.95)
    earlier = cue_before(words.earlier)
    return Verdict(earlier.kind, "pay-words-in-line", words.earlier + words.before, 0.9) if earlier else None


def outweighs(before: Cue, after: Cue) -> bool:
    """Whether the word before a sum tells more than the one behind it."""
    if before.kind == "record":
        return True
    return before.kind == "on_target" and before.distance < NEAR and after.kind in ("base", "pay")


def by_heading(text: str, line: int, about: str) -> Verdict | None:
    """By the last words of the line above; `about` is what the whole text stands under."""
    end = line - 1
    for _ in range(LINES_UP):
        if end <= 0:
            break
        begin = beginning(text, end, LONGEST_BEFORE)
        words = text[begin:end].strip()
        end = begin - 1
        if not words or next(ranges(words), None):
            continue
        words = CLAUSE_END.split(words)[-1]
        kind = kind_of_heading(words) if len(words) <= LONGEST_HEADING else None
        return Verdict(kind, "pay-heading", words, 0.9) if kind else None
    kind = kind_of_heading(about)
    return Verdict(kind, "pay-line", about, 0.9) if kind else None


def by_form(text: str, range_: Range, words: Around) -> Verdict | None:
    """By how it is written, where no word tells what it is: nothing else looks like that."""
    currency = currency_at(range_.currency, frozenset())  # all dollars are alike here
    if len(set(range_.amounts)) == 2 and by_size(range_.amounts, currency) == "year":
        if BESIDE_SHARES.match(words.after):
            return Verdict("pay", "pay-beside-shares", "", 0.85)
        if NO_WORDS.fullmatch(text, words.line, range_.start) and END_OF_LINE.match(words.after):
            return Verdict("pay", "pay-line-of-its-own", "", 0.8)
    period = PERIOD_BEHIND.match(words.after)
    least, most = AN_HOUR_WITHIN
    if period and UNIT_OF.get(period["unit"].lower()) == "hour" and all(least <= one <= most for one in range_.amounts):
        return Verdict("pay", "pay-by-the-hour", "", 0.85)
    return None
