"""Companies, what they look for, and what happened there."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from companies.models import Company
from postings import timeline
from postings.breakdowns import breakdowns, count_rows
from postings.charts import moves_chart, open_chart
from postings.facets import facets
from postings.feeds.addresses import others, told
from postings.highlights import COUNTED, highlights
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import listed
from postings.models import Event
from postings.paging import job_page, keyset_page
from postings.past import past
from postings.search_form import group
from postings.selection import Selection
from postings.since import position, since
from postings.slices import COMPANY
from postings.streams import Stream
from postings.walks import walk_of

EVENTS_SHOWN = 50
# The facets by which a company's page leads on; the search has them all.
NARROWED_BY = ("work_model", "department", "city", "seniority")
VALUES_SHOWN = 5  # of each of them


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company: its open jobs, the boards that it lists them on, and the last weeks."""
    found = find(slug)
    if found.slug != slug or request.GET.get("page") == "1":
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    address, selection = found.get_absolute_url(), jobs_at(found)
    now = position()  # before the rows are read: what happens in between is told next time
    page = job_page(walk_of(selection), request.GET)
    told_since = since(selection, request.GET, page.ids, address, now)
    narrowing = [facet for facet in facets(selection) if facet.dimension.name in NARROWED_BY]
    weeks = timeline.of_company(found).weeks
    crumbs = breadcrumb(found)
    context = {
        "company": found,
        "selection": selection,
        "total": page.total,
        "page": page,
        "rows": listed(page.ids),
        "address": told(address, "", f"since={told_since.visit.number}") if told_since.visit else address,
        "since": told_since,
        "marks": told_since.marks,
        "others": others(address),
        "sources": found.sources.order_by("provider", "board"),
        "highlights": highlights(selection, page.total, count_rows(selection, COUNTED)),
        "narrowing": [group(selection, facet, VALUES_SHOWN) for facet in narrowing],
        "chart": open_chart(weeks),
        "week": weeks[-1] if weeks else None,
        "past": past(selection) if not page.total else None,
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/company.html", context)


@require_safe
def company_breakdowns(request: HttpRequest, slug: str) -> HttpResponse:
    """How a company's open jobs divide, every row a link to its list; and how many there were, week by week."""
    found = find(slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"{found.get_absolute_url()}breakdowns/")
    selection = jobs_at(found)
    total, counted = walk_of(selection).total, count_rows(selection)
    over_time = timeline.of_company(found)
    crumbs = [*breadcrumb(found), ("Breakdowns", f"{found.get_absolute_url()}breakdowns/")]
    context = {
        "company": found,
        "selection": selection,
        "total": total,
        "highlights": highlights(selection, total, counted),
        "breakdowns": breakdowns(selection, total, counted),
        "timeline": over_time,
        "charts": [chart for chart in (open_chart(over_time.weeks), moves_chart(over_time.weeks)) if chart],
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/breakdowns.html", context)


@require_safe
def company_events(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened at a company, newest first: all of it, or one week's, or only what opened or closed."""
    found = find(slug)
    address = f"{found.get_absolute_url()}events/"
    if found.slug != slug:
        return HttpResponsePermanentRedirect(address)
    stream = Stream.asked_for(request.GET, address)
    events = timeline.in_lists(found.events)
    happened = stream.among(events)
    crumbs = [*breadcrumb(found), ("Events", address)]
    context = {
        "company": found,
        "stream": stream,
        "beside": stream.beside(events),
        "total": happened.count(),
        "page": event_page(request, happened),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/events.html", context)


@require_safe
def all_events(request: HttpRequest) -> HttpResponse:
    """What happened anywhere, newest first."""
    crumbs = [("Home", "/"), ("Events", "/events/")]
    context = {
        "heading": "What happened",
        "page": event_page(request, timeline.in_lists(Event.objects)),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/stream.html", context)


def event_page(request: HttpRequest, happened):
    return keyset_page(happened.select_related("posting__company").defer("old", "new"), request, EVENTS_SHOWN)


def jobs_at(company: Company) -> Selection:
    return Selection(include={COMPANY.name: (COMPANY.value(company),)})


def find(slug: str) -> Company:
    """The company that is, or was, at this address."""
    found = Company.objects.at(slug).first()
    if found is None:
        raise Http404(f"There is no company at “{slug[:80]}” here.")
    return found


def breadcrumb(company: Company) -> list[tuple[str, str]]:
    return [("Home", "/"), ("Companies", "/companies/"), (company.name, company.get_absolute_url())]
