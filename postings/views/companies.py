"""Companies, what they look for, and the boards where they say it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from companies.models import Company, Source
from postings import tallies
from postings.breakdowns import breakdowns
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import listed
from postings.models import Event, Posting
from postings.paging import keyset_page
from postings.status import FRESH

CRAWLS_SHOWN = 20
EVENTS_SHOWN = 50


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company: its boards and its open postings."""
    found = find(slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    postings = Posting.objects.open().at(found)
    page = keyset_page(postings.for_list(), request)
    crumbs = breadcrumb(found)
    context = {
        "company": found,
        "sources": found.sources.order_by("provider", "board"),
        "total": tallies.total("company", found.id),
        "page": page,
        "rows": listed(page.rows),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/company.html", context)


@require_safe
def company_breakdowns(request: HttpRequest, slug: str) -> HttpResponse:
    """How a company's open postings divide: one table a dimension, every row a link to its list."""
    found = find(slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"{found.get_absolute_url()}breakdowns/")
    total = tallies.total("company", found.id)
    crumbs = [*breadcrumb(found), ("Breakdowns", f"{found.get_absolute_url()}breakdowns/")]
    context = {
        "company": found,
        "total": total,
        "breakdowns": breakdowns(found, total),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/breakdowns.html", context)


@require_safe
def company_events(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened at a company, newest first."""
    found = find(slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(f"{found.get_absolute_url()}events/")
    crumbs = [*breadcrumb(found), ("Events", f"{found.get_absolute_url()}events/")]
    return event_stream(request, found.events.all(), f"What happened at {found.name}", crumbs)


@require_safe
def all_events(request: HttpRequest) -> HttpResponse:
    """What happened anywhere, newest first."""
    crumbs = [("Home", "/"), ("Events", "/events/")]
    return event_stream(request, Event.objects.all(), "What happened", crumbs)


def event_stream(request: HttpRequest, happened, heading: str, crumbs: list[tuple[str, str]]) -> HttpResponse:
    happened = happened.select_related("posting__company").defer("old", "new")
    page = keyset_page(happened, request, EVENTS_SHOWN)
    context = {"heading": heading, "page": page, "crumbs": crumbs, "json_ld": [breadcrumb_ld(crumbs)]}
    return render(request, "postings/stream.html", context)


@require_safe
def source(request: HttpRequest, source_id) -> HttpResponse:
    """One board: how it fares, its last visits, and the postings it lists."""
    found = Source.objects.select_related("company").filter(source_id=source_id).first()
    if found is None:
        raise Http404("There is no source with this id.")
    postings = Posting.objects.open().on(found)
    page = keyset_page(postings.for_list(), request)
    crumbs = [*breadcrumb(found.company), (f"{found.provider_name} board", found.get_absolute_url())]
    now = timezone.now()
    context = {
        "source": found,
        "is_fresh": found.last_whole_at is not None and now - found.last_whole_at <= FRESH,
        "crawls": found.crawls.latest_first()[:CRAWLS_SHOWN],
        "total": postings.count(),
        "missing": postings.missing().count(),
        "page": page,
        "rows": listed(page.rows),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/source.html", context)


def find(slug: str) -> Company:
    """The company that is, or was, at this address."""
    found = Company.objects.at(slug).first()
    if found is None:
        raise Http404(f"There is no company at “{slug[:80]}” here.")
    return found


def breadcrumb(company: Company) -> list[tuple[str, str]]:
    return [("Home", "/"), ("Companies", "/companies/"), (company.name, company.get_absolute_url())]
