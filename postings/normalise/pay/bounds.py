"""Which sums can be pay, and what several ranges of pay come to together."""

from collections.abc import Iterable
from decimal import Decimal

from babel.numbers import list_currencies

from postings.normalise.facts import Salary

# ISO 4217 begins with X what belongs to no country: metals, tests, and these currencies.
SHARED_CURRENCIES = {"XAF", "XCD", "XCG", "XOF", "XPF"}
CURRENCIES = {code for code in list_currencies() if code[0] != "X"} | SHARED_CURRENCIES

LARGEST = Decimal("9999999999.99")  # that the column, numeric(12, 2), holds
CENT = Decimal("0.01")
UNITS_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}
LEAST_A_YEAR, MOST_A_YEAR = 1_000, 5_000_000
MEASURED = {"USD", "EUR", "GBP"}  # the currencies that those two bounds are for


def can_be_kept(amount: Decimal | None) -> bool:
    return amount is None or (amount.is_finite() and 0 <= amount <= LARGEST)


def in_cents(amount: Decimal | None) -> Decimal | None:
    """`amount` as the column keeps it; a 0 is a field left alone, so nothing is stated."""
    return None if amount is None else amount.quantize(CENT) or None


def is_plausible(salary: Salary) -> bool:
    if salary.min is not None and salary.max is not None and salary.max < salary.min:
        return False
    amounts = [amount for amount in (salary.min, salary.max) if amount is not None]
    if salary.currency not in MEASURED:
        return bool(amounts)
    yearly = [amount * UNITS_A_YEAR[salary.period] for amount in amounts]
    return bool(yearly) and all(LEAST_A_YEAR <= amount <= MOST_A_YEAR for amount in yearly)


def combine(stated: Iterable[Salary]) -> Salary | None:
    """All that is stated as one salary: base pay where there is any, else on-target earnings."""
    ranges = tuple(dict.fromkeys(stated))
    if not ranges:
        return None
    found = envelope([pay for pay in ranges if pay.kind == "base"] or ranges)
    return found._replace(ranges=ranges if len(ranges) > 1 else ())


def envelope(ranges: Iterable[Salary]) -> Salary:
    """The lowest to the highest of the ranges in the currency and period of the first."""
    first, *others = ranges
    alike = [first] + [pay for pay in others if (pay.currency, pay.period) == (first.currency, first.period)]
    lowest = min((pay.min for pay in alike if pay.min is not None), default=None)
    highest = max((pay.max for pay in alike if pay.max is not None), default=None)
    return first._replace(min=lowest, max=highest)
