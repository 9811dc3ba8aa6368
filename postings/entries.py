"""Postings -> the entries of lists, with their words and tallies, in the transaction that changed them.

    enter([posting.id, ...])    after their rows, bodies and places are written, before their events

The lists are locked from here to the end of the transaction: boards that are ingested at the same
time read and write their postings side by side, and enter them one after the other. So tallies
and copies are reckoned on rows that stand still, and events get their numbers in the order in
which readers come to see them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from postings import tallies
from postings.copies import FAMILY, KEYED, lead_anew
from postings.entry_values import Member, Relative, member, merged
from postings.models import Entry, EntryChange, EntryWords, FurtherValue, Posting
from postings.setwise import copy_in
from postings.slices import DIMENSIONS, unmarked
from postings.tallies import Ledger
from postings.tokens import tokens, vector

BATCH = 2000
CHANGES_KEPT, CHANGES_SWEPT = 10_000, 100
# Any number that nobody else locks in this database.
LISTS = 0x6C697374
LOCK = "select pg_advisory_xact_lock(%s)"
# What tells copies is made from the postings' own rows: it needs no lock, so it is done before others have to wait.
# What is read from other postings is read in a later statement: one that waits sees what was there when it began.
KEY_AND_LOCK = f"{KEYED} {LOCK} from (select count(*) from changed) as all_keyed"  # noqa: S608 -- our own words
# The ids as an array: PostgreSQL cannot foresee how many there are, and would read whole tables. What is selected is
# as it was before the statement, entries that it takes away among it.
KIN = "any(array(select id from family))"
TAKE_OUT = f"""
with recursive family as ({FAMILY}),
    further as (delete from postings_furthervalue where entry_id = {KIN}),
    words as (delete from postings_entrywords where entry_id = {KIN}),
    entries as (delete from postings_entry where posting_id = {KIN})
select {", ".join(Relative._fields)} from (
    select posting.*, company.name as company_name, department.name as department_name,
        array(
            select array[city_id, region_id, country_id] from postings_postingplace
            where posting_id = posting.id order by position
        ) as all_places,
        entry.open as was_open, entry.further as was_further,
        array[{", ".join(f"entry.{name}" for name in DIMENSIONS)}] as was
    from postings_posting posting
        join companies_company company on company.id = company_id
        left join postings_department department on department.id = department_id
        left join postings_entry entry on entry.posting_id = posting.id
    where posting.id = {KIN}
) as relatives order by id
"""  # noqa: S608 -- our own words
# Which entries to read anew, for processes that hold them, and which words there are, for the misspelled ones.
NOTE = """
with terms as (insert into postings_term (word) select unnest(%s::text[]) on conflict do nothing)
insert into postings_entrychange (entries) values (%s) returning id
"""


def lock() -> None:
    """Hold the lists until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [LISTS])


@transaction.atomic(savepoint=False)
def enter(ids: Iterable[int]) -> None:
    """Make the lists show the postings `ids` as they are now, and whatever copies they had or have."""
    wanted = sorted(set(ids))
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(KEY_AND_LOCK, [wanted, LISTS])
    ledger = Ledger()
    for start in range(0, len(wanted), BATCH):
        write(take_out(wanted[start : start + BATCH]), ledger)
    ledger.settle(timezone.now())


@transaction.atomic
def outdate() -> None:
    """Whatever is kept of any selection is old, and every name: a value is called otherwise."""
    lock()
    tallies.outdate(timezone.now())
    note([])


def note(family: list[int], words: Iterable[str] = ()) -> None:
    """Tell the processes that hold entries in memory; one that has slept through them all reads everything anew.

    None at all: not the entries have changed, but what their values are called.
    """
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [sorted(words), family])
        (newest,) = cursor.fetchone()
    if newest % CHANGES_SWEPT == 0:
        EntryChange.objects.filter(pk__lte=newest - CHANGES_KEPT).delete()


def take_out(ids: list[int]) -> list[Relative]:
    """The entries of the postings `ids` and of all their copies, past and present, go; those postings as they are now.

    In the order of their ids. A job's entry is its lead's, so all of a family are entered together.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, [ids])
        return [Relative(*row) for row in cursor.fetchall()]


def write(family: list[Relative], ledger: Ledger) -> None:
    """The entries of `family`, all the copies of one another among them, anew."""
    for row in family:
        if row.was_open is not None:
            keys = zip(DIMENSIONS, row.was, strict=True)
            ledger.note(row.id, row.was_open, [*keys, *map(unmarked, row.was_further or ())], -1)
    jobs = jobs_among(family, lead_anew(family))
    entries = [merged(members) for members in jobs.values()]
    for entry in entries:
        keys = [(name, entry.row[name]) for name in DIMENSIONS]
        further = [(value["dimension"], value["value"]) for value in entry.further]
        ledger.note(entry.row["posting_id"], entry.row["open"], [*keys, *further], 1)
    copy_in(Entry, (entry.row for entry in entries))
    copy_in(FurtherValue, (row for entry in entries for row in entry.further))
    note([row.id for row in family], write_words(jobs))


def jobs_among(family: Iterable[Relative], leads: Mapping[int, int]) -> dict[int, list[Member]]:
    """{lead: itself, and its copies in their order}. What is out of the site's scope is no job of its lists."""
    jobs: dict[int, list[Member]] = defaultdict(list)
    for row in family:
        if row.listed:
            jobs[leads.get(row.id, row.id)].append(member(row))
    return jobs


def write_words(jobs: Mapping[int, list[Member]]) -> set[str]:
    """What a search for words looks into: the lead's title and company, and every department; all words of them."""
    spoken = {
        lead: (members[0].title, " ".join(dict.fromkeys(m.department_name for m in members)), members[0].company_name)
        for lead, members in jobs.items()
    }
    copy_in(EntryWords, ({"entry_id": lead, "words": vector(*texts)} for lead, texts in spoken.items()))
    return {word for texts in spoken.values() for text in texts for word in tokens(text)}


def fill(**_: Any) -> None:
    """After migrating: enter what a version without lists left. No migration, since what it writes is today's."""
    if not Entry.objects.exists() and Posting.objects.filter(listed=True).exists():
        enter_everything()


def enter_everything() -> int:
    """Every posting; how many there are. For a database that an older version has filled."""
    ids = list(Posting.objects.order_by("id").values_list("id", flat=True))
    enter(ids)
    return len(ids)
