"""Jobs as the API tells them: one statement for any number, and JSON written without being read.

What PostgreSQL keeps as JSON stands in the answer as it comes, byte for byte: to parse and write it
again, or only to decode and encode it, is most of the work of a page.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from postings.api.envelopes import dumps
from postings.api.job_fields import Row, plain_fields

UTC = "at time zone 'UTC'"
# JSON and long texts, each only where it is asked for: column of the statement by the name of the field.
WRITTEN = {
    "parsed_structured": "content.parsed_structured::json",
    "extensions": "content.extensions::json",
    "native_structured": "content.native_structured::json",
    "eligible": "(content.parsed_structured -> 'eligible')::json",
    "evidence": "(content.parsed_structured -> 'evidence')::json",
    "places": """(
        select json_agg(json_build_object('country', country.name, 'region', region.code, 'city', city.name)
            order by place.position)
        from postings_postingplace place
        left join postings_city city on city.id = place.city_id
        left join postings_region region on region.id = place.region_id
        left join postings_country country on country.id = place.country_id
        where place.posting_id = posting.id)""",
    "duplicates": """(
        select json_agg(copy.job_id order by copy.id) from postings_posting copy
        where copy.copy_of_id = posting.id)""",
    "description_text": "to_json(nullif(content.text, ''))",
}
DESCRIPTION = "description_text"
EMPTY = {"places": b"[]", "duplicates": b"[]", "evidence": b"{}", "extensions": b"{}"}
ROWS = f"""
select posting.id, posting.job_id, company.org_id::text, source.source_id::text, posting.provider, posting.key,
    posting.title, posting.normalized_title, posting.active, posting.location_text,
    country.name, region.code, city.name, department.name, content.team, posting.employment_type,
    posting.workplace_type, content.salary_raw, posting.salary_min, posting.salary_max, posting.salary_currency,
    posting.salary_period, content.source_url, content.apply_url, posting.first_seen_at {UTC},
    coalesce(posting.last_seen_at, greatest(source.last_whole_at, posting.first_seen_at)) {UTC},
    source.last_whole_at {UTC}, posting.changed_at {UTC}, posting.closed_at {UTC}, posting.posted_at {UTC},
    content.source_updated_at {UTC}, content.payload_key, posting.content_hash, content.source_hash,
    company.name, company.slug, company.domain, posting.seniority, posting.job_function, posting.language,
    lead.job_id, posting.missing_since {UTC}{{written}}
from postings_posting posting
join postings_postingcontent content on content.posting_id = posting.id
join companies_company company on company.id = posting.company_id
join companies_source source on source.id = posting.source_id
left join postings_posting lead on lead.id = posting.copy_of_id
left join postings_city city on city.id = posting.city_id
left join postings_region region on region.id = posting.region_id
left join postings_country country on country.id = posting.country_id
left join postings_department department on department.id = posting.department_id
where posting.id = any(%s::int[])
"""  # noqa: S608 -- of our own words


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
    wanted = [name for name in WRITTEN if (description if name == DESCRIPTION else not fields or name in fields)]
    found: dict[int, bytes] = {}
    moments: list[datetime] = []
    for columns in fetch(ids, wanted):
        row = Row._make(columns[: len(Row._fields)])
        found[row.id] = written(row, dict(zip(wanted, columns[len(Row._fields) :], strict=True)), fields)
        moments += [moment for moment in (row.changed_at, row.last_whole_at, row.last_seen_at) if moment]
    return Jobs([found[id] for id in ids if id in found], max(moments, default=None))


def fetch(ids: Sequence[int], wanted: Sequence[str]) -> list[tuple]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("json", AsSent)
        cursor.execute(statement(tuple(wanted)), [f"{{{','.join(map(str, ids))}}}"])
        return cursor.fetchall()


@cache
def statement(wanted: tuple[str, ...]) -> str:
    """A few dozen of them at most: what is wanted comes in one order."""
    return ROWS.format(written="".join(f", {WRITTEN[name]}" for name in wanted))


def written(row: Row, parts: dict[str, bytes | None], fields: Collection[str]) -> bytes:
    plain = plain_fields(row)
    if fields:
        plain = {name: value for name, value in plain.items() if name in fields or name == "job_id"}
    told = [b',"%b":%b' % (name.encode(), text or EMPTY.get(name, b"null")) for name, text in parts.items()]
    return b"".join((dumps(plain).encode()[:-1], *told, b"}"))
