"""What a job pays, from the ranges that the board states in fields of their own."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from babel.numbers import format_currency, list_currencies

from companies.providers.base import Listing, Pay
from postings.normalise.facts import Evidence, Found, Salary

# The boards' words for a unit of time: "per-year-salary", "1 HOUR", "Annual Salary".
UNITS = {
    "year": ("year", "years", "yearly", "annual", "annually", "annum", "annualized"),
    "month": ("month", "months", "monthly"),
    "week": ("week", "weeks", "weekly"),
    "day": ("day", "days", "daily", "diem"),
    "hour": ("hour", "hours", "hourly", "hr"),
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
# Several units or a part of one: "bi-week-salary", "semi-month-salary", "2 WEEK".
NOT_ONE_UNIT = re.compile(r"\b(?:bi|semi|half|twice|quarter|0|[2-9]|\d\d)", re.IGNORECASE)
# A title must say the unit of the pay itself: "Annual Salary", "per hour", but not "Year 1".
UNIT_IN_TITLE = re.compile(
    r"\b(?:per )?(annual|annually|annualized|yearly|monthly|weekly|daily|hourly"
    r"|(?<=per )(?:year|annum|month|week|day|hour))\b",
    re.IGNORECASE,
)
NOT_SALARY = re.compile(r"\b(?:bonus(?:es)?|commissions?|equity|stipend|allowance|budget|sign.on)\b", re.IGNORECASE)
ON_TARGET = re.compile(r"\b(?:OTE|on.target)\b", re.IGNORECASE)
# What a line on pay says before its first sum, and what stands in it as a note of its own.
BEFORE_A_SUM = re.compile(r"[^\d•]*")
NOTE_ON_TARGET = re.compile(r"•\s*OTE\s*(?:•|$)")

# ISO 4217 begins with X what belongs to no country: metals, tests, and these currencies.
SHARED_CURRENCIES = {"XAF", "XCD", "XCG", "XOF", "XPF"}
CURRENCIES = {code for code in list_currencies() if code[0] != "X"} | SHARED_CURRENCIES

LARGEST = Decimal("9999999999.99")  # that the column, numeric(12, 2), holds
CENT = Decimal("0.01")
UNITS_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}
LEAST_A_YEAR, MOST_A_YEAR = 1_000, 5_000_000
MEASURED = {"USD", "EUR", "GBP"}  # the currencies that those two bounds are for


def salary(listing: Listing) -> Found[Salary] | None:
    """The envelope of the board's ranges in the first currency and period named.

    A range without currency or period, or of an absurd sum, is left out here and stays in
    `salary_raw`. On-target earnings are taken only where no base pay is stated.
    """
    ranges = tuple(dict.fromkeys(readable(listing)))
    if not ranges:
        return None
    found = envelope([pay for pay in ranges if pay.kind == "base"] or ranges)
    rule = "pay-range" if any(pay.interval for pay in listing.pay) else "pay-range-period-in-title"
    evidence = Evidence("field", listing.fields.get("pay", "pay"), in_words(listing.pay), rule)
    return Found(found._replace(ranges=ranges if len(ranges) > 1 else ()), evidence)


def salary_raw(listing: Listing) -> str:
    """How the employer put it; "" when the posting says nothing of pay in a field."""
    return listing.pay_text or in_words(listing.pay)


def format_salary(salary: Salary) -> str:
    """ "$184,050 to $262,928 a year", "From €45,000 a year", "Up to £30 an hour"; "" without a sum.

    In the signs of CLDR's American English, where each tells its currency: "$" is the American
    dollar, others are "CA$" and "A$", and "¥" is the yen, "CN¥" the yuan.
    """
    amounts = [amount for amount in (salary.min, salary.max) if amount is not None]
    if not amounts:
        return ""
    whole = all(amount == amount.to_integral_value() for amount in amounts)
    sums = list(dict.fromkeys(money(amount, salary.currency, whole) for amount in amounts))
    only = {(True, False): "Up to ", (False, True): "From "}
    words = only.get((salary.min is None, salary.max is None), "") + " to ".join(sums)
    period = f"an {salary.period}" if salary.period == "hour" else f"a {salary.period}"
    return f"{words} {period}{' on target' if salary.kind == 'ote' else ''}"


def money(amount: Decimal, currency: str, whole: bool) -> str:
    # A currency without a sign shows its code, which then stands off its figure.
    pattern = "¤#,##0" if whole else "¤#,##0.00"
    words = str(format_currency(amount, currency, pattern, locale="en_US", currency_digits=False))
    return words.replace(currency, f"{currency}\u00a0", 1)


def readable(listing: Listing) -> Iterator[Salary]:
    """The listing's ranges of which currency, period and sums are known."""
    on_target = speaks_of_on_target(listing.pay_text)
    for pay in listing.pay:
        kind = "ote" if on_target or ON_TARGET.search(pay.label) else "base"
        currency, unit = pay.currency.strip().upper(), period(pay)
        if currency in CURRENCIES and unit and all(map(can_be_kept, (pay.min, pay.max))):
            read = Salary(in_cents(pay.min), in_cents(pay.max), currency, unit, kind)
            if is_plausible(read):
                yield read


def speaks_of_on_target(pay_text: str) -> bool:
    """Whether on-target earnings are what is summed: "OTE $110K – $120K", "€209K – €262K • OTE".

    In "$120K • $180K OTE" the second sum is no range of the board's, so the first one is base pay.
    """
    named = BEFORE_A_SUM.match(pay_text)
    beginning = named[0] if named else ""
    first = ON_TARGET.search(beginning) and "base" not in beginning.lower()
    return bool(first or NOTE_ON_TARGET.search(pay_text))


def period(pay: Pay) -> str | None:
    """The unit of time that a range is for: by its interval, or where there is none by its title."""
    if pay.interval:
        if NOT_ONE_UNIT.search(pay.interval):
            return None
        words = re.findall(r"[a-z]+", pay.interval.lower())
    elif NOT_SALARY.search(pay.label):
        return None
    else:
        words = [word.lower() for word in UNIT_IN_TITLE.findall(pay.label)]
    units = {UNIT_OF[word] for word in words if word in UNIT_OF}
    return units.pop() if len(units) == 1 else None


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


def envelope(ranges: Iterable[Salary]) -> Salary:
    """The lowest to the highest of the ranges in the currency and period of the first."""
    first, *others = ranges
    alike = [first] + [pay for pay in others if (pay.currency, pay.period) == (first.currency, first.period)]
    lowest = min((pay.min for pay in alike if pay.min is not None), default=None)
    highest = max((pay.max for pay in alike if pay.max is not None), default=None)
    return first._replace(min=lowest, max=highest)


def in_words(ranges: Iterable[Pay]) -> str:
    """ "184,050 – 262,928 USD per-year-salary": the board's fields, one after another."""
    return "; ".join(filter(None, map(range_in_words, ranges)))


def range_in_words(pay: Pay) -> str:
    sums = " – ".join(dict.fromkeys(figure(amount) for amount in (pay.min, pay.max) if amount is not None))
    label = f"({pay.label})" if pay.label else ""
    return " ".join(part for part in (sums, pay.currency, pay.interval, label) if part)


def figure(amount: Decimal) -> str:
    if not amount.is_finite() or abs(amount) > LARGEST:
        return str(amount)
    words = f"{amount:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
