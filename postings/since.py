"""What is new to a reader who was here before: no account, no cookie, the last visit is a number in the address.

The site's position is the number of its newest event: events get their numbers in the order in which
readers come to see them. What a job is to a reader who was here at a number:

    new         open, and opened since
    reopened    open, and not new, and open again since
    changed     open, and neither of these, and says something else
    closed      closed, and closed since
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.http import Http404

from postings.changes import among
from postings.entry_querysets import EntryQuerySet
from postings.feeds.addresses import told
from postings.listing import JobRow, listed
from postings.models import Entry, Event
from postings.selection import Selection
from postings.vocabulary import Status

CLOSED_SHOWN = 25
LARGEST_ID = 2**63 - 1
CLOSED = "closed"
# What each mark is called as a type of event.
MARKS = {"new": "opened", "reopened": "reopened", "changed": "changed", CLOSED: "closed"}

# The events decide where few have come since, the entries where few are selected: the planner knows which.
MARKED = """
with chosen as not materialized ({entries}),
happened as (
    select chosen.posting_id, chosen.open, max(event.id) as last,
        bool_or(event.type = 'job.created') as is_new,
        bool_or(event.type = 'job.reopened') as is_reopened,
        bool_or(event.type = 'job.closed') as is_closed
    from chosen join postings_event event on event.posting_id = chosen.posting_id
    where event.id > %s group by chosen.posting_id, chosen.open
),
marked as (
    select posting_id, last, case
        when open and is_new then 'new'
        when open and is_reopened then 'reopened'
        when open then 'changed'
        when is_closed then 'closed'
    end as mark from happened
)
"""
EACH = "select posting_id, mark from marked"
COUNTED = """
select mark, count(*), (array_agg(posting_id order by last desc) filter (where mark = 'closed'))[:%s::int]
from marked group by mark
"""
OLDER = "select last, posting_id from marked where mark = any(%s) and last < %s order by last desc limit %s"
NEWER = "select last, posting_id from marked where mark = any(%s) and last > %s order by last limit %s"


class Counted(NamedTuple):
    """How many jobs of a selection have a mark, and the list of them."""

    mark: str
    number: int
    url: str


class Visit(NamedTuple):
    """A reader's last visit: the site stood at `number` then, at the moment `at`.

    `is_future`: the reader's number is higher than the site has come; it is taken as the site's own.
    """

    number: int
    at: datetime | None
    is_future: bool


class Since(NamedTuple):
    """`url` is the page's address to come back to. The rest is for a reader who has come back after a `visit`.

    `marks` are {job on the page: its mark}; `closed` are the first of those that have closed.
    """

    url: str
    visit: Visit | None = None
    marks: Mapping[int, str] = {}
    counts: Sequence[Counted] = ()
    closed: Sequence[JobRow] = ()


class Last(NamedTuple):
    """The last event of a job; its id is the job's place in a list of what happened since."""

    id: int
    posting_id: int


def position() -> int:
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def since(selection: Selection, query: Mapping[str, str], ids: Sequence[int], address: str, now: int) -> Since:
    """What a list's page says of the time since the reader's last visit. `ids` are its rows, `address` is its own.

    `now` is the site's position, asked before the rows were read: what happens in between is told next time. Queries,
    for a reader who comes back: the moment, the marks, their numbers, the rows of the closed. Http404 names back what
    is no position.
    """
    url = told(address, "", f"since={now}")
    visit = last_visit(query, now)
    if visit is None:
        return Since(url)
    numbers, closed = counts(selection, visit.number)
    return Since(
        url=url,
        visit=visit,
        marks=marks(Entry.objects.filter(among("posting", ids)), visit.number),
        counts=[Counted(mark, number, list_of(mark, address, visit)) for mark, number in numbers.items()],
        closed=listed(closed),
    )


def last_visit(query: Mapping[str, str], now: int) -> Visit | None:
    text = query.get("since", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise Http404(f"“{text[:40]}” is no position of this site: since= takes the number of a last visit.")
    number = int(text[:20])
    return Visit(min(number, now), moment(min(number, now)), is_future=number > now)


def moment(number: int) -> datetime | None:
    """When the site stood there."""
    newest = Event.objects.filter(id__lte=number).order_by("-id")
    return newest.values_list("crawl__ingested_at", flat=True).first()


def marks(entries: EntryQuerySet, number: int) -> dict[int, str]:
    return {id: mark for id, mark in fetch(entries, number, EACH) if mark}


def counts(selection: Selection, number: int) -> tuple[dict[str, int], list[int]]:
    """{mark: how many jobs of the selection have it}, without zeros; and the last CLOSED_SHOWN that have closed."""
    found = {mark: row for mark, *row in fetch(selection.in_any_state().entries(), number, COUNTED, CLOSED_SHOWN)}
    numbers = {mark: found[mark][0] for mark in marks_of(selection) if mark in found}
    return numbers, found[CLOSED][1] if CLOSED in numbers else []


def marks_of(selection: Selection, type: str = "") -> list[str]:
    """The marks that a type of event stands for, "" for all; in a list of closed jobs there is but one."""
    return [
        mark
        for mark, its_type in MARKS.items()
        if type in ("", its_type) and (selection.status != Status.CLOSED or mark == CLOSED)
    ]


def older(selection: Selection, number: int, type: str, than: int, size: int) -> list[Last]:
    """The jobs that have a mark of `type`, by their last events, the newest first, from those older `than` an event."""
    return lasts(selection, number, OLDER, marks_of(selection, type), than, size)


def newer(selection: Selection, number: int, type: str, than: int, size: int) -> list[Last]:
    """The same the other way: those newer `than` an event, the oldest first."""
    return lasts(selection, number, NEWER, marks_of(selection, type), than, size)


def lasts(selection: Selection, number: int, question: str, *asked: Any) -> list[Last]:
    return [Last(*row) for row in fetch(selection.in_any_state().entries(), number, question, *asked)]


def fetch(entries: EntryQuerySet, number: int, question: str, *asked: Any) -> list[tuple]:
    chosen, parameters = entries.order_by().values("posting_id", "open").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{MARKED.format(entries=chosen)} {question}", [*parameters, number, *asked])
        return cursor.fetchall()


def list_of(mark: str, address: str, visit: Visit) -> str:
    return told(address, "changes/", f"type={MARKS[mark]}&since={visit.number}")
