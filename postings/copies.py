"""Which open postings are copies of one another, and which of them stands for all in the lists.

Copies are listed open postings of one company with the same title and the same text, or with the
same title and the same link to apply. One job in ten cities is often ten postings; a company
that moves to another ATS lists all its jobs twice for some weeks. The oldest leads: `copy_of` of
the others names it. All keep their pages.

The title must be the same in both cases: some boards give all their jobs one link, or one text.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from postings.entry_values import Relative

# The keys of postings that were just written, changed only where they differ: another key is another index entry.
KEYED = """
with keyed as (
    select id, postings_key_of(title || e'\\x1f' || nullif(content.text, '')) as text_key,
        postings_key_of(title || e'\\x1f' || nullif(content.apply_url, '')) as apply_key,
        postings_key_of(nullif(content.requisition_id, '')) as requisition_key
    from postings_posting join postings_postingcontent content on content.posting_id = id where id = any(%s)
), changed as (
    update postings_posting posting set text_key = keyed.text_key, apply_key = keyed.apply_key,
        requisition_key = keyed.requisition_key
    from keyed where keyed.id = posting.id
        and (posting.text_key, posting.apply_key, posting.requisition_key)
            is distinct from (keyed.text_key, keyed.apply_key, keyed.requisition_key)
    returning posting.id
)
"""

# All open postings that a chain of equal keys, or a lead, ties to those given.
FAMILY = """
    select id, company_id, text_key, apply_key, copy_of_id, active and listed as shown
    from postings_posting where id = any(%s)
    union
    select kin.id, kin.company_id, kin.text_key, kin.apply_key, kin.copy_of_id, kin.active and kin.listed
    from family cross join lateral (
        select * from postings_posting same where family.shown and same.active and same.listed
            and same.company_id = family.company_id and same.text_key = family.text_key
        union all
        select * from postings_posting same where family.shown and same.active and same.listed
            and same.company_id = family.company_id and same.apply_key = family.apply_key
        union all
        select * from postings_posting copy where copy.copy_of_id = family.id
        union all
        select * from postings_posting lead where lead.id = family.copy_of_id
    ) kin
"""
SET_LEADS = """
update postings_posting set copy_of_id = led.lead from unnest(%s::int[], %s::int[]) as led(id, lead)
where postings_posting.id = led.id
"""


def lead_anew(family: Sequence[Relative]) -> dict[int, int]:
    """Say who leads among a whole family, the oldest first; {copy: its lead}."""
    leads = leads_of((row.id, row.company_id, row.text_key, row.apply_key, row.active and row.listed) for row in family)
    changed = {row.id: leads.get(row.id) for row in family if row.copy_of_id != leads.get(row.id)}
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(SET_LEADS, [list(changed), list(changed.values())])
    return leads


def leads_of(family: Iterable[tuple]) -> dict[int, int]:
    """{copy: its lead} of rows (id, company, text key, link key, whether it is shown), the oldest first."""
    lead_of: dict[int, int] = {}
    first_with: dict[tuple, int] = {}

    def lead(id: int) -> int:
        while id in lead_of:
            id = lead_of[id]
        return id

    for id, company, text_key, apply_key, is_shown in family:
        keys = [(company, name, key) for name, key in (("text", text_key), ("link", apply_key)) if key is not None]
        for key in keys if is_shown else ():
            other, own = lead(first_with.setdefault(key, id)), lead(id)
            if other != own:
                lead_of[max(other, own)] = min(other, own)
    return {id: lead(id) for id in lead_of}
