"""The query behind a frame: a posting's row, what stands beside it, its places and its body."""

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
from postings.statements import columns, first, shortened, take

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

# In the order that `assembled` takes them.
ALL = f"""
{columns("p", POSTING_COLUMNS)}, {columns("c", CompanyRow._fields)}, {columns("ci", CityRow._fields)},
{columns("r", RegionRow._fields)}, {columns("co", CountryRow._fields)}, {columns("d", DepartmentRow._fields)},
s.source_id, ({FURTHER_PLACES}), {columns("t", CONTENT_COLUMNS)}, {WRITTEN_OUT}
"""
FROM = """
from postings_posting p join postings_postingcontent t on t.posting_id = p.id
join companies_source s on s.id = p.source_id join companies_company c on c.id = p.company_id
left join postings_city ci on ci.id = p.city_id left join postings_region r on r.id = p.region_id
left join postings_country co on co.id = p.country_id left join postings_department d on d.id = p.department_id
"""
ONE = shortened(f"select {ALL} {FROM} where p.id = %s")


class Whole(NamedTuple):
    """All that a frame is made of. The primary place is the first."""

    posting: PostingRow
    source: SourceRow
    places: list[PlaceRow]
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
    source_id, further = take(values, 2)
    others = [place_row(iter(place)) for place in further or ()]
    return Whole(
        PostingRow(*posting, company, *primary, department),
        SourceRow(source_id),
        [primary, *others] if any(primary) else [],
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
