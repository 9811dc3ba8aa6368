"""The rows that a frame is made of: for each table the columns that the page shows, under the models' own names.

Plain rows, not model instances: to make seven instances costs as much as to answer the request.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from html import unescape
from typing import Any, NamedTuple
from uuid import UUID

from companies.models import Company, Source
from companies.providers import PROVIDERS
from postings.models import City, Department, Posting

TAG = re.compile(r"<[^>]*>")
END = 1_000  # characters of HTML; a title has at most 500


class CompanyRow(NamedTuple):
    org_id: UUID
    slug: str
    name: str
    domain: str

    get_absolute_url = Company.get_absolute_url


class SourceRow(NamedTuple):
    """Its id alone: the rest moves with every visit."""

    source_id: UUID

    get_absolute_url = Source.get_absolute_url


class CityRow(NamedTuple):
    slug: str
    name: str

    get_absolute_url = City.get_absolute_url


class RegionRow(NamedTuple):
    code: str
    name: str


class CountryRow(NamedTuple):
    code: str
    name: str


class DepartmentRow(NamedTuple):
    slug: str
    name: str

    get_absolute_url = Department.get_absolute_url


class PlaceRow(NamedTuple):
    """One of a posting's places: what is named of it."""

    city: CityRow | None
    region: RegionRow | None
    country: CountryRow | None


class ContentRow(NamedTuple):
    """The JSON columns are written out for reading; `parsed` is the last of them before it was taken apart."""

    html: str
    team: str
    salary_raw: str
    source_url: str
    apply_url: str
    source_hash: str
    extensions: str
    native_structured: str
    parsed: str
    parsed_structured: dict[str, Any]

    @property
    def text(self) -> str:
        """The end of the description without its markup, all of a short one: to fetch the text beside it costs more."""
        return unescape(TAG.sub("", self.html[-END:])).strip()


@dataclass
class PostingRow:
    id: int
    job_id: str
    provider: str
    key: str
    title: str
    normalized_title: str
    location_text: str
    workplace_type: str
    employment_type: str
    seniority: str
    job_function: str
    language: str
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str
    salary_period: str
    active: bool
    listed: bool
    first_seen_at: datetime
    posted_at: datetime | None
    changed_at: datetime
    closed_at: datetime | None
    content_hash: str
    company: CompanyRow
    city: CityRow | None
    region: RegionRow | None
    country: CountryRow | None
    department: DepartmentRow | None

    # Asked for ten times on a page, and made with two regular expressions.
    slug = cached_property(Posting.slug.fget)
    get_absolute_url = Posting.get_absolute_url

    @property
    def provider_name(self) -> str:
        return PROVIDERS[self.provider].NAME
