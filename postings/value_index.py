"""The values of a dimension as pages of names: all that have open jobs, or all that a selection's jobs have.

Of 20,000 cities only those of one page are made into values: names are looked up along the slugs,
numbers are the tallies', or one count of the selection.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils.text import slugify

from postings import tallies
from postings.counting import count
from postings.models import Tally
from postings.paging import page_number, pages_of
from postings.selection import Selection
from postings.slices import Counted, Dimension, RowDimension
from postings.words import fold

MOST = 50  # of an index page before anything is asked for
SIZE = 200  # names of a page
LONGEST = 60  # characters that are looked for
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NO_LETTER = "0"  # what begins with a digit, or with no letter that stands in an address

# One look at the slugs' index for each letter: 20,000 names are not read to know that some begin with "k".
PROBE = """
select letter from unnest(%s::text[], %s::text[]) as range (letter, stop)
where exists (
    select from {table} named where slug >= letter and slug < stop
    and (select number from postings_tally where dimension = %s and value = named.id) > 0
)
"""
INITIALS = "select distinct left(slug, 1) from {table} where id = any(%s)"

Numbers = Mapping[int, int]  # {value's key: jobs}


class Asked(NamedTuple):
    """Which values: those that begin with `letter`, or that have `find` in their names; else all."""

    letter: str
    find: str
    number: int

    @property
    def is_narrowed(self) -> bool:
        return bool(self.letter or self.find)


class ValuePage(NamedTuple):
    """`shown` of `total` values; `number` is the page's among `pages`."""

    shown: list[Counted]
    total: int
    number: int
    pages: int


def asked_for(query: Mapping[str, str]) -> Asked:
    letter = query.get("letter", "")
    if letter and letter not in (*LETTERS, NO_LETTER):
        raise Http404(f"“{letter[:20]}” is no letter here: a to z are, and 0 for all else.")
    find = " ".join(query.get("find", "").split())[:LONGEST]
    return Asked("" if find else letter, find, page_number(query) or 1)


def most(dimension: Dimension) -> ValuePage:
    """The values with most open jobs, "not stated" left out."""
    shown = [counted for counted in dimension.counts(MOST + 1) if counted.value][:MOST]
    return ValuePage(shown, tallies.values(dimension.name), 1, 1)


def named(dimension: Dimension, asked: Asked) -> ValuePage:
    """The values that are asked for by name, of those with open jobs."""
    if not isinstance(dimension, RowDimension):
        return page_of(dimension, chosen_words(dimension, tallies.numbers(dimension.name), asked), asked)
    tally = Tally.objects.filter(dimension=dimension.name, number__gt=0, value=OuterRef("pk"))
    rows = named_rows(dimension, asked).annotate(number=Subquery(tally.values("number"))).exclude(number=None)
    return page_of(dimension, dict(rows.values_list("pk", "number")), asked)


def numbers_within(selection: Selection, dimension: Dimension) -> Numbers:
    """The jobs that each value would leave of a selection, as a facet counts them: with no other value chosen."""
    return count(selection, [dimension.name], None, without=dimension.name)[dimension.name].of


def within(dimension: Dimension, numbers: Numbers, asked: Asked) -> ValuePage:
    """Those of the values in `numbers` that are asked for."""
    if asked.is_narrowed and isinstance(dimension, RowDimension):
        keys = named_rows(dimension, asked).values_list("pk", flat=True)
        numbers = {key: numbers[key] for key in keys if key in numbers}
    elif asked.is_narrowed:
        numbers = chosen_words(dimension, numbers, asked)
    return page_of(dimension, numbers, asked)


def named_rows(dimension: RowDimension, asked: Asked) -> QuerySet:
    """The rows of the names that are asked for, in their order."""
    rows = dimension.model.objects.order_by("slug")
    if asked.letter:
        return rows.filter(slug__lt="a") if asked.letter == NO_LETTER else rows.filter(slug__startswith=asked.letter)
    slug = slugify(fold(asked.find))
    in_slug = Q(slug__startswith=slug) | Q(slug__contains=f"-{slug}") if slug else Q(pk__in=[])
    return rows.filter(in_slug | Q(name__icontains=asked.find))


def chosen_words(dimension: Dimension, numbers: Numbers, asked: Asked) -> Numbers:
    """The same of a dimension of few words."""
    by_name = sorted(dimension.having(numbers), key=lambda value: value.slug)
    if asked.letter:
        return {value.key: numbers[value.key] for value in by_name if letters_of([value.slug]) == [asked.letter]}
    return {value.key: numbers[value.key] for value in by_name if fold(asked.find) in fold(value.name)}


def page_of(dimension: Dimension, numbers: Numbers, asked: Asked) -> ValuePage:
    """One page of the values in `numbers`: as they stand there by letter, else those with most jobs first."""
    keys = [key for key in numbers if key]
    if not asked.letter:
        keys.sort(key=lambda key: (-numbers[key], key))
    pages = pages_of(len(keys), SIZE)
    if asked.number > pages:
        raise Http404(f"This list has no page {asked.number}: it ends with page {pages}.")
    on_page = keys[(asked.number - 1) * SIZE : asked.number * SIZE]
    found = {value.key: value for value in dimension.having(on_page)} if on_page else {}
    shown = [Counted(found[key], numbers[key]) for key in on_page if key in found]
    if not asked.is_narrowed and asked.number == pages and numbers.get(0):
        shown.append(Counted(None, numbers[0]))
    return ValuePage(shown, len(keys), asked.number, pages)


def letters(dimension: Dimension) -> list[str]:
    """The first letters of the values that have open jobs."""
    if not isinstance(dimension, RowDimension):
        return letters_of(counted.value.slug for counted in dimension.counts() if counted.value)
    ends = {letter: chr(ord(letter) + 1) for letter in LETTERS} | {NO_LETTER: "a"}
    with connection.cursor() as cursor:
        table = dimension.model._meta.db_table
        cursor.execute(PROBE.format(table=table), [list(ends), list(ends.values()), dimension.name])
        return [letter for (letter,) in cursor.fetchall()]


def letters_within(dimension: Dimension, numbers: Numbers) -> list[str]:
    """The same of the values in `numbers`."""
    if not isinstance(dimension, RowDimension):
        return letters_of(value.slug for value in dimension.having(numbers))
    with connection.cursor() as cursor:
        cursor.execute(INITIALS.format(table=dimension.model._meta.db_table), [list(numbers)])
        return letters_of(initial for (initial,) in cursor.fetchall())


def letters_of(slugs: Iterable[str]) -> list[str]:
    return sorted({slug[0] if slug[0] in LETTERS else NO_LETTER for slug in slugs})
