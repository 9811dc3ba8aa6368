"""Rows of a list of jobs, as they are shown: one query."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from postings.normalise.facts import Salary
from postings.normalise.pay import format_salary
from postings.presentation import label
from postings.slugs import slug_of
from postings.vocabulary import EmploymentType, WorkplaceType

# One prepared statement by hand: through the ORM, 25 rows with what stands beside them cost four times as much.
ROWS = """
select posting.id, posting.title, posting.active,
    posting.first_seen_at at time zone 'UTC', posting.closed_at at time zone 'UTC',
    posting.missing_since at time zone 'UTC',
    company.slug as company_slug, company.name as company_name,
    city.name as city_name, region.code as region_code, region.name as region_name,
    country.name as country_name, posting.location_text,
    department.slug as department_slug, department.name as department_name, provider,
    workplace_type, employment_type, salary_min, salary_max, salary_currency, salary_period,
    posted_at at time zone 'UTC', changed_at at time zone 'UTC', coalesce(further.cities, further.countries)
from postings_posting posting
join companies_company company on company.id = posting.company_id
left join postings_city city on city.id = posting.city_id
left join postings_region region on region.id = posting.region_id
left join postings_country country on country.id = posting.country_id
left join postings_department department on department.id = posting.department_id
left join (
    select entry_id, array_agg(city.name order by further.id) filter (where dimension = 'city') as cities,
        array_agg(country.name order by further.id) filter (where dimension = 'country') as countries
    from postings_furthervalue further
    left join postings_city city on dimension = 'city' and city.id = value
    left join postings_country country on dimension = 'country' and country.id = value
    where entry_id = any(%s::int[]) and dimension in ('city', 'country') group by entry_id
) further on further.entry_id = posting.id
where posting.id = any(%s::int[])
"""
NAMED = 3  # further places that a row names; of the others it says how many


class JobRow(NamedTuple):
    """One job as a list tells it; the columns of ROWS, and beneath what is made of them."""

    id: int
    title: str
    active: bool
    first_seen_at: datetime
    closed_at: datetime | None
    missing_since: datetime | None
    company_slug: str
    company_name: str
    city_name: str | None
    region_code: str | None
    region_name: str | None
    country_name: str | None
    location_text: str
    department_slug: str | None
    department_name: str | None
    provider: str
    workplace_type: str
    employment_type: str
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str
    salary_period: str
    posted_at: datetime | None
    changed_at: datetime
    further: Sequence[str]  # cities; countries where no city is named

    @property
    def url(self) -> str:
        return f"/jobs/{slug_of(self.title)}-{self.id}/"

    @property
    def company_url(self) -> str:
        return f"/companies/{self.company_slug}/"

    @property
    def place(self) -> str:
        """ "New York, NY", "Berlin, Germany"; else as much as is known, or the board's words."""
        if self.city_name:
            beside = self.region_code or self.country_name or ""
            return f"{self.city_name}, {beside}" if beside and beside != self.city_name else self.city_name
        return ", ".join(filter(None, (self.region_name, self.country_name))) or self.location_text

    @property
    def places(self) -> list[str]:
        """Its place and some of the further ones."""
        return [place for place in (self.place, *self.further[:NAMED]) if place]

    @property
    def more_places(self) -> int:
        return max(len(self.further) - NAMED, 0)

    @property
    def work_model(self) -> str:
        return label(WorkplaceType, self.workplace_type)

    @property
    def employment(self) -> str:
        return label(EmploymentType, self.employment_type)

    @property
    def pay(self) -> str:
        """ "$184,050 to $262,928 a year"; "" when none is stated."""
        if self.salary_min is None and self.salary_max is None:
            return ""
        return format_salary(Salary(self.salary_min, self.salary_max, self.salary_currency, self.salary_period))


def listed(ids: Sequence[int]) -> list[JobRow]:
    """The rows of the entries `ids`, in that order."""
    if not ids:
        return []
    wanted = f"{{{','.join(map(str, ids))}}}"  # a list is sent as smallint[] or int[], each with a plan of its own
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [wanted, wanted])
        found = {row[0]: job_row(row) for row in cursor.fetchall()}
    return [found[id] for id in ids if id in found]


def job_row(row: tuple) -> JobRow:
    """Moments are read as UTC and given their zone here: Django's own reading of them costs twice the query."""
    first_seen, closed, missing, posted, changed = (at and at.replace(tzinfo=UTC) for at in (*row[3:6], *row[22:24]))
    return JobRow(*row[:3], first_seen, closed, missing, *row[6:22], posted, changed, tuple(row[24] or ()))
