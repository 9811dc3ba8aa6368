"""A posting's page and its lifecycle."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from postings.job_posting_ld import breadcrumb_ld, job_posting_ld
from postings.models import Event, Posting, PostingPlace
from postings.normalise import cut
from postings.presentation import job_facts, salary_words, short_place, workplace_words
from postings.record import event_fields, full_record
from postings.related import related_slices
from postings.status import last_seen, status
from postings.vocabulary import EventType

LARGEST_ID = 2**31 - 1
API = "/job-postings/v1"
TITLE_LENGTH = 70  # what search engines show of a title


@require_safe
def detail(request: HttpRequest, slug: str, posting_id: str) -> HttpResponse:
    """One posting with everything we know of it. Queries: posting, places, closing, related counts."""
    posting = find(posting_id)
    if slug != posting.slug:
        return HttpResponsePermanentRedirect(posting.get_absolute_url())
    content, source = posting.content, posting.source
    places = places_of(posting)
    now = timezone.now()
    crumbs = breadcrumb(posting)
    context = {
        "page_title": page_title(posting),
        "posting": posting,
        "content": content,
        "source": source,
        "status": status(posting, source, now, why_closed(posting)),
        "place": short_place(posting),
        "work_model": workplace_words(posting),
        "pay": salary_words(posting),
        "facts": job_facts(posting, content, places),
        "last_seen_at": last_seen(posting, source),
        "related": related_slices(posting, content),
        "record": full_record(posting, content, source),
        "event_fields": event_fields(posting, content),
        "api_urls": api_urls(posting, source),
        "apply_url": apply_url(posting),
        "crumbs": crumbs,
        "json_ld": [job_posting_ld(posting, content, places), breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/detail.html", context)


@require_safe
def events(request: HttpRequest, slug: str, posting_id: str) -> HttpResponse:
    """All that happened to one posting, oldest first."""
    posting = find(posting_id)
    if slug != posting.slug:
        return HttpResponsePermanentRedirect(f"{posting.get_absolute_url()}events/")
    happened = posting.events.select_related("crawl").order_by("id")
    crumbs = [*breadcrumb(posting), ("Lifecycle", f"{posting.get_absolute_url()}events/")]
    context = {
        "posting": posting,
        "status": status(posting, posting.source, timezone.now(), why_closed(posting)),
        "events": happened,
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/events.html", context)


def find(posting_id: str) -> Posting:
    """The posting of this number with all that stands beside it, in one query."""
    beside = ("company", "source", "content", "city", "region", "country", "department")
    number = int(posting_id)
    if number <= LARGEST_ID and (posting := Posting.objects.select_related(*beside).filter(id=number).first()):
        return posting
    raise Http404("No posting has this number.")


def places_of(posting: Posting) -> list[PostingPlace]:
    return list(posting.places.select_related("city", "region", "country").order_by("position"))


def page_title(posting: Posting) -> str:
    """Title, company and place, with as much of them as a search result shows."""
    at_company = f"{posting.title} at {posting.company.name}"
    place = short_place(posting)
    if place and len(at_company) + len(place) + 2 <= TITLE_LENGTH:
        return f"{at_company}, {place}"
    if len(at_company) <= TITLE_LENGTH:
        return at_company
    return cut(posting.title, TITLE_LENGTH)


def why_closed(posting: Posting) -> str:
    """The reason that the closing event gives; no query for an open posting."""
    if posting.active:
        return ""
    closing = Event.objects.filter(posting=posting, type=EventType.CLOSED).order_by("-id").first()
    return closing.metadata.get("words", "") if closing else ""


def breadcrumb(posting: Posting) -> list[tuple[str, str]]:
    return [
        ("Home", "/"),
        ("Companies", "/companies/"),
        (posting.company.name, posting.company.get_absolute_url()),
        (posting.title, posting.get_absolute_url()),
    ]


def apply_url(posting: Posting) -> tuple[str, str]:
    """Where to apply and the host it is on; a closed posting leads nowhere."""
    url = posting.content.apply_url or posting.content.source_url
    return (url, urlsplit(url).hostname or "") if posting.active and url else ("", "")


def api_urls(posting: Posting, source) -> list[str]:
    """The requests that give this page as JSON."""
    job = f"{settings.SITE_URL}{API}/jobs/{posting.job_id}"
    return [
        f"{job}?include=description",
        f"{settings.SITE_URL}{API}/orgs/{posting.company.org_id}",
        f"{settings.SITE_URL}{API}/sources/{source.source_id}",
        f"{job}/events",
    ]
