"""Sums of money in a text: "$184,050", "CAD $30", "€92-114k", "35 000,00€", "600万円"."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.numbers import get_territory_currencies

from postings.normalise.gazetteer import DATA

WORDS = tomllib.loads((DATA / "pay_currencies.toml").read_text("utf-8"))
CODES: dict[str, str] = {code: code for code in WORDS["codes"].split()} | {"RMB": "CNY"}
SIGNS: dict[str, str] = WORDS["signs"]
SHARED: dict[str, dict[str, str]] = WORDS["shared"]
SCALES: dict[str, int] = WORDS["scales"]
SMALL_UNITS = set(WORDS["small_units"].split())
MILLION = 1_000_000

# The currency of a number that names none: the one of the posting's country.
UNNAMED = "?"


def either(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def is_latin(word: str) -> bool:
    """Whether a word stands between blanks. Chinese, Japanese and Korean ones need not."""
    return word[0] < "\u2e80"


BLANK = r"[ \u00a0\u2009\u202f]"
NO_LETTER_BEFORE, NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
# "1,000", "1.000", "1 000", "1'000", "55, 000", "1,50,000", "17.50"
DIGITS = rf"\d{{1,12}}(?:(?:[,.'’]\d{{2,3}}|{BLANK}\d{{3}}|[,.] 000)(?!\d)){{0,4}}(?:[.,]\d{{1,2}}(?!\d))?"
# Numbers that stand so are no sums: a share, "401(k)", hours a week.
NO_SUM = (
    rf"{BLANK}?%|(?:(?<=401)|(?<=403)|(?<=457)) ?\(?[kKbB]\b"
    r"|\+?[ -](?:hours|days|weeks|months|years|yrs|people|employees|engineers|countries|shifts|PTO|paid|vacation)\b"
)
LATIN_SCALE = rf"(?:{either(filter(str.isascii, SCALES))}){NO_LETTER_AFTER}"
OTHER_SCALE = f"[{''.join(scale for scale in SCALES if not scale.isascii())}]"
SIGN = either([*SIGNS, *SHARED])
NUMBER = re.compile(
    rf"(?P<digits>{DIGITS})(?:(?P<slip>[.,]?\d)|(?P<no_sum>{NO_SUM}))?"
    rf"(?:{BLANK}?(?P<scale>{LATIN_SCALE}|{OTHER_SCALE}))?"
    rf"(?:{BLANK}?\(?(?:(?P<code>{either(CODES)}){NO_LETTER_AFTER}|(?P<sign>{SIGN})(?![^\W_]|[ ]?\d)))?"
    r"(?P<more>\+(?! ?[\w$€£]))?"
)
BEFORE = re.compile(
    rf"(?:{NO_LETTER_BEFORE}(?P<code>{either(CODES)}):?{BLANK}?)?"
    rf"(?:{NO_LETTER_BEFORE}(?P<sign>{SIGN}))?{BLANK}?\Z"
)
LONGEST_CURRENCY = 12


class Sum(NamedTuple):
    """A number that may be money; `text[start:end]` are its words, currency and all."""

    start: int
    end: int
    amount: Decimal | None  # as written, not multiplied by `scale`; None for a slip ("140,0000")
    scale: int
    currency: str  # an ISO code, a sign of `SHARED`, or "" when none is beside it
    is_open: bool  # "$100k+"


def sums(text: str) -> Iterator[Sum]:
    """The numbers of `text` that may be sums of money, in order."""
    for number in NUMBER.finditer(text):
        if number["no_sum"]:
            continue
        before = BEFORE.search(text, max(0, number.start() - LONGEST_CURRENCY), number.start())
        yield Sum(
            before.start() if before else number.start(),
            number.end(),
            None if number["slip"] else amount(number["digits"]),
            SCALES.get(number["scale"], 1),
            currency(number, before),
            bool(number["more"]),
        )


def currency(number: re.Match[str], before: re.Match[str] | None) -> str:
    """A code tells more than a sign: "$123,000 USD", "CAD $30". Lakhs a year are rupees."""
    code = (before and before["code"]) or number["code"]
    if code:
        return CODES[code]
    sign = (before and before["sign"]) or number["sign"] or ""
    if not sign and number["scale"] in ("LPA", "lpa"):
        return "INR"
    return SIGNS.get(sign, sign)


def amount(digits: str) -> Decimal | None:
    """The number that is written so; None when its marks make no sense."""
    first, *groups = re.split(r"\D+", digits)
    cents = groups.pop() if groups and len(groups[-1]) < 3 else "0"
    in_thousands = all(len(group) == 3 for group in groups)
    in_lakhs = len(groups) > 1 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[:-1])
    if groups and not (len(first) <= 3 and (in_thousands or in_lakhs)):
        return None
    return Decimal(f"{first}{''.join(groups)}.{cents}")


def currency_at(sign: str, countries: frozenset[str]) -> str:
    """The ISO code of a sum's currency in a posting of these countries; "" when it stays open.

    "$" alone is the American dollar, unless all places of the posting are in one country that has a
    dollar of its own.
    """
    country = next(iter(countries)) if len(countries) == 1 else ""
    if sign == UNNAMED:
        return home_currency(country)
    if sign not in SHARED:
        return sign
    return SHARED[sign].get(country, SHARED[sign].get("", ""))


@lru_cache(maxsize=300)
def home_currency(country: str) -> str:
    currencies = get_territory_currencies(country) if country else []
    return str(currencies[0]) if len(currencies) == 1 else ""
