"""changes/ under any list: what happened to its jobs, newest first, as a page and as an Atom feed.

Without `since` a row is what one visit to a board saw of a job. With it a row is a job, and all that happened
to it since the reader was here: so there are as many rows as the list's page says.
"""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from postings.changes import events_of, of_jobs, with_values
from postings.feeds import atom
from postings.feeds.addresses import told
from postings.feeds.answering import redirect_to, told_at
from postings.feeds.asking import Asked, Elsewhere, asked_for
from postings.feeds.happened import Happened, by_job, by_visit, item_of
from postings.feeds.items import NEVER, TAG, Feed, links, whole
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import listed
from postings.models import Event
from postings.paging import Page, keyset_page, page_of
from postings.paging import position as position_in
from postings.selection_words import sentence
from postings.since import LARGEST_ID, Visit, counts, last_visit, marks_of, newer, older, position
from postings.streams import TYPES
from postings.vocabulary import Status

SIZE = 50
IN_A_STREAM = ("type", "after", "before")
KINDS = ("", *TYPES)


@require_safe
def changes(request: HttpRequest, path: str = "jobs", slug: str = "") -> HttpResponseBase:
    """What happened to the jobs of a list. Queries: the value, which jobs if few, events, the jobs' rows."""
    try:
        asked = asked_for(request, path, slug, (*IN_A_STREAM, "since"))
    except Elsewhere as found:
        return redirect_to(found)
    now = position()
    type, visit = type_in(asked), last_visit(asked.query, now)
    crumbs = [("Home", "/"), (first_capital(words(asked)), asked.address), ("Changes", asked.url())]
    context = {
        "asked": asked,
        "words": words(asked),
        "type": type,
        "since": visit,
        "kinds": kinds(asked, type, visit),
        "base": asked.url(place(type=type, since=visit and visit.number)),
        "feed": told(asked.address, "changes/feed.atom", place(type=type)),
        "next_visit": told(asked.address, "", place(since=now)),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    context |= changes_since(asked, type, visit.number) if visit else all_changes(request, asked, type)
    return render(request, "postings/changes.html", context)


def all_changes(request: HttpRequest, asked: Asked, type: str) -> dict[str, Any]:
    page = keyset_page(with_values(events_in(asked, type)), request, SIZE)
    return {"page": page, "rows": by_visit(page.rows)}


def changes_since(asked: Asked, type: str, number: int) -> dict[str, Any]:
    numbers, _ = counts(asked.selection, number)
    page = page_since(asked, type, number)
    total = sum(numbers.get(mark, 0) for mark in marks_of(asked.selection, type))
    return {"page": page, "rows": rows_since(page, number), "total": total}


def page_since(asked: Asked, type: str, number: int) -> Page:
    """As paging.keyset_page, by the last event of each job."""
    after, before = position_in(asked.query, "after"), position_in(asked.query, "before")
    if before:
        found = newer(asked.selection, number, type, before, SIZE + 1)
        if len(found) > SIZE:
            return page_of(found[:SIZE][::-1], asked.url(), has_older=True, has_newer=True)
        after = None
    found = older(asked.selection, number, type, after or LARGEST_ID, SIZE + 1)
    return page_of(found[:SIZE], asked.url(), has_older=len(found) > SIZE, has_newer=bool(after and found))


def rows_since(page: Page, number: int) -> list[Happened]:
    ids = [last.posting_id for last in page.rows]
    events = with_values(of_jobs(ids)).filter(id__gt=number).order_by("-id")
    return by_job(events, ids)


@told_at(*IN_A_STREAM)
def changes_atom(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The events themselves, one by one."""
    type = type_in(asked)
    page = keyset_page(with_values(events_in(asked, type)), request, SIZE)
    jobs = {row.id: row for row in listed(list({event.posting_id for event in page.rows}))}
    kind = place(type=type)
    feed = Feed(
        id=f"{TAG}{told('changes', '', '&'.join(filter(None, (asked.selection.querystring, kind))))}",
        title=f"What happened to {words(asked)}",
        subtitle="What opened, changed, closed and reopened, newest first, as employers’ own boards showed it.",
        updated=max(asked.stamp, NEVER),
        page_url=whole(told(asked.address, "changes/", kind)),
        links=links(asked, page.address.partition("?")[2], page.newer, page.older, always=kind),
        items=[item_of(event, jobs[event.posting_id]) for event in page.rows],
    )
    return HttpResponse(atom.atom(feed), content_type=atom.CONTENT_TYPE)


def events_in(asked: Asked, type: str) -> QuerySet[Event]:
    events = events_of(asked.selection)
    return events.filter(type=TYPES[type]) if type else events


def type_in(asked: Asked) -> str:
    type = asked.query.get("type", "")
    if type and type not in TYPES:
        raise Http404(f"“{type[:40]}” is no type of change here: type= takes {', '.join(TYPES)}.")
    return type


def words(asked: Asked) -> str:
    """ "remote jobs in Berlin", in whatever state."""
    selection = replace(asked.selection, status=Status.OPEN)
    return "all jobs" if selection.is_everything else sentence(selection)


def first_capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def kinds(asked: Asked, type: str, visit: Visit | None) -> list[tuple[str, str, bool]]:
    """(words, address, whether it is this one) of the same page with each type."""
    number = visit and visit.number
    return [(first_capital(kind) or "All", asked.url(place(type=kind, since=number)), kind == type) for kind in KINDS]


def place(**named: str | int | None) -> str:
    return urlencode({name: value for name, value in named.items() if value not in ("", None)})
