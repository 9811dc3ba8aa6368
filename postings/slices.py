"""What postings are narrowed and sliced by. A slice is all open jobs with one value of one dimension.

Each dimension knows its values by their slugs, how a list of them is called, and how many open
jobs each has. Its name is its word in a query string and its column of Entry. To add a slice, add
a line to SLICES.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Model

from companies.models import Company
from companies.providers import PROVIDERS
from postings import tallies
from postings.hashing import word_key
from postings.models import City, Country, Department, Region
from postings.normalise.pay.bounds import CURRENCIES
from postings.vocabulary import EmploymentType, JobFunction, Seniority, WorkplaceType

UNKNOWN = "unknown"  # the slug of "not stated"
MARKS = 16  # more than there are dimensions


class Value(NamedTuple):
    """One value: `key` is what an entry holds of it, `row` its row where it has one."""

    slug: str
    name: str
    url: str
    key: int
    row: Any = None


NOT_STATED = Value(UNKNOWN, "not stated", "", 0)


class Counted(NamedTuple):
    """A value and the number of jobs that have it. No value: "not stated"."""

    value: Value | None
    number: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Dimension:
    """`number` marks its values where those of several dimensions are together; it is never another's.
    `path` is the first part of its pages' addresses, "" when it has none."""

    name: str
    number: int
    path: str
    singular: str
    plural: str
    heading: str = "Jobs in {}"

    def marked(self, key: int) -> int:
        """A key that tells its dimension too: how an entry holds the values beyond the first."""
        return key * MARKS + self.number

    def find(self, slugs: Iterable[str]) -> list[Value]:
        """The values at these slugs, in no order; a slug that names none is left out."""
        raise NotImplementedError

    def having(self, keys: Iterable[int]) -> Iterable[Value]:
        """The values of these keys, in no order."""
        raise NotImplementedError

    def total(self, value: Value) -> int:
        """How many open jobs have this value."""
        return tallies.total(self.name, value.key)

    def counts(self, most: int | None = None) -> list[Counted]:
        """How many open jobs each value has, most first, "not stated" last; or the `most` frequent that are stated."""
        return self.counted(tallies.numbers(self.name, most))

    def counted(self, numbers: dict[int, int], values: Iterable[Value] | None = None) -> list[Counted]:
        """{key: number} with the values behind the keys, most first, those that state none last.

        `values`: where they are known already.
        """
        stated = {key: number for key, number in numbers.items() if key}
        having = self.having(stated) if values is None else values
        found = [Counted(value, stated[value.key]) for value in having if value.key in stated]
        found.sort(key=lambda counted: (-counted.number, counted.value.name.casefold()))
        return [*found, Counted(None, numbers[0])] if numbers.get(0) else found

    @property
    def index_title(self) -> str:
        """ "ATS providers" """
        return self.plural[:1].upper() + self.plural[1:]

    def index_url(self) -> str:
        return f"/{self.path}/"


@dataclass(frozen=True, kw_only=True, eq=False)
class RowDimension(Dimension):
    """Values that are rows of a table with a slug."""

    model: type[Model]
    related: tuple[str, ...] = ()

    def find(self, slugs: Iterable[str]) -> list[Value]:
        return [self.value(row) for row in self.rows().filter(slug__in=list(slugs))]

    def having(self, keys: Iterable[int]) -> Iterable[Value]:
        return (self.value(row) for row in self.rows().filter(pk__in=list(keys)))

    def rows(self):
        return self.model.objects.select_related(*self.related).order_by()

    def value(self, row: Any) -> Value:
        return Value(row.slug, str(row), row.get_absolute_url(), row.pk, row)


@dataclass(frozen=True, kw_only=True, eq=False)
class WordDimension(Dimension):
    """Values that are words of ours: {word: (slug, name)}. Their keys are made from the words."""

    words: dict[str, tuple[str, str]]

    def find(self, slugs: Iterable[str]) -> list[Value]:
        wanted = set(slugs)
        return [self.value(word) for word, (slug, _) in self.words.items() if slug in wanted]

    def having(self, keys: Iterable[int]) -> Iterable[Value]:
        wanted = set(keys)
        return (value for value in map(self.value, self.words) if value.key in wanted)

    def value(self, word: str) -> Value:
        slug, name = self.words[word]
        return Value(slug, name, f"/{self.path}/{slug}/" if self.path else "", word_key(word))


def words(choices: Any) -> dict[str, tuple[str, str]]:
    return {choice.value: (choice.value.replace("_", "-"), str(choice.label)) for choice in choices}


COMPANY = RowDimension(
    name="company",
    number=1,
    path="companies",
    singular="company",
    plural="companies",
    model=Company,
    heading="Jobs at {}",
)
CITY = RowDimension(
    name="city",
    number=2,
    path="cities",
    singular="city",
    plural="cities",
    model=City,
    related=("region", "country"),
)
REGION = RowDimension(
    name="region",
    number=3,
    path="regions",
    singular="region",
    plural="regions",
    model=Region,
    related=("country",),
)
COUNTRY = RowDimension(
    name="country",
    number=4,
    path="countries",
    singular="country",
    plural="countries",
    model=Country,
)
DEPARTMENT = RowDimension(
    name="department",
    number=5,
    path="departments",
    singular="department",
    plural="departments",
    model=Department,
    heading="{} jobs",
)
FUNCTION = WordDimension(
    name="function",
    number=6,
    path="functions",
    singular="function",
    plural="functions",
    words=words(JobFunction),
    heading="{} jobs",
)
WORK_MODEL = WordDimension(
    name="work_model",
    number=7,
    path="work-models",
    singular="work model",
    plural="work models",
    words=words(WorkplaceType),
    heading="{} jobs",
)
EMPLOYMENT = WordDimension(
    name="employment",
    number=8,
    path="",
    singular="employment type",
    plural="employment types",
    words=words(EmploymentType),
    heading="{} jobs",
)
SENIORITY = WordDimension(
    name="seniority",
    number=9,
    path="",
    singular="seniority",
    plural="seniority levels",
    words=words(Seniority),
    heading="{} jobs",
)
PROVIDER = WordDimension(
    name="provider",
    number=10,
    path="providers",
    singular="ATS provider",
    plural="ATS providers",
    words={slug: (slug, provider.NAME) for slug, provider in PROVIDERS.items()},
    heading="Jobs listed through {}",
)
CURRENCY = WordDimension(
    name="currency",
    number=11,
    path="",
    singular="currency of pay",
    plural="currencies of pay",
    words={code: (code, code) for code in sorted(CURRENCIES)},
    heading="Jobs paid in {}",
)

# What can be asked for in a query string, in the order of a tidy address, and of these what has pages of
# its own. A company's pages say more than a slice's: postings/views/companies.py.
ALL = (COMPANY, CITY, REGION, COUNTRY, DEPARTMENT, FUNCTION, WORK_MODEL, EMPLOYMENT, SENIORITY, PROVIDER, CURRENCY)
DIMENSIONS: dict[str, Dimension] = {dimension.name: dimension for dimension in ALL}
NUMBERED = {dimension.number: name for name, dimension in DIMENSIONS.items()}
SLICES = {d.path: d for d in (CITY, REGION, COUNTRY, DEPARTMENT, FUNCTION, WORK_MODEL, PROVIDER)}
INDEXES = {COMPANY.path: COMPANY, **SLICES}


def unmarked(mark: int) -> tuple[str, int]:
    """(dimension's name, key) of a marked key."""
    return NUMBERED[mark % MARKS], mark // MARKS
