"""The rows of a CSV: every column of a job, as text.

SQL of our own that makes all cells text: through the ORM 250,000 rows take minutes.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.db import connection
from django.utils.text import slugify

# A place as one reads it, with as much of it as is known; and an entry's further ones: cities, or else countries.
PLACE = "concat_ws(', ', city.name, region.code, country.name)"
FURTHER_CITIES = f"""(
    select string_agg({PLACE}, '; ' order by further.id) from postings_furthervalue further
    join postings_city city on city.id = further.value
    left join postings_region region on region.id = city.region_id
    left join postings_country country on country.id = city.country_id
    where further.entry_id = posting.id and further.dimension = 'city'
)"""  # noqa: S608 -- of our own words
FURTHER_COUNTRIES = """(
    select string_agg(country.name, '; ' order by further.id) from postings_furthervalue further
    join postings_country country on country.id = further.value
    where further.entry_id = posting.id and further.dimension = 'country'
)"""
MOMENT = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
SLUG = "replace({}, '_', '-')"
COLUMNS = {
    "id": "posting.id::text",
    "url": "null",  # made of the title
    "title": "posting.title",
    "company": "company.name",
    "places": f"""concat_ws('; ', coalesce(nullif({PLACE}, ''), nullif(location_text, '')),
        case when entry.further is not null then coalesce({FURTHER_CITIES}, {FURTHER_COUNTRIES}) end)""",
    "country": "country.name",
    "region": "region.name",
    "city": "city.name",
    "department": "department.name",
    "function": SLUG.format("job_function"),
    "seniority": "posting.seniority",
    "work_model": SLUG.format("workplace_type"),
    "employment": SLUG.format("employment_type"),
    "salary_min": "trim_scale(salary_min)::text",
    "salary_max": "trim_scale(salary_max)::text",
    "salary_currency": "salary_currency",
    "salary_period": "salary_period",
    "posted_at": MOMENT.format("posting.posted_at"),
    "first_seen_at": MOMENT.format("first_seen_at"),
    "changed_at": MOMENT.format("changed_at"),
    "status": "case when active then 'open' else 'closed' end",
    "closed_at": MOMENT.format("closed_at"),
    "provider": "posting.provider",
    "apply_url": "content.apply_url",
}
NAMES = list(COLUMNS)
ID, URL, TITLE = (NAMES.index(name) for name in ("id", "url", "title"))
# Texts that others wrote, in which a spreadsheet might see a formula.
WRITTEN_BY_OTHERS = [
    NAMES.index(name) for name in ("title", "company", "places", "country", "region", "city", "department", "apply_url")
]
BEGINS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

ROWS = """
select {columns}
from unnest(%s::int[]) with ordinality as chosen(id, place)
join postings_posting posting on posting.id = chosen.id
left join postings_entry entry on entry.posting_id = chosen.id
left join postings_postingcontent content on content.posting_id = chosen.id
join companies_company company on company.id = posting.company_id
left join postings_city city on city.id = posting.city_id
left join postings_region region on region.id = posting.region_id
left join postings_country country on country.id = posting.country_id
left join postings_department department on department.id = posting.department_id
order by chosen.place
"""
STATEMENT = ROWS.format(columns=", ".join(COLUMNS.values()))


def rows(ids: Sequence[int]) -> Iterator[list[str | None]]:
    """The rows of the postings `ids`, in that order; the cells in the order of NAMES."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [list(ids)])
        found = cursor.fetchall()
    return map(row, found)


def row(cells: Iterable[str | None]) -> list[str | None]:
    """With the address, and with no cell that a spreadsheet would reckon out."""
    made = list(cells)
    made[URL] = f"{settings.SITE_URL}/jobs/{slugify(made[TITLE])[:80].strip('-') or 'job'}-{made[ID]}/"
    for index in WRITTEN_BY_OTHERS:
        made[index] = harmless(made[index])
    return made


def harmless(text: str | None) -> str | None:
    """`text`, with a ' before it where it begins as a formula does; https://owasp.org/www-community/attacks/CSV_Injection"""
    return f"'{text}" if text and text[0] in BEGINS_A_FORMULA else text
