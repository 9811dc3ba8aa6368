"""What a job pays, from the ranges that the board states in fields of their own."""

import re
from collections.abc import Iterator

from companies.providers.base import Listing, Pay
from postings.normalise.facts import Evidence, Found, Salary
from postings.normalise.pay.bounds import CURRENCIES, can_be_kept, combine, in_cents, is_plausible
from postings.normalise.pay.words import in_words

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


def in_fields(listing: Listing) -> Found[Salary] | None:
    """The envelope of the board's ranges in the first currency and period named.

    A range without currency or period, or of an absurd sum, is left out here and stays in
    `salary_raw`. On-target earnings are taken only where no base pay is stated.
    """
    found = combine(readable(listing))
    if found is None:
        return None
    rule = "pay-range" if any(pay.interval for pay in listing.pay) else "pay-range-period-in-title"
    return Found(found, Evidence("field", listing.fields.get("pay", "pay"), in_words(listing.pay), rule))


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
