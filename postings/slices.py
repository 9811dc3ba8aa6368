"""What postings are sliced by. A slice is all open postings with one value of one dimension.

Each dimension knows its values by their slugs, the sentence that narrows postings to one of
them, and how many open postings each has. To add a slice, add a line to SLICES.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, Model, OuterRef, Q

from companies.models import Company
from companies.providers import PROVIDERS
from postings import tallies
from postings.models import City, Country, Department, Posting, PostingPlace, Region
from postings.querysets import PostingQuerySet
from postings.vocabulary import EmploymentType, WorkplaceType

UNKNOWN = "unknown"  # the slug of "not stated"


class Value(NamedTuple):
    """One value: `key` is what the database compares, `row` its row where it has one."""

    slug: str
    name: str
    url: str
    key: Any
    row: Any = None


class Counted(NamedTuple):
    """A value and the number of open postings that have it. No value: "not stated"."""

    value: Value | None
    number: int


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """`name` is its word in a query string, `path` the first part of its pages' addresses."""

    name: str
    path: str
    singular: str
    plural: str
    column: str
    narrow: Callable[[PostingQuerySet, Any], PostingQuerySet]
    heading: str = "Jobs in {}"

    def find(self, slugs: Iterable[str]) -> list[Value]:
        raise NotImplementedError

    def postings(self, value: Value) -> PostingQuerySet:
        """The open postings with this value, along its index."""
        return self.narrow(Posting.objects.open(), value.key)

    def condition(self, keys: list[Any], unknown: bool = False) -> Q:
        """Whether a posting has any of `keys`, or, with `unknown`, none at all."""
        condition = Q(**{f"{self.column}__in": keys})
        return condition | self.absent() if unknown else condition

    def absent(self) -> Q:
        raise NotImplementedError

    def total(self, value: Value) -> int:
        """How many open postings have this value."""
        return tallies.total(self.name, value.key)

    def counts(self, **of: Any) -> list[Counted]:
        """How many open postings each value has, most first, those that state none last; `of` narrows the boards."""
        numbers = tallies.numbers(self.name, **of)
        unknown = numbers.pop("", 0)
        found = [Counted(value, numbers[str(value.key)]) for value in self.having(numbers)]
        found.sort(key=lambda counted: (-counted.number, counted.value.name.casefold()))
        return [*found, Counted(None, unknown)] if unknown else found

    def having(self, keys: Iterable[Any]) -> Iterable[Value]:
        raise NotImplementedError

    def index_url(self) -> str:
        return f"/{self.path}/"


@dataclass(frozen=True, kw_only=True)
class RowDimension(Dimension):
    """Values that are rows of a table with a slug."""

    model: type[Model]
    related: tuple[str, ...] = ()

    def find(self, slugs: Iterable[str]) -> list[Value]:
        return [self.value(row) for row in self.rows().filter(slug__in=list(slugs))]

    def having(self, keys: Iterable[Any]) -> Iterable[Value]:
        return (self.value(row) for row in self.rows().filter(pk__in=list(keys)))

    def rows(self):
        return self.model.objects.select_related(*self.related).order_by()

    def value(self, row: Any) -> Value:
        return Value(row.slug, str(row), row.get_absolute_url(), row.pk, row)

    def absent(self) -> Q:
        return Q(**{f"{self.column}__isnull": True})


@dataclass(frozen=True, kw_only=True)
class PlaceDimension(RowDimension):
    """A part of a place. A posting with several places has several values, and counts once in each."""

    def condition(self, keys: list[Any], unknown: bool = False) -> Q:
        condition = Q(Exists(self.places().filter(**{f"{self.name}__in": keys})))
        return condition | self.absent() if unknown else condition

    def absent(self) -> Q:
        return ~Q(Exists(self.places().filter(**{f"{self.name}__isnull": False})))

    def places(self):
        return PostingPlace.objects.filter(posting=OuterRef("pk")).order_by()


@dataclass(frozen=True, kw_only=True)
class WordDimension(Dimension):
    """Values that are words of ours: {key: (slug, name)}."""

    words: dict[str, tuple[str, str]]

    def find(self, slugs: Iterable[str]) -> list[Value]:
        wanted = set(slugs)
        return [self.value(key) for key, (slug, _) in self.words.items() if slug in wanted]

    def having(self, keys: Iterable[Any]) -> Iterable[Value]:
        return (self.value(key) for key in keys)

    def value(self, key: str) -> Value:
        slug, name = self.words[key]
        return Value(slug, name, f"/{self.path}/{slug}/" if self.path else "", key)

    def absent(self) -> Q:
        return Q(**{self.column: ""})


def words(choices: Any) -> dict[str, tuple[str, str]]:
    return {choice.value: (choice.value.replace("_", "-"), str(choice.label)) for choice in choices}


COMPANY = RowDimension(
    name="company",
    path="companies",
    singular="company",
    plural="companies",
    column="company",
    model=Company,
    narrow=PostingQuerySet.at,
    heading="Jobs at {}",
)
CITY = PlaceDimension(
    name="city",
    path="cities",
    singular="city",
    plural="cities",
    column="city",
    model=City,
    related=("region", "country"),
    narrow=PostingQuerySet.in_city,
)
REGION = PlaceDimension(
    name="region",
    path="regions",
    singular="region",
    plural="regions",
    column="region",
    model=Region,
    related=("country",),
    narrow=PostingQuerySet.in_region,
)
COUNTRY = PlaceDimension(
    name="country",
    path="countries",
    singular="country",
    plural="countries",
    column="country",
    model=Country,
    narrow=PostingQuerySet.in_country,
)
DEPARTMENT = RowDimension(
    name="department",
    path="departments",
    singular="department",
    plural="departments",
    column="department",
    model=Department,
    narrow=PostingQuerySet.in_department,
    heading="{} jobs",
)
WORK_MODEL = WordDimension(
    name="work_model",
    path="work-models",
    singular="work model",
    plural="work models",
    column="workplace_type",
    words=words(WorkplaceType),
    narrow=PostingQuerySet.working,
    heading="{} jobs",
)
PROVIDER = WordDimension(
    name="provider",
    path="providers",
    singular="ATS provider",
    plural="ATS providers",
    column="provider",
    words={slug: (slug, provider.NAME) for slug, provider in PROVIDERS.items()},
    narrow=PostingQuerySet.through,
    heading="Jobs listed through {}",
)
EMPLOYMENT = WordDimension(
    name="employment",
    path="",
    singular="employment type",
    plural="employment types",
    column="employment_type",
    words=words(EmploymentType),
    narrow=lambda postings, key: postings.filter(employment_type=key),
    heading="{} jobs",
)

# What can be asked for in a query string, and of these what has pages of its own. A company's
# pages say more than a slice's: postings/views/companies.py.
DIMENSIONS = {d.name: d for d in (COMPANY, CITY, REGION, COUNTRY, DEPARTMENT, WORK_MODEL, EMPLOYMENT, PROVIDER)}
SLICES = {d.path: d for d in (CITY, REGION, COUNTRY, DEPARTMENT, WORK_MODEL, PROVIDER)}
INDEXES = {COMPANY.path: COMPANY, **SLICES}
