"""What stands in a field of a record. Absent and null are both "not stated".

Anything but the type that belongs there is Unreadable, with the name of the field.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from companies.providers.base import Unreadable
from companies.providers.text import clean, one_line

# No posting is older than the trade, nor is one dated a lifetime ahead: such a date is a slip.
FIRST_YEAR, LAST_YEAR = 1990, 2099

FIGURE = re.compile(r"\d{1,15}(?:\.\d{1,15})?", re.ASCII)

KINDS = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "a yes or no",
    int: "a number",
    float: "a number",
}


def kind(value: Any) -> str:
    """What a value read from JSON is, in words: "an object"."""
    return KINDS.get(type(value), "nothing")


def line(record: Any, name: str) -> str:
    """A text of one line; "" when it is not stated."""
    return one_line(_text(record, name))


def body(record: Any, name: str) -> str:
    """A longer text or HTML, its line breaks kept; "" when it is not stated."""
    return clean(_text(record, name))


def lines(record: Any, name: str) -> list[str]:
    """A list of texts of one line each, the empty ones left out."""
    texts = _value(record, name, list) or []
    if odd := [text for text in texts if not isinstance(text, str)]:
        raise Unreadable(f"{name!r} lists {kind(odd[0])} where text belongs.")
    return [text for text in map(one_line, texts) if text]


def part(record: Any, name: str) -> dict[str, Any]:
    """An object; {} when it is not stated."""
    return _value(record, name, dict) or {}


def parts(record: Any, name: str) -> list[dict[str, Any]]:
    """A list of objects; [] when it is not stated."""
    objects: list[dict[str, Any]] = _value(record, name, list) or []
    if odd := [value for value in objects if not isinstance(value, dict)]:
        raise Unreadable(f"{name!r} lists {kind(odd[0])} where an object belongs.")
    return objects


def flag(record: Any, name: str) -> bool | None:
    """A yes or no; None when it is not stated."""
    value: bool | None = _value(record, name, bool)
    return value


def amount(record: Any, name: str) -> Decimal | None:
    """A number; None when it is not stated, or not finite."""
    value = _value(record, name, int, float)
    return Decimal(str(value)) if value is not None and isfinite(value) else None


def cents(record: Any, name: str) -> Decimal | None:
    """A number of hundredths, in whole units; None when it is not stated, or not finite."""
    hundredths = amount(record, name)
    return None if hundredths is None else hundredths / 100


def figure(record: Any, name: str) -> Decimal | None:
    """A number, or one written as text ("55,000.00"); None when it is not stated or is no number."""
    value = _value(record, name, str, int, float)
    if not isinstance(value, str):
        return amount(record, name)
    digits = value.replace(",", "").strip()
    return Decimal(digits) if FIGURE.fullmatch(digits) else None


def moment(record: Any, name: str) -> datetime | None:
    """A date in ISO 8601, in UTC where it names no offset; None when it is not stated or absurd."""
    text = line(record, name)
    try:
        return _plausible(datetime.fromisoformat(text))
    except ValueError:
        return None


def moment_of_feed(record: Any, name: str) -> datetime | None:
    """A date as RSS and mail write it, "Fri, 04 Sep 2026 14:50:13 +0300"; None when it is not stated or absurd."""
    try:
        return _plausible(parsedate_to_datetime(line(record, name)))
    except (TypeError, ValueError, OverflowError):
        return None


def moment_in_milliseconds(record: Any, name: str) -> datetime | None:
    """A date in milliseconds since 1970; None when it is not stated or absurd."""
    value = _value(record, name, int, float)
    if value is None or not isfinite(value):
        return None
    try:
        return _plausible(datetime.fromtimestamp(value / 1000, UTC))
    except (OverflowError, ValueError, OSError):  # beyond what a datetime can hold
        return None


def link(record: Any, name: str) -> str:
    """An absolute web address; "" when it is not stated or of another kind ("javascript:")."""
    address = line(record, name)
    try:
        split = urlsplit(address)
        return address if split.scheme in ("http", "https") and split.hostname else ""
    except ValueError:
        return ""


def required(value: str, what: str) -> str:
    """`value`, unless it is empty: then the record is no posting."""
    if not value:
        raise Unreadable(f"The record has no {what}.")
    return value


def joined(*texts: str) -> str:
    """The parts of an address on one line, those that are not stated left out."""
    return ", ".join(filter(None, texts))


def silent(record: Any, spoken_by: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Which of our names a record says nothing of: those with none of their fields in it."""
    return frozenset(ours for ours, theirs in spoken_by.items() if not any(name in record for name in theirs))


def _text(record: Any, name: str) -> str:
    return _value(record, name, str) or ""


def _value(record: Any, name: str, *types: type) -> Any:
    if not isinstance(record, dict):
        raise Unreadable(f"A record is {kind(record)}, not an object.")
    value = record.get(name)
    # type() and not isinstance(): to Python, true is a number.
    if value is not None and type(value) not in types:
        raise Unreadable(f"{name!r} is {kind(value)} where {kind(types[0]())} belongs.")
    return value


def _plausible(at: datetime) -> datetime | None:
    """`at` in UTC, if a posting can be of that year."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
