"""A selection of jobs: what is asked for, as conditions on entries and as one tidy address.

    Selection(include={"city": (berlin,)}).adding("work_model", remote).url()
    -> "/jobs/?city=berlin-germany&work_model=remote"

Values of one name OR, names AND, what is excluded is taken away. A selection does not change; it
makes others. What it is in words: postings/selection_words.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from postings.entry_querysets import EntryQuerySet
from postings.models import Entry
from postings.narrowing import has_any, matches, pays, posted_since
from postings.slices import DIMENSIONS, Dimension, Value
from postings.vocabulary import Status
from postings.words import Words, parse

Values = Mapping[str, tuple[Value, ...]]

NO_WORDS = parse("")
POSTED = {"24h": timedelta(hours=24), "3d": timedelta(days=3), "7d": timedelta(days=7), "30d": timedelta(days=30)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Selection:
    """`include` and `exclude` are {dimension's name: its values}, without empty ones.

    Two selections are the same when their addresses are.
    """

    words: Words = NO_WORDS
    include: Values = field(default_factory=dict)
    exclude: Values = field(default_factory=dict)
    salary_min: int | None = None
    unstated_pay: bool = False
    posted: str = ""
    status: str = Status.OPEN

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(name, value) of the tidy query string: names in their order, values by their slugs, nothing empty."""
        pairs = [("q", str(self.words))] if self.words else []
        for sign, chosen in (("", self.include), ("-", self.exclude)):
            for name in DIMENSIONS:
                pairs += [(sign + name, slug) for slug in sorted(value.slug for value in chosen.get(name, ()))]
        if self.salary_min is not None:
            pairs.append(("salary_min", str(self.salary_min)))
            pairs += [("unstated_pay", "1")] if self.unstated_pay else []
        pairs += [("posted", self.posted)] if self.posted else []
        pairs += [("status", self.status)] if self.status != Status.OPEN else []
        return pairs

    @cached_property
    def querystring(self) -> str:
        return urlencode(self.pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Selection) and self.querystring == other.querystring

    def __hash__(self) -> int:
        return hash(self.querystring)

    def url(self) -> str:
        query = self.querystring
        return f"/jobs/?{query}" if query else "/jobs/"

    # -- others

    def adding(self, name: str, value: Value) -> "Selection":
        """With `value` too; `-city` excludes."""
        return self.with_values(name, (*self.values_of(name), value))

    def only(self, name: str, value: Value) -> "Selection":
        """With `value` instead of what is chosen of the dimension."""
        return self.with_values(name, (value,))

    def without(self, name: str, slug: str | None = None) -> "Selection":
        """Without one value of a name, or without the name at all."""
        if name.removeprefix("-") in DIMENSIONS:
            kept = tuple(value for value in self.values_of(name) if slug is not None and value.slug != slug)
            return self.with_values(name, kept)
        return replace(self, **NOTHING[name])

    def values_of(self, name: str) -> tuple[Value, ...]:
        return (self.exclude if name.startswith("-") else self.include).get(name.removeprefix("-"), ())

    def with_values(self, name: str, values: tuple[Value, ...]) -> "Selection":
        side = "exclude" if name.startswith("-") else "include"
        chosen = {**getattr(self, side), name.removeprefix("-"): values}
        return replace(self, **{side: {name: values for name, values in chosen.items() if values}})

    def in_any_state(self) -> "Selection":
        return replace(self, status=Status.ALL)

    # -- as entries

    @property
    def slice(self) -> tuple[Dimension, Value] | None:
        """The one value that is all it asks for, if it asks for just one."""
        if len(self.pairs) != 1 or len(self.include) != 1:
            return None
        ((name, values),) = self.include.items()
        return DIMENSIONS[name], values[0]

    @property
    def is_everything(self) -> bool:
        return not self.pairs

    def conditions(self) -> dict[str, Q]:
        """{name: its condition}"""
        conditions: dict[str, Q] = {}
        for name, values in self.include.items():
            conditions[name] = has_any(DIMENSIONS[name], [value.key for value in values])
        for name, values in self.exclude.items():
            conditions[f"-{name}"] = ~has_any(DIMENSIONS[name], [value.key for value in values])
        if self.words:
            conditions["q"] = Q(matches(self.words.tsquery()))
        if self.salary_min is not None:
            conditions["salary_min"] = pays(self.salary_min, self.unstated_pay)
        if self.unstated_pay and "currency" in conditions:
            conditions["currency"] |= Q(pay=0)  # who does not say states no currency either
        if self.posted:
            conditions["posted"] = posted_since(posted_after(self.posted))
        if self.status != Status.ALL:
            conditions["status"] = Q(open=self.status == Status.OPEN)
        return conditions

    def entries(self) -> EntryQuerySet:
        """The entries it selects, in no order."""
        return Entry.objects.filter(*self.conditions().values()).order_by()


NOTHING = {
    "q": {"words": NO_WORDS},
    "salary_min": {"salary_min": None, "unstated_pay": False},
    "unstated_pay": {"unstated_pay": False},
    "posted": {"posted": ""},
    "status": {"status": Status.OPEN},
}


def posted_after(posted: str, now: datetime | None = None) -> datetime:
    """The moment since which; by full hours, so that a page, its feed and its CSV agree for an hour."""
    return (now or timezone.now()).replace(minute=0, second=0, microsecond=0) - POSTED[posted]
