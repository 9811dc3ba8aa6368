"""Pay in words: as the employer put it, and as the site says it."""

from collections.abc import Iterable
from decimal import Decimal

from babel.numbers import format_currency

from companies.providers.base import Listing, Pay
from postings.normalise.facts import Salary
from postings.normalise.pay.bounds import LARGEST


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
