"""What we know of a posting, in our words, and why we think so.

docs/facts.md defines each fact. A fact without evidence is unknown (None), never a default.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Evidence(NamedTuple):
    """Where a fact comes from: a field of the board, words in its text, or a named rule."""

    kind: Literal["field", "text", "inferred"]
    source: str  # the board's field ("workplaceType"), or "title", "location", "description"
    quote: str = ""  # the board's own words
    rule: str = ""  # the rule that read them
    confidence: float = 1.0
    start: int | None = None  # where the quote begins in the text of `source`


class Found(NamedTuple, Generic[T]):
    """A value with its evidence; and where another part of the posting disagrees, both in words."""

    value: T
    evidence: Evidence
    conflict: str = ""  # "The board says remote; the text says “This is not a remote position”."


class Place(NamedTuple):
    """Where the work is: English names, ISO codes, None for what is not named."""

    city: str | None = None
    region: str | None = None  # short ISO 3166-2 code, "NY", where readers use one
    country: str | None = None  # ISO 3166-1 alpha-2
    metro: str | None = None  # "San Francisco Bay Area", where only that is named


class Eligible(NamedTuple):
    """Who may take a remote or hybrid job: ISO countries, "US-CA", "EMEA", "worldwide"."""

    areas: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    time_zones: tuple[str, ...] = ()


class Salary(NamedTuple):
    """Base pay in units of the currency; `period` is year, month, week, day or hour."""

    min: Decimal | None
    max: Decimal | None
    currency: str
    period: str
    kind: str = "base"  # or "ote"
    ranges: tuple["Salary", ...] = ()  # all that are named, when more than one is


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One listing in our words. `evidence` and `conflicts` are keyed by the names of the facts.

    `silent` are the facts that this kind of answer cannot speak of: they are not compared.
    """

    title: str
    source_url: str
    apply_url: str = ""
    location_text: str = ""
    places: tuple[Place, ...] = ()
    department: str = ""
    team: str = ""
    workplace_type: str | None = None
    eligible: Eligible | None = None
    employment_type: str | None = None
    salary: Salary | None = None
    salary_raw: str = ""
    normalized_title: str | None = None
    seniority: str | None = None
    job_function: str | None = None
    kind: str = "job"
    language: str | None = None
    requisition_id: str = ""
    html: str = ""
    text: str = ""
    posted_at: datetime | None = None
    source_updated_at: datetime | None = None
    native: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    conflicts: Mapping[str, str] = field(default_factory=dict)
    silent: Collection[str] = frozenset()

    def visible(self) -> dict[str, Any]:
        """{name: JSON value} of what a reader sees, less what this kind of answer cannot speak of.

        The lifecycle compares these, and `content_hash` is made of them.
        """
        salary = self.salary or Salary(None, None, "", "")
        seen = {
            "title": self.title,
            "location_text": self.location_text,
            "places": [place._asdict() for place in self.places],
            "department": self.department,
            "team": self.team,
            "workplace_type": self.workplace_type,
            "employment_type": self.employment_type,
            "salary_min": number(salary.min),
            "salary_max": number(salary.max),
            "salary_currency": salary.currency or None,
            "salary_period": salary.period or None,
            "salary_raw": self.salary_raw,
            "language": self.language,
            "source_url": self.source_url,
            "apply_url": self.apply_url,
            "posted_at": self.posted_at.isoformat() if self.posted_at else None,
            "description": self.text,
        }
        return {name: value for name, value in seen.items() if name not in self.silent}


def number(amount: Decimal | None) -> float | int | None:
    """An amount as JSON has it: whole ones without a point."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
