"""How some jobs divide by each dimension: tables of which every row leads to the list that it counts.

    breakdowns(selection, total, count_rows(selection))
        -> [Breakdown("Cities", "", [Part("Berlin, Germany", 120, 41, "/jobs/?city=...")]), ...]

One reading of the jobs counts them all; another one takes their pay.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from postings.counting import count
from postings.facet_counts import Numbers
from postings.introductions import Clause
from postings.narrowing import has_any
from postings.search_form import all_url
from postings.selection import Selection
from postings.slices import CURRENCY, DIMENSIONS, NOT_STATED, Counted, Dimension

TITLES = {
    "department": "Departments, in the employer’s words",
    "function": "Functions, in ours",
    "country": "Countries",
    "region": "Regions",
    "city": "Cities",
    "work_model": "Work models",
    "seniority": "Seniority",
    "employment": "Employment types",
    "provider": "ATS providers",
}
PLACES = {"country", "region", "city"}
MOST = 15
# Steps of pay that people speak in, each of them times a power of ten.
STEPS = (1, 2, 2.5, 5, 10)
BANDS = 8


class Rows(NamedTuple):
    """The values of one dimension with most jobs, and "not stated"; `values` is how many there are."""

    stated: list[Counted]
    unstated: int
    values: int


class Part(NamedTuple):
    """One row: `share` is its part of the whole in whole per cent, `stated` whether it is a value."""

    name: str
    number: int
    share: int
    url: str
    stated: bool = True


class Breakdown(NamedTuple):
    """One table. Where it does not show all values, `further` says how many there are, and leads to them."""

    title: str
    note: str
    parts: list[Part]
    further: Clause | None = None


def count_rows(selection: Selection, names: Iterable[str] = (*TITLES, CURRENCY.name)) -> dict[str, Rows]:
    """What tables and highlights are made of, {dimension's name: its rows}, in one reading of the entries."""
    counted = count(selection, list(names), MOST)
    return {name: rows_of(DIMENSIONS[name], numbers) for name, numbers in counted.items()}


def rows_of(dimension: Dimension, numbers: Numbers) -> Rows:
    stated = [row for row in dimension.counted(numbers.of) if row.value]
    return Rows(stated[:MOST], numbers.of.get(NOT_STATED.key, 0), numbers.values)


def breakdowns(selection: Selection, total: int, counted: Mapping[str, Rows]) -> list[Breakdown]:
    """Every table of a selection of `total` jobs."""
    tables = [
        Breakdown(
            title,
            note(name, counted[name], total),
            parts(selection, total, DIMENSIONS[name], counted[name]),
            further(selection, DIMENSIONS[name], counted[name]),
        )
        for name, title in TITLES.items()
    ]
    return [*tables, pay_breakdown(selection, total, counted[CURRENCY.name])]


def note(name: str, rows: Rows, total: int) -> str:
    """Why the rows are more than the whole, where they are."""
    if sum(row.number for row in rows.stated) + rows.unstated <= total:
        return ""
    several = "in several places" if name in PLACES else "whose copies differ"
    return f"A job {several} counts once in each."


def parts(selection: Selection, total: int, dimension: Dimension, rows: Rows) -> list[Part]:
    """A row for each value, "not stated" last."""
    shown = [*rows.stated, *([Counted(NOT_STATED, rows.unstated)] if rows.unstated else [])]
    return [
        Part(
            row.value.name,
            row.number,
            share(row.number, total),
            selection.adding(dimension.name, row.value).url(),
            stated=row.value != NOT_STATED,
        )
        for row in shown
    ]


def further(selection: Selection, dimension: Dimension, rows: Rows) -> Clause | None:
    if rows.values <= len(rows.stated):
        return None
    return Clause(f"All {rows.values:,} {dimension.plural}", all_url(selection, dimension.name))


def share(number: int, total: int) -> int:
    """In whole per cent. Only all of them are 100, however few are lacking."""
    return 100 if number == total else min(round(100 * number / total), 99)


def pay_breakdown(selection: Selection, total: int, rows: Rows) -> Breakdown:
    """Steps of pay a year in the currency in which most state it, each with all above it; then every currency."""
    by_currency = [
        part._replace(name=f"stated in {part.name}") if part.stated else part
        for part in parts(selection, total, CURRENCY, rows)
    ]
    if not rows.stated:
        return Breakdown("Pay a year", "", by_currency)
    currency = rows.stated[0].value
    paid = selection.adding(CURRENCY.name, currency)
    steps = [
        Part(
            f"at least {least:,} {currency.name}",
            number,
            share(number, total),
            replace(paid, salary_min=least).url(),
        )
        for least, number in pay_steps(pays_of(selection, currency.key))
    ]
    note = "At the upper end of a range. A job counts in every line that it reaches."
    return Breakdown("Pay a year", note, [*steps, *by_currency])


def pays_of(selection: Selection, currency: int) -> list[int]:
    """The pay a year of each job of a selection that states it in `currency`, the lowest first."""
    entries = selection.entries().filter(has_any(CURRENCY, [currency])).order_by("pay")
    return list(entries.values_list("pay", flat=True))


def pay_steps(pays: list[int]) -> list[tuple[int, int]]:
    """(round sum, how many of `pays`, lowest first, reach it): the sums that some reach, and not all.

    A step is about a quarter of the middle pay. Of sums that the same jobs reach, the highest stays.
    """
    if not pays:
        return []
    step = round_step(pays[len(pays) // 2] / 4)
    reached = {len(pays) - bisect_left(pays, step * times): step * times for times in range(1, BANDS + 1)}
    return [(least, number) for number, least in reached.items() if 0 < number < len(pays)]


def round_step(about: float) -> int:
    """The step that people speak in next to `about`, at least 1."""
    unit = 10 ** max(len(str(int(about))) - 1, 0)
    return max(int(min((step * unit for step in STEPS), key=lambda step: abs(step - about))), 1)
