"""Names of places, companies and words -> values of the site's dimensions.

A value is known by its slug ("new-york-ny-united-states") or by what records show of it ("New York");
a name that several have means any of them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Lower

from postings.slices import (
    CITY,
    COMPANY,
    COUNTRY,
    NOT_STATED,
    REGION,
    UNKNOWN,
    Dimension,
    RowDimension,
    Value,
    WordDimension,
)

NOWHERE = -1  # a key that no entry has: what is not here has no jobs, and that is the answer


class Found(NamedTuple):
    """`values` are never empty where something was asked for; `missing` are the texts that name nothing here."""

    values: tuple[Value, ...]
    missing: list[str]


def find(dimension: Dimension, texts: Sequence[str]) -> Found:
    values: dict[int, Value] = {}
    missing: list[str] = []
    for text in texts:
        found = find_one(dimension, text)
        values |= {value.key: value for value in found}
        missing += [] if found else [text]
    if texts and not values:
        values = {NOWHERE: Value(f"?{','.join(texts)}", ", ".join(texts), "", NOWHERE)}
    return Found(tuple(sorted(values.values(), key=lambda value: value.slug)), missing)


def find_one(dimension: Dimension, text: str) -> list[Value]:
    """What `text` names; where it is no name itself, what its parts between commas do."""
    if text == UNKNOWN:
        return [NOT_STATED]
    if found := named(dimension, text):
        return found
    parts = [part.strip() for part in text.split(",")] if "," in text else []
    return [value for part in parts if part for value in find_one(dimension, part)]


def named(dimension: Dimension, text: str) -> list[Value]:
    if isinstance(dimension, WordDimension):
        return words_named(dimension, text)
    return dimension.find([text]) or rows_named(dimension, text)


def words_named(dimension: WordDimension, text: str) -> list[Value]:
    folded = text.casefold()
    return [
        dimension.value(word)
        for word, (slug, name) in dimension.words.items()
        if folded in (word.casefold(), slug.casefold(), name.casefold())
    ]


def rows_named(dimension: RowDimension, text: str) -> list[Value]:
    rows = dimension.rows().alias(folded=Lower("name")).filter(condition(dimension, text))
    return [dimension.value(row) for row in rows]


def condition(dimension: RowDimension, text: str) -> Q:
    is_called = Q(folded=text.lower())
    if dimension in (COUNTRY, REGION):
        return is_called | Q(code=text.upper())
    if dimension is COMPANY:
        return is_called | Q(former_slugs__contains=[text]) if text.isascii() else is_called
    return is_called


def places(text: str) -> dict[Dimension, list[int]]:
    """The cities, regions and countries that `text` names."""
    found = {dimension: [value.key for value in named(dimension, text)] for dimension in (CITY, REGION, COUNTRY)}
    return {dimension: keys for dimension, keys in found.items() if keys}


def sentences(dimension: Dimension, missing: Iterable[str]) -> list[str]:
    return [f"There is no {dimension.singular} “{text[:60]}” here." for text in missing]
