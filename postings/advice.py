"""What to try when a search finds nothing, or little: each way with the exact number of jobs that it leads to.

    advice(selection, total).blamed  ->  [Way("without “senior”", ..., 31), ...]

However much is asked for, it costs at most MOST_QUERIES queries.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.utils.text import slugify

from postings.applied import applied
from postings.models import City, Tally
from postings.selection import Selection
from postings.selection_words import sentence
from postings.slices import CITY, COMPANY, COUNTRY, DEPARTMENT, WORK_MODEL, Dimension, Value
from postings.spelling import near_words
from postings.vocabulary import Status
from postings.walks import walk_of
from postings.words import AnyOf, Words, parse

LITTLE = 5  # of fewer jobs, and more than one filter, the reader is told which filter leaves so few
MOST_FILTERS = 12  # that are left out one by one
MOST_WORDS = 3  # that are looked up for their spelling
MOST_NEAR = 3  # spellings of each
MOST_MOVED = 3  # words that are the name of a value
LONGEST_NAME = 4  # words of such a name
NAMED = (CITY, COMPANY, COUNTRY, DEPARTMENT, WORK_MODEL)
# Counts of the lists without each filter, and with each alone; of each word, its near spellings, and of their lists;
# the values, of cities in three queries; counts of their lists, one by one and together; the closed ones.
MOST_QUERIES = 2 * MOST_FILTERS + MOST_WORDS * (2 + MOST_NEAR) + len(NAMED) + 2 + MOST_MOVED + 1 + 1

Change = tuple[str, Selection]  # how another selection differs, and it
Run = tuple[AnyOf, ...]  # neighbouring words of a search


class Way(NamedTuple):
    """Another list: how it differs, and how many jobs it has."""

    words: str
    selection: Selection
    number: int

    @property
    def url(self) -> str:
        return self.selection.url()

    @property
    def jobs(self) -> str:
        return sentence(self.selection, self.number)


@dataclass(frozen=True)
class Advice:
    """`blamed` are the filters that leave so few, `alone` what each one finds where leaving out one does not help."""

    spellings: list[Way] = field(default_factory=list)
    values: list[Way] = field(default_factory=list)
    blamed: list[Way] = field(default_factory=list)
    alone: list[Way] = field(default_factory=list)
    closed: list[Way] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.spellings, self.values, self.blamed, self.alone, self.closed))


def advice(selection: Selection, total: int) -> Advice:
    """None for a list that is long enough, or that a single filter made short."""
    filters = applied(selection)[:MOST_FILTERS]
    if total and (total >= LITTLE or len(filters) < 2):
        return Advice()
    filters = filters if len(filters) > 1 else []
    blamed = ways([(without(filter.words), filter.rest) for filter in filters], total)
    return Advice(
        spellings=ways(spelled_otherwise(selection), total),
        values=ways(moved(selection), total),
        blamed=blamed,
        alone=[] if blamed or total else ways([(f"only {filter.words}", filter.alone) for filter in filters], 0),
        closed=ways(closed(selection), 0) if not total else [],
    )


def without(words: str) -> str:
    """ "without Remote"; of what denies something already, "without the filter not Remote"."""
    return f"without {'the filter ' if words.startswith(('not ', 'no ')) else ''}{words}"


def ways(changes: Iterable[Change], more_than: int) -> list[Way]:
    """The changes that lead to more, most first."""
    counted = [Way(words, selection, number_of(selection)) for words, selection in changes]
    return sorted((way for way in counted if way.number > more_than), key=lambda way: -way.number)


def number_of(selection: Selection) -> int:
    return walk_of(selection).total


def closed(selection: Selection) -> Iterator[Change]:
    if selection.status == Status.OPEN:
        yield "closed", replace(selection, status=Status.CLOSED)


# -- Spellings


def spelled_otherwise(selection: Selection) -> list[Change]:
    """With near spellings of the words that no job ever had: all with their nearest, and each with its others."""
    unknown = [word for word in selection.words.tokens()[:MOST_WORDS] if not is_known(word)]
    near = {word: found for word in unknown if (found := near_words(word, MOST_NEAR))}
    nearest = {word: found[0] for word, found in near.items()}
    spelled = dict.fromkeys(
        replaced(selection.words, nearest | {word: other}) for word, found in near.items() for other in found
    )
    return [(f"“{words}”", replace(selection, words=words)) for words in spelled]


def is_known(word: str) -> bool:
    return Selection(words=parse(f'"{word}"'), status=Status.ALL).entries().exists()


def replaced(words: Words, others: dict[str, str]) -> Words:
    for word, other in others.items():
        words = words.replace(word, other)
    return words


# -- Words that are values


def moved(selection: Selection) -> list[Change]:
    """With words that name a city, a company or the like as filters instead: all of them, and each alone."""
    found: list[tuple[Run, Dimension, Value]] = []
    runs = list(runs_of(selection.words))
    for dimension in NAMED:
        if not selection.values_of(dimension.name):
            found += [(run, dimension, value) for run, value in named(dimension, runs)]
    found = found[:MOST_MOVED]
    return [moving(selection, each) for each in ([found] if len(found) > 1 else []) + [[one] for one in found]]


def moving(selection: Selection, found: list[tuple[Run, Dimension, Value]]) -> Change:
    for run, dimension, value in found:
        rest = Words(tuple(term for term in selection.words.terms if term not in run))
        selection = replace(selection, words=rest).adding(dimension.name, value)
    return " and ".join(f"“{text_of(run)}” is a {dimension.singular}" for run, dimension, _ in found), selection


def runs_of(words: Words) -> Iterator[Run]:
    """The neighbouring words that may be one name, the longest first."""
    for length in range(min(LONGEST_NAME, len(words.terms)), 0, -1):
        for start in range(len(words.terms) - length + 1):
            run = words.terms[start : start + length]
            if all(len(term.alternatives) == 1 and not term.excluded for term in run):
                yield run


def named(dimension: Dimension, runs: Sequence[Run]) -> list[tuple[Run, Value]]:
    """The runs that are the name of a value."""
    by_slug = {slug: run for run in runs if (slug := slugify(text_of(run)))}
    if not by_slug:
        return []
    if dimension is CITY:
        return [(by_slug[slug], value) for slug, value in cities_called(set(by_slug)).items()]
    return [(by_slug[value.slug], value) for value in dimension.find(by_slug)]


def cities_called(slugs: set[str]) -> dict[str, Value]:
    """{the slug of its name: the city, of several the one with most jobs}. An address goes on: "berlin-germany"."""
    begins_so = reduce(or_, (Q(slug__startswith=f"{slug}-") for slug in slugs), Q(slug__in=slugs))
    names = {key: slugify(name) for key, name in City.objects.filter(begins_so).values_list("id", "name")}
    called = {key: name for key, name in names.items() if name in slugs}
    jobs = dict(Tally.objects.filter(dimension=CITY.name, value__in=called).values_list("value", "number"))
    largest = {called[key]: key for key in sorted(called, key=lambda key: jobs.get(key, 0))}
    found = {value.key: value for value in CITY.having(largest.values())} if largest else {}
    return {name: found[key] for name, key in largest.items()}


def text_of(run: Run) -> str:
    return " ".join(term.text for term in run)
