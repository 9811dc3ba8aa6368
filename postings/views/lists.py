"""Lists of jobs: the filtered search, and the slices."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postings.advice import advice
from postings.applied import applied
from postings.facets import facets
from postings.feeds.addresses import others, told
from postings.filters import PLACE, PostingFilter, selected
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import listed
from postings.paging import JobPage, job_page
from postings.problems import ignored, unreadable
from postings.search_form import search_form
from postings.selection import Selection
from postings.selection_words import page_title, sentence
from postings.since import position, since
from postings.slice_html import NOW, make_html, page_of, slice_html
from postings.slice_lookup import look_up
from postings.slices import SLICES
from postings.walks import walk_of

TITLE_LENGTH = 70  # what search engines show of a title


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The filtered search. An untidy address leads to the tidy one; a value that means nothing is told."""
    asked = selected(request.GET)
    selection = asked.selection
    crumbs = [("Home", "/"), ("Jobs", "/jobs/")]
    if asked.problems:
        return unreadable_page(request, asked, crumbs)
    if is_untidy(request, selection) and not asked.ignored:
        return HttpResponseRedirect(at_same_place(request, selection))
    now = position()  # before the rows are read: what happens in between is told next time
    context = list_context(selection, request)
    page: JobPage = context["page"]
    address = selection.url()
    told_since = since(selection, request.GET, page.ids, address, now)
    context |= {
        "address": told(address, "", f"since={told_since.visit.number}") if told_since.visit else address,
        "since": told_since,
        "marks": told_since.marks,
        "others": others(address),
        "title": page_title(context["words"], page.number, page.pages),
        "form": search_form(request.GET, selection, context["facets"]),
        "applied": applied(selection),
        "advice": advice(selection, context["total"]),
        "problems": list(ignored(asked)),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/index.html", context)


def unreadable_page(request: HttpRequest, asked: PostingFilter, crumbs: list[tuple[str, str]]) -> HttpResponse:
    """Each value and each name that means nothing, named back; the form keeps what was typed."""
    context = {
        "problems": [*unreadable(asked), *ignored(asked)],
        "selection": asked.selection,
        "applied": applied(asked.selection),
        "form": search_form(request.GET, asked.selection, facets(asked.selection)),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/unreadable.html", context, status=404)


@require_safe
def slice_page(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """The open jobs with one value; to a reader who comes back, with what is new marked."""
    found = look_up(path, slug)
    if found is None:
        raise Http404(f"There is no {SLICES[path].singular} “{slug[:80]}” here.")
    address = found.value.url
    if request.GET.get("page") == "1":
        return HttpResponsePermanentRedirect(address)
    if request.GET.get("since") == NOW:
        return HttpResponseRedirect(told(address, "", f"since={position()}"))
    if "since" not in request.GET:
        return HttpResponse(slice_html(found, request.GET))
    now = position()
    page = page_of(found, request.GET)
    told_since = since(found.selection, request.GET, page.ids, address, now)
    return HttpResponse(make_html(found, page, listed(page.ids), told_since))


def list_context(selection: Selection, request: HttpRequest) -> dict[str, Any]:
    """What a page of a list shows: `page`, its `rows`, the `total`, the `facets`, the selection in `words`."""
    page = job_page(walk_of(selection), request.GET)
    return {
        "selection": selection,
        "words": sentence(selection, page.total),
        "total": page.total,
        "page": page,
        "rows": listed(page.ids),
        "facets": facets(selection),
    }


def is_untidy(request: HttpRequest, selection: Selection) -> bool:
    query = request.GET.copy()
    for name in PLACE:
        if request.GET.get(name):
            query.pop(name)
    return query.urlencode() != selection.querystring or request.GET.get("page") == "1"


def at_same_place(request: HttpRequest, selection: Selection) -> str:
    """The tidy address, with the place in the list that was asked for."""
    place = [(name, request.GET[name]) for name in PLACE if request.GET.get(name)]
    query = urlencode([*selection.pairs, *(pair for pair in place if pair != ("page", "1"))])
    return f"/jobs/?{query}" if query else "/jobs/"
