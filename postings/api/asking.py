"""A search of the API -> a selection of the site, the conditions beyond it, and what is to be told of it."""

import math
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from companies.models import Company
from postings.api.conditions import conditions
from postings.api.kinds import LARGEST
from postings.api.queries import Filters
from postings.api.uuids import uuids
from postings.api.values import NOWHERE, find, sentences
from postings.entry_querysets import EntryQuerySet
from postings.selection import Selection
from postings.slices import COMPANY, DIMENSIONS, Value
from postings.vocabulary import Status
from postings.words import parse

# Names of filters by the dimension that they choose of.
NAMES = {
    "work_model": ("work_model", "workplace_type"),
    "employment": ("employment", "employment_type"),
}
STATUSES = {
    "": Status.OPEN,
    "active": Status.OPEN,
    "open": Status.OPEN,
    "expired": Status.CLOSED,
    "closed": Status.CLOSED,
    "all": Status.ALL,
}


@dataclass(frozen=True)
class Asked:
    """`further` are the conditions that no selection has; `warnings` say what was asked for and is not here."""

    selection: Selection
    further: tuple[Q, ...] = ()
    warnings: list[str] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether it is a selection of the site and nothing else."""
        return not self.further

    def entries(self) -> EntryQuerySet:
        return self.selection.entries().filter(*self.further)

    def told(self) -> dict[str, Any]:
        """For `meta`: only where there is something to tell."""
        return {"warnings": self.warnings} if self.warnings else {}


def asked_for(filters: Filters) -> Asked:
    include, exclude, warnings = {}, {}, []
    for name, dimension in DIMENSIONS.items():
        texts = [text for alias in NAMES.get(name, (name,)) for text in getattr(filters, alias)]
        values, missing = find(dimension, texts)
        if name == COMPANY.name and filters.org_ids:
            values = (*values, *companies(filters.org_ids))
        without, missing_too = find(dimension, getattr(filters, f"not_{name}", []))
        include[name], exclude[name] = values, tuple(value for value in without if value.key != NOWHERE)
        warnings += sentences(dimension, [*missing, *missing_too])
    words = parse(filters.q)
    if filters.q and not words:
        warnings.append(f"There is no word to search for in “{filters.q[:60]}”.")
    selection = Selection(
        words=words,
        include={name: values for name, values in include.items() if values},
        exclude={name: values for name, values in exclude.items() if values},
        salary_min=least(filters.salary_min),
        unstated_pay=filters.unstated_pay == "1",
        posted=filters.posted,
        status=status_of(filters),
    )
    return Asked(selection, tuple(conditions(filters)), warnings)


def companies(org_ids: list[str]) -> tuple[Value, ...]:
    found = [COMPANY.value(company) for company in Company.objects.filter(org_id__in=uuids(org_ids))]
    return tuple(found) or (Value(f"?{','.join(org_ids)}", "", "", NOWHERE),)


def least(salary_min: float | None) -> int | None:
    return min(math.ceil(salary_min), LARGEST) or None if salary_min else None


def status_of(filters: Filters) -> Status:
    if filters.active is None:
        return STATUSES[filters.status]
    return Status.OPEN if filters.active else Status.CLOSED
