"""Jobs as PostgreSQL tells them: one statement for any number, which writes each as JSON.

To read forty columns and write them as JSON here was half of what a page cost. What PostgreSQL has
written stands in the answer byte for byte; it is not even decoded.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from postings.api.envelopes import dumps
from postings.api.job_fields import ADDRESS, CHANGED_AT, COLUMNS
from postings.slugs import slug_of

# Three fields are told of what was parsed: "offset 0" keeps PostgreSQL from unpacking it for each.
ROWS = """
select posting.id, posting.title, {changed_at}, row_to_json(job)
from postings_posting posting
join postings_postingcontent content on content.posting_id = posting.id
join companies_company company on company.id = posting.company_id
join companies_source source on source.id = posting.source_id
left join postings_posting lead on lead.id = posting.copy_of_id
left join postings_city city on city.id = posting.city_id
left join postings_region region on region.id = posting.region_id
left join postings_country country on country.id = posting.country_id
left join postings_department department on department.id = posting.department_id
cross join lateral (select content.parsed_structured #> '{{}}' as parsed offset 0) unpacked
cross join lateral (select {columns}) job
where posting.id = any(%s::int[])
"""


Row = tuple[int, str, datetime, bytes]  # id, title, last change, JSON


class AsSent(Loader):
    """JSON as PostgreSQL sends it."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def fetch(ids: Sequence[int], columns: Iterable[str]) -> list[Row]:
    """Of the postings `ids`, in no order, the fields `columns`."""
    return ask(statement(tuple(columns)), ids) if ids else []


@lru_cache(maxsize=100)
def statement(columns: tuple[str, ...]) -> str:
    return written({name: COLUMNS[name] for name in columns})


def written(columns: Mapping[str, str]) -> str:
    """The statement that writes {field: SQL}."""
    return ROWS.format(changed_at=CHANGED_AT, columns=", ".join(f"{sql} as {name}" for name, sql in columns.items()))


def ask(statement: str, ids: Sequence[int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("json", AsSent)
        cursor.execute(statement, [array(ids)])
        return cursor.fetchall()


def array(ids: Sequence[int]) -> str:
    """As PostgreSQL reads one."""
    return f"{{{','.join(map(str, ids))}}}"


def addressed(job: bytes, id: int, title: str) -> bytes:
    """With the address of its page, which only Python can make."""
    url = f"{settings.SITE_URL}/jobs/{slug_of(title)}-{id}/"
    return b'%b,"%b":%b}' % (job[:-1], ADDRESS.encode(), dumps(url).encode())
