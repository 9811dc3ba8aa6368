"""Postings -> the entries of lists, with their words and tallies, in the transaction that changed them.

    enter([posting.id, ...])    after their rows, bodies and places are written, before their events

The lists are locked from here to the end of the transaction: boards that are ingested at the same
time read and write their postings side by side, and enter them one after the other. So tallies
and copies are reckoned on rows that stand still, and events get their numbers in the order in
which readers come to see them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from postings import tallies
from postings.copies import lead_anew
from postings.entry_values import Member, members_of, merged
from postings.models import Entry, EntryChange, EntryWords, FurtherValue, Posting
from postings.slices import DIMENSIONS, unmarked
from postings.spelling import remember
from postings.tallies import Ledger
from postings.tokens import tokens, vector

BATCH = 2000
CHANGES_KEPT, CHANGES_SWEPT = 10_000, 100
# By hand: the ORM would look for what else hangs on an entry, one kind after the other.
TAKE_OUT = f"""
with further as (delete from postings_furthervalue where entry_id = any(%s)),
    words as (delete from postings_entrywords where entry_id = any(%s))
delete from postings_entry where posting_id = any(%s)
returning posting_id, open, further, {", ".join(DIMENSIONS)}
"""  # noqa: S608 -- our own words
# Any number that nobody else locks in this database.
LISTS = 0x6C697374


def lock() -> None:
    """Hold the lists until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LISTS])


@transaction.atomic(savepoint=False)
def enter(ids: Iterable[int]) -> None:
    """Make the lists show the postings `ids` as they are now, and whatever copies they had or have."""
    wanted = sorted(set(ids))
    if not wanted:
        return
    lock()
    ledger = Ledger()
    for start in range(0, len(wanted), BATCH):
        family = lead_anew(wanted[start : start + BATCH])
        write(family, ledger)
        note_change(family)
    ledger.settle(timezone.now())


@transaction.atomic
def outdate() -> None:
    """Whatever is kept of any selection is old, and every name: a value is called otherwise."""
    lock()
    tallies.outdate(timezone.now())
    note_change([])


def note_change(family: list[int]) -> None:
    """Tell the processes that hold entries in memory; one that has slept through them all reads everything anew.

    None at all: not the entries have changed, but what their values are called.
    """
    newest = EntryChange.objects.create(entries=family).pk
    if newest % CHANGES_SWEPT == 0:
        EntryChange.objects.filter(pk__lte=newest - CHANGES_KEPT).delete()


def write(family: list[int], ledger: Ledger) -> None:
    """The entries of `family`, all the copies of one another among them, anew."""
    take_out(family, ledger)
    jobs = jobs_among(family)
    entries = [merged(members) for members in jobs.values()]
    for entry in entries:
        keys = [(name, entry.row[name]) for name in DIMENSIONS]
        further = [(value["dimension"], value["value"]) for value in entry.further]
        ledger.note(entry.row["posting_id"], entry.row["open"], [*keys, *further], 1)
    copy_in(Entry, (entry.row for entry in entries))
    copy_in(FurtherValue, (row for entry in entries for row in entry.further))
    write_words(jobs)


def take_out(family: list[int], ledger: Ledger) -> None:
    """The entries of `family` go, with the values that they had."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, [family] * 3)
        for entry, is_open, further, *keys in cursor.fetchall():
            ledger.note(entry, is_open, [*zip(DIMENSIONS, keys, strict=True), *map(unmarked, further or ())], -1)


def jobs_among(family: list[int]) -> dict[int, list[Member]]:
    """{lead: itself, and its copies in their order}. What is out of the site's scope is no job of its lists."""
    jobs: dict[int, list[Member]] = defaultdict(list)
    for member in members_of(Posting.objects.filter(id__in=family, listed=True).order_by("id")):
        jobs[member.copy_of or member.posting].append(member)
    return jobs


def write_words(jobs: Mapping[int, list[Member]]) -> None:
    """What a search for words looks into: the lead's title and company, and every department."""
    spoken = {
        lead: (members[0].title, " ".join(dict.fromkeys(m.department_name for m in members)), members[0].company_name)
        for lead, members in jobs.items()
    }
    copy_in(EntryWords, ({"entry_id": lead, "words": vector(*texts)} for lead, texts in spoken.items()))
    remember({word for texts in spoken.values() for text in texts for word in tokens(text)})


def copy_in(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows of the same columns, by COPY: a third of the time of inserts when a board comes with thousands."""
    first = next(rows := iter(rows), None)
    if first is None:
        return
    columns = ", ".join(first)
    with connection.cursor() as cursor, cursor.copy(f"copy {model._meta.db_table} ({columns}) from stdin") as copy:
        for row in chain([first], rows):
            copy.write_row(list(row.values()))


def fill(**_: Any) -> None:
    """After migrating: enter what a version without lists left. No migration, since what it writes is today's."""
    if not Entry.objects.exists() and Posting.objects.filter(listed=True).exists():
        enter_everything()


def enter_everything() -> int:
    """Every posting; how many there are. For a database that an older version has filled."""
    ids = list(Posting.objects.order_by("id").values_list("id", flat=True))
    enter(ids)
    return len(ids)
