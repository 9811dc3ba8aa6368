"""What a fact is called in a posting's story, and its value as readers understand it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from babel import Locale

from postings.normalise.facts import Salary
from postings.normalise.gazetteer import country_name
from postings.normalise.pay import format_salary
from postings.presentation import label
from postings.vocabulary import EmploymentType, SalaryPeriod, WorkplaceType

LANGUAGES = Locale("en").languages
PAY = ("salary_min", "salary_max", "salary_currency", "salary_period")
# What each fact of `Facts.visible` is called; the four parts of the pay are one to a reader.
NAMES = {
    "title": "title",
    "location_text": "location in the board’s words",
    "places": "location",
    "department": "department",
    "team": "team",
    "workplace_type": "work model",
    "employment_type": "employment type",
    **dict.fromkeys(PAY, "pay"),
    "salary_raw": "pay in the board’s words",
    "language": "language",
    "source_url": "link to the posting",
    "apply_url": "link to apply",
    "posted_at": "employer’s date",
    "description": "description",
}
# And in a summary, where two names for one thing would be one too many.
TOPICS = NAMES | {"location_text": "location", "salary_raw": "pay", "source_url": "link", "apply_url": "link"}


def name(field: str) -> str:
    """A fact that has no name here is called as it is in the data."""
    return NAMES.get(field) or field.replace("_", " ")


def topic(field: str) -> str:
    return TOPICS.get(field) or name(field)


def words(field: str, value: Any) -> str:
    """The value of a fact in words; "" for one that is not stated."""
    if value in (None, "", []):
        return ""
    try:
        return VALUES.get(field, plain)(value)
    except (AttributeError, TypeError, ValueError):  # events are for good: an older version had other values
        return plain(value)


def plain(value: Any) -> str:
    return ", ".join(map(plain, value)) if isinstance(value, list) else str(value)


def places(value: list[Mapping[str, Any]]) -> str:
    """ "Berlin, Germany; New York, NY, United States" """
    return "; ".join(filter(None, map(place, value)))


def place(parts: Mapping[str, Any]) -> str:
    country = parts.get("country")
    named = [parts.get("city") or parts.get("metro"), parts.get("region"), country and country_name(country)]
    return ", ".join(part for part in named if part)


def pay(parts: Mapping[str, Any]) -> str:
    """The four parts as one: "$120,000 to $150,000 a year"; "" without an amount."""
    least, most = (parts.get(name) for name in ("salary_min", "salary_max"))
    if least is None and most is None:
        return ""
    currency, period = parts.get("salary_currency"), parts.get("salary_period")
    if not currency or not period:
        return " to ".join(f"{value:,}" for value in (least, most) if value is not None)
    return format_salary(Salary(amount(least), amount(most), currency, period))


def amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def day(value: str) -> str:
    """The day of an ISO moment."""
    return f"{datetime.fromisoformat(value):%Y-%m-%d}"


VALUES: dict[str, Callable[[Any], str]] = {
    "places": places,
    "workplace_type": partial(label, WorkplaceType),
    "employment_type": partial(label, EmploymentType),
    "salary_period": partial(label, SalaryPeriod),
    "language": lambda code: LANGUAGES.get(code, code),
    "posted_at": day,
}
