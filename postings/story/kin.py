"""What is kin to a posting: copies, the same role, similar jobs. The part of a query that finds them, and its rows.

They are part of a frame, and it is old when one of them has changed. That one comes to it, or goes, is told by the
database, which raises the posting's revision then (migration 0014); but not of similar jobs. Of these others might be
shown, and are when the frame is made anew, in a week at the latest.
"""

from collections.abc import Iterable
from typing import Any

from postings.statements import moment
from postings.story.rows import Kin, KinRow

# How another posting is kin: COPY, the very same job; REQUISITION, the same opening by the employer's number;
# ROLE, the same occupation in the same place at this company; NEAR and OWN, an open job of the same function
# elsewhere and at this company.
COPY, REQUISITION, ROLE, NEAR, OWN = "copy", "requisition", "role", "near", "own"

# Each part of KIN walks an index and looks at a few rows, whatever it finds. No city is 0, as in an entry: NULL
# equals nothing, and "is not distinct from" walks no index.
COPIES = """
select 'copy', id from postings_posting where id = p.copy_of_id
union all
(select 'copy', id from postings_posting
where copy_of_id = coalesce(p.copy_of_id, p.id) and id <> p.id order by id limit 13)
"""
SAME_ROLE = """
select 'role', id from (
    select id, region_id, country_id from postings_posting where company_id = p.company_id and p.normalized_title > ''
    and normalized_title = p.normalized_title and coalesce(city_id, 0) = coalesce(p.city_id, 0)
    order by (- id) limit 20
) r where id <> p.id and region_id is not distinct from p.region_id and country_id is not distinct from p.country_id
"""
SAME_REQUISITION = """
(select 'requisition', id from postings_posting where company_id = p.company_id
and requisition_key = p.requisition_key and id <> p.id order by id desc limit 13)
"""
SIMILAR_NEAR = """
(select 'near', posting_id from (
    select posting_id, company from postings_entry
    where open and function = e.function and city = e.city and country = e.country order by (- posting_id) limit 8
) n where e.function > 0 and company <> p.company_id limit 4)
"""
SIMILAR_OWN = """
(select 'own', posting_id from (
    select posting_id, function, department from postings_entry
    where open and company = p.company_id order by (- posting_id) limit 8
) o where posting_id not in (p.id, e.posting_id)
    and (function = e.function and function > 0 or department = e.department and department > 0) limit 2)
"""
KIN = f"""
select json_agg(json_build_array(how, k.id, k.title, k.location_text, c.slug, c.name,
    k.active, k.first_seen_at, k.closed_at, k.revision) order by k.id desc)
from ({COPIES} union all {SAME_ROLE} union all {SAME_REQUISITION}
    union all {SIMILAR_NEAR} union all {SIMILAR_OWN}) found(how, id)
join postings_posting k on k.id = found.id join companies_company c on c.id = k.company_id
"""  # noqa: S608 -- constants of ours

# Of the frame `k`: whether its kin are as they were. Revisions only rise, and no posting is ever deleted.
AS_THEY_WERE = """
k.kin_revisions = (select coalesce(sum(n.revision), 0) from postings_posting n where n.id = any(k.kin))
"""


def together(rows: Iterable[KinRow]) -> Kin:
    revisions = {row.id: row.revision for row in rows}
    return Kin(sorted(revisions), sum(revisions.values()))


def kin_rows(values: list[Any] | None) -> list[KinRow]:
    """What KIN gives."""
    return [kin_row(row) for row in values or ()]


def kin_row(values: list[Any]) -> KinRow:
    *others, first_seen_at, closed_at, revision = values
    return KinRow(*others, moment(first_seen_at), moment(closed_at) if closed_at else None, revision)
