"""The query behind a posting's page: the posting, its source, what happened, its kin, and its kept frame.

One statement, prepared once and planned once: through the ORM the page took six, and fifteen times as
long. What is several rows comes as a JSON array, put together where the rows are.
"""

from postings.statements import columns, shortened
from postings.story.rows import AnswerRow, CompanyRow, LiveRow, SourceRow

LIVE_COLUMNS = LiveRow._fields[:-1]  # the company is of another table

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
    k.active, k.first_seen_at, k.closed_at) order by k.id desc)
from ({COPIES} union all {SAME_ROLE} union all {SAME_REQUISITION}
    union all {SIMILAR_NEAR} union all {SIMILAR_OWN}) found(how, id)
join postings_posting k on k.id = found.id join companies_company c on c.id = k.company_id
"""  # noqa: S608 -- constants of ours, as below

EVENTS = """
select json_agg(json_build_array(type, field, observed_at, crawl_id, metadata->>'words') order by id)
from postings_event where posting_id = p.id
"""

# How many open jobs there are in each slice. Only an entry has the keys of its words.
SLICES = {
    "company": "p.company_id",
    "provider": "e.provider",
    "city": "p.city_id",
    "department": "p.department_id",
    "work_model": "e.work_model",
}
NUMBERS = ",".join(
    f"(select number from postings_tally where dimension = '{name}' and value = {key})"  # noqa: S608
    for name, key in SLICES.items()
)

PAGE = shortened(f"""
select {columns("p", LIVE_COLUMNS)}, {columns("c", CompanyRow._fields)}, {columns("s", SourceRow._fields)},
    {columns("t", AnswerRow._fields)}, ({EVENTS}), case when e.posting_id = p.id then array[{NUMBERS}] end, ({KIN}),
    p.revision, k.html
from postings_posting p join postings_postingcontent t on t.posting_id = p.id
join companies_source s on s.id = p.source_id join companies_company c on c.id = p.company_id
left join postings_entry e on e.posting_id = coalesce(p.copy_of_id, p.id)
left join postings_keptframe k on k.posting_id = p.id and k.revision = p.revision and k.edition = %s
where p.id = %s
""")  # noqa: S608 -- constants of ours, as above
