"""The query behind a posting's page: the posting, its source, its last answer, and its frame, if it is kept.

One statement, prepared once and planned once, of a few rows that are each found by its id: under load what
PostgreSQL makes of a statement costs more than what it reads for it.
"""

from postings.statements import columns, shortened
from postings.story.kin import AS_THEY_WERE
from postings.story.rows import AnswerRow, CompanyRow, LiveRow, SourceRow

LIVE_COLUMNS = LiveRow._fields[:-1]  # the company is of another table

# The numbers beside the links of the frame `k`.
NUMBERS = "select array_agg(array[id, number]) from postings_tally where id = any(k.tallies)"

PAGE = shortened(f"""
select {columns("p", LIVE_COLUMNS)}, {columns("c", CompanyRow._fields)}, {columns("s", SourceRow._fields)},
    {columns("t", AnswerRow._fields)}, p.revision,
    k.html, k.open_since, k.kin, k.kin_revisions, case when k.tallies is not null then ({NUMBERS}) end
from postings_posting p join postings_postingcontent t on t.posting_id = p.id
join companies_source s on s.id = p.source_id join companies_company c on c.id = p.company_id
left join postings_keptframe k on k.posting_id = p.id and k.revision = p.revision and k.edition = %s and {AS_THEY_WERE}
where p.id = %s
""")  # noqa: S608 -- constants of ours
