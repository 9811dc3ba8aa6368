"""The query behind a frame: a posting's row and what stands beside it, its places, body, events, kin and slices.

What is several rows comes as a JSON array, put together where the rows are.
"""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from postings.frames.rows import (
    CityRow,
    CompanyRow,
    ContentRow,
    CountryRow,
    DepartmentRow,
    PlaceRow,
    PostingRow,
    RegionRow,
    SourceRow,
)
from postings.statements import columns, first, moment, shortened, take
from postings.story.kin import KIN, kin_rows
from postings.story.rows import EventRow, KinRow

POSTING_COLUMNS = [field.name for field in fields(PostingRow)][:-5]  # what follows is of other tables
CONTENT_JSON = ("extensions", "native_structured", "parsed_structured")
CONTENT_COLUMNS = ContentRow._fields[: -len(CONTENT_JSON) - 1]  # what follows is made of its columns
WRITTEN_OUT = ",".join(f"jsonb_pretty(t.{name})" for name in CONTENT_JSON)

FURTHER_PLACES = """
select json_agg(json_build_array(ci.slug, ci.name, r.code, r.name, co.code, co.name) order by position)
from postings_postingplace l left join postings_city ci on ci.id = l.city_id
left join postings_region r on r.id = l.region_id left join postings_country co on co.id = l.country_id
where l.posting_id = p.id and position > 0
"""

EVENTS = """
select json_agg(json_build_array(type, field, observed_at, crawl_id, metadata->>'words') order by id)
from postings_event where posting_id = p.id
"""
# The tallies of the slices that the page leads to. Only an entry has the keys of its words.
SLICES = """
select json_agg(json_build_array(dimension, id, number)) from postings_tally where (dimension, value) in (values
    ('company', p.company_id), ('provider', e.provider), ('city', p.city_id), ('department', p.department_id),
    ('work_model', e.work_model))
"""

# In the order that `assembled` takes them.
ALL = f"""
{columns("p", POSTING_COLUMNS)}, {columns("c", CompanyRow._fields)}, {columns("ci", CityRow._fields)},
{columns("r", RegionRow._fields)}, {columns("co", CountryRow._fields)}, {columns("d", DepartmentRow._fields)},
s.source_id, ({FURTHER_PLACES}), ({EVENTS}), ({KIN}), case when e.posting_id = p.id then ({SLICES}) end,
{columns("t", CONTENT_COLUMNS)}, {WRITTEN_OUT}
"""
FROM = """
from postings_posting p join postings_postingcontent t on t.posting_id = p.id
join companies_source s on s.id = p.source_id join companies_company c on c.id = p.company_id
left join postings_city ci on ci.id = p.city_id left join postings_region r on r.id = p.region_id
left join postings_country co on co.id = p.country_id left join postings_department d on d.id = p.department_id
left join postings_entry e on e.posting_id = coalesce(p.copy_of_id, p.id)
"""
ONE = shortened(f"select {ALL} {FROM} where p.id = %s")


class Whole(NamedTuple):
    """All that a frame is made of. The primary place is the first.

    `slices` are {dimension: (id of its tally, open jobs)}, None for a posting that lists do not show by itself.
    """

    posting: PostingRow
    source: SourceRow
    places: list[PlaceRow]
    events: list[EventRow]
    kin: list[KinRow]
    slices: dict[str, tuple[int, int]] | None
    content: ContentRow


def whole(id: int) -> Whole:
    """Of a posting that there is. One query."""
    return assembled(iter(first(ONE, [id])))


def assembled(values: Iterator[Any]) -> Whole:
    """The columns of ALL, in its order."""
    posting = take(values, len(POSTING_COLUMNS))
    company = CompanyRow(*take(values, len(CompanyRow._fields)))
    primary = place_row(values)
    department = DepartmentRow._make(named) if (named := take(values, 2))[0] else None
    source_id, further, events, kin, slices = take(values, 5)
    others = [place_row(iter(place)) for place in further or ()]
    return Whole(
        PostingRow(*posting, company, *primary, department),
        SourceRow(source_id),
        [primary, *others] if any(primary) else [],
        [EventRow(type, field, moment(at), *more) for type, field, at, *more in events or ()],
        kin_rows(kin),
        None if slices is None else {dimension: (id, number) for dimension, id, number in slices},
        content_row(values),
    )


def content_row(values: Iterator[Any]) -> ContentRow:
    """The last of the columns is taken apart, too."""
    *content, parsed = take(values, len(ContentRow._fields) - 1)
    return ContentRow(*content, parsed, json.loads(parsed))


def place_row(values: Iterator[Any]) -> PlaceRow:
    """The parts that are named; a row that was not joined is all NULL."""
    parts = (row(*named) if (named := take(values, 2))[0] else None for row in (CityRow, RegionRow, CountryRow))
    return PlaceRow(*parts)
