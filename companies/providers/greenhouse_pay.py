"""Greenhouse's `pay_input_ranges`: [{title, min_cents, max_cents, currency_type, blurb}].

They come when `pay_transparency` is asked for. The period is told by nothing but the company's
words in the title ("Annual Salary:", "Hourly rate, Maine"), and what else the pay consists of
by its note (`blurb`, plain HTML), often the same for every range.
"""

from collections.abc import Iterable
from typing import Any

from companies.providers.base import Pay, Section
from companies.providers.fields import body, cents, line, parts

NAME = "pay_input_ranges"


def pay(record: dict[str, Any]) -> Iterable[Pay]:
    """The ranges with at least one end."""
    for range_ in parts(record, NAME):
        low, high = cents(range_, "min_cents"), cents(range_, "max_cents")
        if low is not None or high is not None:
            yield Pay(low, high, line(range_, "currency_type"), interval="", label=line(range_, "title"))


def notes(record: dict[str, Any]) -> Iterable[Section]:
    """What the company says of its ranges, each note once, below the title of the first it goes with."""
    said = set()
    for range_ in parts(record, NAME):
        html = body(range_, "blurb")
        if html.strip() and html not in said:
            said.add(html)
            yield Section(line(range_, "title"), html)
