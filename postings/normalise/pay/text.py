"""What a job pays, as its text says it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from postings.normalise.facts import Salary
from postings.normalise.pay.bounds import can_be_kept, in_cents, is_plausible
from postings.normalise.pay.context import CLAUSE_END, Around, Verdict, around, verdict
from postings.normalise.pay.cues import BREAK, cue_after
from postings.normalise.pay.periods import NO_PERIOD, by_size, is_payable, periods
from postings.normalise.pay.ranges import Range, ranges
from postings.normalise.pay.sums import currency_at, either

KINDS = {"base": "base", "pay": "base", "on_target": "ote"}
# "Salary range (CAD): $100,000", "the Canadian salary range is $160,000": words nearby explain the sign.
DOLLARS = {"Canadian": "CAD", "Australian": "AUD"} | {code: code for code in ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")}
DOLLAR = re.compile(rf"\b(?:{either(DOLLARS)})\b")
SENTENCE_END = re.compile(r"[.!?](?=\s|\Z)|\n")
BULLETS = re.compile(r"[\s•·*–—-]*")
# Nobody reads pay further on: the longest text met has 18,000 letters, and none has more than 11 ranges.
LONGEST_TEXT, MOST_RANGES = 50_000, 100
LONGEST_QUOTE_BEFORE, LONGEST_QUOTE_AFTER = 160, 120


class Stated(NamedTuple):
    """A salary; `text[start:end]` says it."""

    salary: Salary
    start: int
    end: int
    rule: str
    confidence: float


def stated(text: str, countries: frozenset[str], about: str = "") -> Iterator[Stated]:
    """The salaries that `text` states, in order.

    `countries` are those of the posting's places; `about` is the heading of the text as a whole.
    """
    claimed, line = 0, -1
    last: Verdict | None = None
    for found in islice(ranges(text[:LONGEST_TEXT]), MOST_RANGES):
        words = around(text, found, claimed)
        said = verdict(text, found, words, about, last if line == words.line else None)
        behind = cue_after(words.after)
        claimed = found.end + (behind.end if behind else 0)
        if said:
            last, line = said, words.line
            if salary := salary_of(found, words, said, countries):
                yield Stated(salary, *sentence(text, found, words), said.rule, said.confidence)


def salary_of(range_: Range, words: Around, said: Verdict, countries: frozenset[str]) -> Salary | None:
    """The range as pay; None when it is none, or its currency or period stays open."""
    currency = currency_of(range_, said.words, countries)
    if said.kind not in KINDS or not currency or not all(map(can_be_kept, range_.amounts)):
        return None
    period = period_of(range_, words, said, currency)
    if not period or not is_payable(range_.amounts, currency, period):
        return None
    salary = Salary(in_cents(range_.min), in_cents(range_.max), currency, period, KINDS[said.kind])
    return salary if is_plausible(salary) else None


def currency_of(range_: Range, words: str, countries: frozenset[str]) -> str:
    named = DOLLAR.search(words) if range_.currency == "$" else None
    return DOLLARS[named[0]] if named else currency_at(range_.currency, countries)


def period_of(range_: Range, words: Around, said: Verdict, currency: str) -> str | None:
    """By the words right behind, between the sums, or before them; else by size alone."""
    behind = words.after.replace("(", " ")
    end = BREAK.search(behind)
    behind = behind[: end.start()] if end else behind
    if NO_PERIOD.search(behind):
        return None
    for period in (*periods(behind), *periods(range_.words)):
        return period
    for period in reversed([*periods(said.words)]):
        if is_payable(range_.amounts, currency, period):
            return period
    return by_size(range_.amounts, currency)


def sentence(text: str, range_: Range, words: Around) -> tuple[int, int]:
    """Where the sentence around a range begins and ends, or as much of it as is quoted."""
    start = max(words.line, range_.start - LONGEST_QUOTE_BEFORE)
    for clause in CLAUSE_END.finditer(text, start, range_.start):
        start = clause.end()
    bullet = BULLETS.match(text, start, range_.start)
    end = SENTENCE_END.search(text, range_.end, range_.end + LONGEST_QUOTE_AFTER)
    return bullet.end() if bullet else start, ending(text, range_.end, end)


def ending(text: str, start: int, end: re.Match[str] | None) -> int:
    if end is None:
        return min(len(text), start + LONGEST_QUOTE_AFTER)
    return end.start() if end[0] == "\n" else end.end()
