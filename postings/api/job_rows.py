"""Jobs as the API tells them: one statement for any number, which writes each as JSON.

To read forty columns and write them as JSON here was half of what a page cost. What PostgreSQL has
written stands in the answer byte for byte; it is not even decoded.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from postings.api.envelopes import dumps
from postings.api.job_fields import ADDRESS, COLUMNS, DESCRIPTION
from postings.slugs import slug_of

# Three fields are told of what was parsed: "offset 0" keeps PostgreSQL from unpacking it for each.
ROWS = """
select posting.id, posting.title,
    greatest(posting.changed_at, source.last_whole_at, posting.last_seen_at), row_to_json(job)
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


class AsSent(Loader):
    """JSON as PostgreSQL sends it."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


class Jobs(NamedTuple):
    """Jobs in the order asked for, each written as JSON, and the last moment at which any of them changed."""

    written: list[bytes]
    changed_at: datetime | None

    def read(self) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.written]


def jobs(ids: Sequence[int], description: bool = False, fields: Collection[str] = ()) -> Jobs:
    """The postings `ids`, with their descriptions or without; of `fields`, job_id apart, nothing else."""
    has_address = not fields or ADDRESS in fields
    found: dict[int, bytes] = {}
    moments: list[datetime] = []
    for id, title, changed_at, job in fetch(ids, wanted(description, fields)):
        found[id] = addressed(job, id, title) if has_address else job
        moments.append(changed_at)
    return Jobs([found[id] for id in ids if id in found], max(moments, default=None))


def wanted(description: bool, fields: Collection[str]) -> tuple[str, ...]:
    """A description is for its own word to ask for, not for being a field."""
    named = {"job_id", *(fields or COLUMNS)} - {DESCRIPTION}
    return tuple(name for name in COLUMNS if name in named or (description and name == DESCRIPTION))


def fetch(ids: Sequence[int], columns: tuple[str, ...]) -> list[tuple[int, str, datetime, bytes]]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("json", AsSent)
        cursor.execute(statement(columns), [f"{{{','.join(map(str, ids))}}}"])
        return cursor.fetchall()


@lru_cache(maxsize=100)
def statement(columns: tuple[str, ...]) -> str:
    return ROWS.format(columns=", ".join(f"{COLUMNS[name]} as {name}" for name in columns))


def addressed(job: bytes, id: int, title: str) -> bytes:
    """With the address of its page, which only Python can make."""
    url = f"{settings.SITE_URL}/jobs/{slug_of(title)}-{id}/"
    return b'%b,"%b":%b}' % (job[:-1], ADDRESS.encode(), dumps(url).encode())
