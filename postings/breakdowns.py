"""How some postings divide by each dimension, every part with the link to its list."""

from typing import NamedTuple
from urllib.parse import urlencode

from companies.models import Company
from postings.slices import CITY, COUNTRY, DEPARTMENT, EMPLOYMENT, PROVIDER, UNKNOWN, WORK_MODEL, Counted, Dimension


class Part(NamedTuple):
    """One row: `share` is its part of the whole in per cent, for the bar."""

    name: str
    number: int
    share: int
    url: str


class Breakdown(NamedTuple):
    """One table. `overlaps`: a posting may stand in several rows, so that their sum exceeds the total."""

    title: str
    parts: list[Part]
    overlaps: bool


SHOWN = (
    ("Roles, by department", DEPARTMENT),
    ("Cities", CITY),
    ("Countries", COUNTRY),
    ("Work models", WORK_MODEL),
    ("Employment types", EMPLOYMENT),
    ("ATS providers", PROVIDER),
)


def breakdowns(company: Company, total: int) -> list[Breakdown]:
    """The breakdowns of a company's `total` open postings; each row leads to exactly the postings it counts."""
    return [
        Breakdown(
            title,
            [part(counted, total, dimension, company) for counted in dimension.counts(source__company=company)],
            overlaps=dimension in (CITY, COUNTRY),
        )
        for title, dimension in SHOWN
    ]


def part(counted: Counted, total: int, dimension: Dimension, company: Company) -> Part:
    slug = counted.value.slug if counted.value else UNKNOWN
    name = counted.value.name if counted.value else "not stated"
    query = urlencode([("company", company.slug), (dimension.name, slug)])
    return Part(name, counted.number, round(100 * counted.number / total), f"/jobs/?{query}")
