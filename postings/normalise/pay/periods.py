"""The unit of time that a sum is paid for: "per hour", "/yr", "annual", "brutto im Monat", "月給"."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal

from postings.normalise.gazetteer import DATA
from postings.normalise.pay.sums import either, is_latin

WORDS = tomllib.loads((DATA / "pay_periods.toml").read_text("utf-8"))
UNIT_OF = {word: unit for unit, words in WORDS["units"].items() for word in words}
SPOKEN = {word: unit for unit, words in WORDS["spoken"].items() for word in words}

PER = rf"(?: ?/ ?| ?\b(?:{either(WORDS['per'])}) )(?:(?:{either(WORDS['between'])}) ?)?"
PER_UNIT = rf"{PER}(?P<unit>{either(UNIT_OF)})\b\.?"
PERIOD = re.compile(
    rf"{PER_UNIT}|\b(?P<latin>{either(filter(is_latin, SPOKEN))})(?!\w)"
    rf"|(?P<other>{either(word for word in SPOKEN if not is_latin(word))})",
    re.IGNORECASE,
)
# "every two weeks", "per pay period", "bi-weekly", "semi-monthly": none of our periods.
NO_PERIOD = re.compile(
    r"\b(?:bi-? ?week|bi-? ?month|semi-? ?month|every (?:two|2|other)|per pay|twice|quarter|per \d)|/ ?\d",
    re.IGNORECASE,
)

# What a sum that names no period can only be, in the currencies where that is sure.
A_YEAR_AT_LEAST: dict[str, int] = WORDS["a_year_at_least"]
AN_HOUR_WITHIN = (10, 150)
PAID_BY_THE_HOUR = {"USD", "CAD", "GBP", "AUD"}
# What nobody is paid, in currencies that are worth about a dollar.
PAID = {
    "year": (3_000, 3_000_000),
    "month": (100, 80_000),
    "week": (50, 20_000),
    "day": (20, 5_000),
    "hour": (3, 1_000),
}
LIKE_DOLLARS = {"USD", "EUR", "GBP", "CAD", "AUD", "NZD", "SGD", "CHF"}


def periods(text: str) -> Iterator[str]:
    """The periods that `text` names, in order."""
    for found in PERIOD.finditer(text):
        word = found["unit"] or found["latin"] or found["other"]
        unit = (UNIT_OF if found["unit"] else SPOKEN).get(word.lower())
        if unit:
            yield unit


def by_size(amounts: list[Decimal], currency: str) -> str | None:
    """The period that sums without one are for, when their size leaves no other."""
    if currency in A_YEAR_AT_LEAST and min(amounts) >= A_YEAR_AT_LEAST[currency]:
        return "year"
    least, most = AN_HOUR_WITHIN
    is_range = len(set(amounts)) == 2
    if currency in PAID_BY_THE_HOUR and is_range and least <= min(amounts) and max(amounts) <= most:
        return "hour"
    return None


def is_payable(amounts: list[Decimal], currency: str, period: str) -> bool:
    if currency not in LIKE_DOLLARS:
        return True
    least, most = PAID[period]
    return all(least <= amount <= most for amount in amounts)
