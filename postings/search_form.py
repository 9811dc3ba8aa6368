"""What the form of a search shows: its fields as they are filled in, and beside them what else one may choose.

The form is drawn with what was asked for, readable or not, so that nobody types twice. What is
chosen and has no field of its own goes along hidden.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict

from postings.applied import applied
from postings.facets import Facet
from postings.selection import Selection
from postings.selection_words import POSTED
from postings.slices import CURRENCY, DIMENSIONS, Dimension, Value
from postings.vocabulary import Status

BOXES = ("work_model", "seniority", "employment", "function")  # facets that are checkboxes; the others are links
HERE = Value("~", "", "", 0)  # a place for a value; no slug has this sign, and no address writes it otherwise
MOST_BOXES = 6  # values of a facet of checkboxes
MOST_LINKS = 5  # of one of links
# Each of these links repeats all that is asked for: for so many characters of a query string each facet of links
# shows two fewer, which keeps the page under 40 kB. The rest is behind "All".
LONG = 80


class Choice(NamedTuple):
    """One value as a row; `url` takes it, or gives it back. To exclude it is for a button of the form."""

    value: Value
    number: int
    is_chosen: bool
    is_excluded: bool
    url: str


class Group(NamedTuple):
    """The rows of one facet; `all_url` leads to all of its `values`, "" where all are here."""

    dimension: Dimension
    choices: list[Choice]
    values: int
    all_url: str


class Option(NamedTuple):
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class SearchForm:
    """`q` and `salary_min` are as they were typed."""

    q: str
    salary_min: str
    unstated_pay: bool
    currencies: Sequence[Option]
    posted: Sequence[Option]
    status: Sequence[Option]
    boxes: Sequence[Group]
    links: Sequence[Group]
    hidden: Sequence[tuple[str, str]]
    applied: int


def search_form(query: QueryDict, selection: Selection, facets: Iterable[Facet]) -> SearchForm:
    by_name = {facet.dimension.name: facet for facet in facets}
    boxes = [group(selection, by_name.get(name) or nothing(name), MOST_BOXES) for name in BOXES]
    most = max(MOST_LINKS - 2 * (len(selection.querystring) // LONG), 1)
    links = [group(selection, facet, most) for name, facet in by_name.items() if name not in BOXES]
    return SearchForm(
        q=query.get("q", ""),
        salary_min=query.get("salary_min", ""),
        unstated_pay=selection.unstated_pay,
        currencies=currencies(selection),
        posted=options(
            selection.posted, {"": "Any time", **{name: words.removeprefix("in ") for name, words in POSTED.items()}}
        ),
        status=options(selection.status, {status.value: status.label for status in Status}),
        boxes=[group for group in boxes if group.choices],
        links=links,
        hidden=hidden(selection, boxes),
        applied=len(applied(selection)),
    )


def options(chosen: str, words: dict[str, str]) -> list[Option]:
    return [Option(value, text[:1].upper() + text[1:], value == chosen) for value, text in words.items()]


def currencies(selection: Selection) -> list[Option]:
    """Those of the open jobs, the most frequent first; and the one that is chosen."""
    chosen = selection.values_of(CURRENCY.name)[:1]
    values = dict.fromkeys([*(counted.value for counted in CURRENCY.counts() if counted.value), *chosen])
    return [Option("", "Any currency", not chosen), *(Option(v.slug, v.name, v in chosen) for v in values)]


def hidden(selection: Selection, boxes: Iterable[Group]) -> list[tuple[str, str]]:
    """The parts of the selection that no field shows."""
    shown = {(group.dimension.name, choice.value.slug) for group in boxes for choice in group.choices}
    shown |= {(CURRENCY.name, value.slug) for value in selection.values_of(CURRENCY.name)[:1]}
    fields = ("q", "salary_min", "unstated_pay", "posted", "status")
    return [pair for pair in selection.pairs if pair not in shown and pair[0] not in fields]


def nothing(name: str) -> Facet:
    """A facet of a search that finds nothing: what is chosen of it stays in view."""
    return Facet(DIMENSIONS[name], [], 0)


def group(selection: Selection, facet: Facet, most: int) -> Group:
    """The `most` frequent values of a facet, those that are chosen, and "not stated"."""
    name = facet.dimension.name
    rows = [row for place, row in enumerate(facet.choices) if place < most or row.is_chosen or not row.value.key]
    found = {row.value for row in rows}
    lacking = [value for sign in ("", "-") for value in selection.values_of(sign + name) if value not in found]
    numbers = [*((row.value, row.number) for row in rows), *((value, 0) for value in lacking)]
    stated = sum(1 for row in rows if row.value.key)
    more = all_url(selection, name) if facet.values > stated else ""
    return Group(facet.dimension, choices(selection, name, numbers), facet.values, more)


def choices(selection: Selection, name: str, numbers: Iterable[tuple[Value, int]]) -> list[Choice]:
    """The rows of values and the jobs that each would leave."""
    chosen, excluded = selection.values_of(name), selection.values_of(f"-{name}")
    taking = address_with(selection, name)
    rows = []
    for value, number in numbers:
        if value in chosen or value in excluded:
            url = selection.without(name, value.slug).without(f"-{name}", value.slug).url()
        else:
            url = taking(value.slug)
        rows.append(Choice(value, number, value in chosen, value in excluded, url))
    return rows


def address_with(selection: Selection, name: str) -> Callable[[str], str]:
    """From a slug to the address of the selection with that value of `name` too.

    A page has dozens of these: what they have in common is put together once.
    """
    before, _, after = selection.only(name, HERE).url().partition(f"{name}={HERE.slug}")
    chosen = [value.slug for value in selection.values_of(name)]
    return lambda slug: before + "&".join(f"{name}={other}" for other in sorted([*chosen, slug])) + after


def all_url(selection: Selection, name: str) -> str:
    query = selection.querystring
    return f"/jobs/by/{name}/?{query}" if query else f"/jobs/by/{name}/"
