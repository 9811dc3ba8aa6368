"""Ranges of money in a text: two sums joined, or one sum with or without an open end."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from postings.normalise.pay.periods import PER_UNIT
from postings.normalise.pay.sums import BLANK, MILLION, SMALL_UNITS, UNNAMED, Sum, sums

# What stands between two ends: "/hr - ", " USD to ", " [in our lowest market] to ", " (min) — ", " and ".
NOTE = rf"(?:{BLANK}?\[[^\]\n]{{0,100}}\]|{BLANK}?\([^)\n]{{0,60}}\))"
DASH = r"[-–—―‐‑−~〜～]{1,2}"
TO = r"(?:-and|to|bis|à|a|al|ao|til|till|tot|do|through|up to|and up to|to a max(?:imum)? of)"
AND = r"(?:and|und|e|y|et|en|och|og)"
JOINT = re.compile(
    rf"(?:{re.sub('[?]P<unit>', '?:', PER_UNIT)})?{NOTE}?\*?(?:{BLANK}?(?:base|gross|brutto|OTE|p\.?a\.?))?"
    rf"{BLANK}{{0,3}}(?:{DASH}|{TO}\b|(?P<and>{AND}\b)){BLANK}{{0,3}}",
    re.IGNORECASE,
)
LONGEST_JOINT = 120
# What makes a sum one end only: "up to $175,000", "starting at $17", "€45K or more".
UP_TO = re.compile(
    r"(?:\b(?:up to|max(?:imum)?(?: of)?|not exceed(?:ing)?|no more than|bis zu|maximal|jusqu['’]à|hasta|até"
    r"|fino a|tot)|≤|<)\s?:?\s?\Z",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(?:\b(?:from|start(?:s|ing)?(?: pay| salary| rate)? (?:at|from|of)|at least|min(?:imum)?(?: of)?|no less than"
    r"|above|over|ab|mindestens|à partir de|a partir de|desde|da|vanaf|od)|≥|>)\s?:?\s?\Z",
    re.IGNORECASE,
)
OR_LESS = re.compile(r"\s?(?:max(?:imum)?|or less)\b", re.IGNORECASE)
OR_MORE = re.compile(r"\s?(?:and (?:up|above)|or (?:more|above)|minimum)\b", re.IGNORECASE)
LONGEST_LIMIT = 30
# Two sums further apart than this only stand beside each other.
WIDEST = 15
# The least number that may be pay where no currency is named.
LEAST_UNNAMED = 15_000


class Range(NamedTuple):
    """`text[start:end]` tells of `min` to `max`; one of them is None at an open end."""

    start: int
    end: int
    min: Decimal | None
    max: Decimal | None
    currency: str  # an ISO code, a sign that several countries share, or UNNAMED
    words: str  # text[start:end]

    @property
    def amounts(self) -> list[Decimal]:
        return [amount for amount in (self.min, self.max) if amount is not None]


def ranges(text: str) -> Iterator[Range]:
    """The ranges of money in `text`, in order.

    Numbers that are joined like a range but make none ("$93,000 - 140,0000") are left out.
    """
    group: list[Sum] = []
    for sum_ in sums(text):
        if group and is_joined(text, group, sum_):
            group.append(sum_)
            continue
        if found := range_of(text, group):
            yield found
        group = [sum_]
    if found := range_of(text, group):
        yield found


def is_joined(text: str, group: list[Sum], high: Sum) -> bool:
    """Whether `high` is another end of the range that begins with `group`."""
    low = group[-1]
    if high.start <= low.end:  # a slip: "$140,000-1$70,000"
        return True
    if high.start - low.end > LONGEST_JOINT:
        return False
    joint = JOINT.fullmatch(text, low.end, high.start)
    needs_currency = joint and (joint["and"] or len(group) > 1)
    return bool(joint and (high.currency or not needs_currency))


def range_of(text: str, group: list[Sum]) -> Range | None:
    """The range from the first to the last of joined sums; None when they do not fit together."""
    if not group:
        return None
    low, high = group[0], group[-1]
    currency = shared_currency(low.currency, high.currency)
    if currency is None or (currency == UNNAMED and len(group) == 1):
        return None
    if any(sum_.amount is None or is_huge(sum_.scale, currency) for sum_ in group):
        return None
    if len(group) == 1:
        return alone(text, low)
    least, most = ends(low, high)
    if not 0 < least <= most <= least * WIDEST or (currency == UNNAMED and least < LEAST_UNNAMED):
        return None
    return Range(low.start, high.end, least, most, currency, text[low.start : high.end])


def shared_currency(low: str, high: str) -> str | None:
    """The currency of both: one may be silent, or say it with a sign that the other explains."""
    if low == high or not high or not low:
        return low or high or UNNAMED
    codes = [currency for currency in (low, high) if len(currency) == 3]
    return codes[0] if len(codes) == 1 else None


def ends(low: Sum, high: Sum) -> tuple[Decimal, Decimal]:
    """Both ends in units. A "k" may stand behind one of them only: "$150-200K", "$180k-250"."""
    least, most = low.amount or Decimal(0), high.amount or Decimal(0)
    if low.scale == 1 and least < 1000 and least <= 2 * most:
        return least * high.scale, most * high.scale
    if high.scale == 1 and most < 1000:
        return least * low.scale, most * low.scale
    return least * low.scale, most * high.scale


def alone(text: str, sum_: Sum) -> Range | None:
    if not sum_.amount:
        return None
    low: Decimal | None
    high: Decimal | None
    low = high = sum_.amount * sum_.scale
    before = text[max(0, sum_.start - LONGEST_LIMIT) : sum_.start]
    if UP_TO.search(before) or OR_LESS.match(text, sum_.end):
        low = None
    elif sum_.is_open or FROM.search(before) or OR_MORE.match(text, sum_.end):
        high = None
    return Range(sum_.start, sum_.end, low, high, sum_.currency, text[sum_.start : sum_.end])


def is_huge(scale: int, currency: str) -> bool:
    """Whether a sum is told in millions: funding, revenue, anything but pay."""
    return scale >= MILLION and currency not in SMALL_UNITS
