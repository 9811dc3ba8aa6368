"""What the market's jobs pay."""

from decimal import Decimal
from random import Random
from typing import NamedTuple

from postings.benching.chance import Weighted
from postings.vocabulary import SalaryPeriod

STATED = 0.35
# Median and spread of a year's pay.
MEDIAN_LOG, SPREAD = 11.2, 0.5
UPPER_END = 1.35

CURRENCIES = {"US": "USD", "GB": "GBP", "CA": "CAD", "IN": "INR", "DE": "EUR", "FR": "EUR", "ES": "EUR", "AU": "AUD"}
# How often pay is told by what period, of how many of them a year has, and to what it is rounded.
PERIODS = Weighted(
    [
        (SalaryPeriod.YEAR, 1, Decimal(500)),
        (SalaryPeriod.HOUR, 2080, Decimal("0.25")),
        (SalaryPeriod.MONTH, 12, Decimal(10)),
        (SalaryPeriod.WEEK, 52, Decimal("0.01")),
        (SalaryPeriod.DAY, 260, Decimal("0.01")),
    ],
    [70, 24, 4, 1, 1],
)


class Pay(NamedTuple):
    least: Decimal | None
    most: Decimal | None
    currency: str
    period: str


NO_PAY = Pay(None, None, "", "")


def pay(rng: Random, country: str | None) -> Pay:
    """A range; now and then its lower or its upper end alone."""
    if rng.random() >= STATED:
        return NO_PAY
    period, a_year, step = PERIODS.draw(rng)
    least = Decimal(int(rng.lognormvariate(MEDIAN_LOG, SPREAD))) / a_year // step * step
    most = least * Decimal(UPPER_END) // step * step
    kept = rng.random()
    return Pay(None if kept < 0.03 else least, None if kept > 0.93 else most, CURRENCIES.get(country, "USD"), period)
