"""A board's own page: how it is read, and what that proves."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from companies.models import Source
from postings import visits
from postings.coverage import held_of
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import listed
from postings.models import Posting
from postings.paging import keyset_page
from postings.views.companies import breadcrumb

CRAWLS_SHOWN = 20
MISSING_SHOWN = 5


@require_safe
def source(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """One board: how it fares, its last visits, and the postings it lists, copies of other boards' jobs too."""
    found = Source.objects.select_related("company").filter(source_id=source_id).first()
    if found is None:
        raise Http404("There is no source with this id.")
    page = keyset_page(Posting.objects.open().on(found).only("id"), request)
    crawls = list(found.crawls.latest_first()[:CRAWLS_SHOWN])
    held = held_of(found)
    good = visits.last_good(crawls)
    crumbs = [*breadcrumb(found.company), (f"{found.provider_name} board", found.get_absolute_url())]
    context = {
        "source": found,
        "health": visits.health(found, crawls, held, timezone.now()),
        "held": held,
        "good": good,
        "visits": [visits.visit(crawl) for crawl in crawls],
        "missing": missing_of(found) if held.missing else [],
        "is_overdue": found.state == Source.State.ACTIVE and found.next_due_at < timezone.now(),
        "page": page,
        "rows": listed([posting.id for posting in page.rows]),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "companies/source.html", context)


def missing_of(source: Source) -> list[Posting]:
    """The postings that wait for a second look, the longest first."""
    waiting = source.postings.missing().only("id", "title", "missing_since")
    return list(waiting.order_by("missing_since", "id")[:MISSING_SHOWN])
