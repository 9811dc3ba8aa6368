"""A posting's page and its lifecycle."""

import json
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from postings.api import lines
from postings.job_posting_ld import breadcrumb_ld, job_posting_ld
from postings.normalise import cut
from postings.presentation import as_written, job_facts, salary_words, short_place, workplace_words
from postings.record import event_fields
from postings.related import related_slices
from postings.status import known_open_until, last_seen, status
from postings.story.changes import visits
from postings.story.full import events_of, facts_of, kin_of
from postings.story.lineage import lineage, similar
from postings.story.page import Page, page
from postings.story.rows import EventRow, PostingRow
from postings.story.telling import story
from postings.structure import remote_policy

LARGEST_ID = 2**31 - 1
TITLE_LENGTH = 70  # what search engines show of a title


@require_safe
def detail(request: HttpRequest, slug: str, posting_id: str) -> HttpResponse:
    """One posting with everything we know of it. One query; one more for what stands in no list by itself."""
    found = find(posting_id)
    posting, content, source = found.posting, found.content, found.source
    if slug != posting.slug:
        return HttpResponsePermanentRedirect(posting.get_absolute_url())
    now = timezone.now()
    state, seen_at = status(posting, source, now, why_closed(found.events)), last_seen(posting, source)
    pay, source_host = salary_words(posting), host(content.source_url)
    told = lineage(posting, found.kin)
    crumbs = breadcrumb(posting)
    context = {
        "page_title": page_title(posting),
        "posting": posting,
        "url": posting.get_absolute_url(),
        "company_url": posting.company.get_absolute_url(),
        "content": content,
        "source": source,
        "status": state,
        "story": story(found.events, known_open_until(state, seen_at, now)),
        "groups": told.groups,
        "open_again": told.open_again,
        "similar": [
            (job.get_absolute_url(), job.title, job.where(posting.company)) for job in similar(posting, found.kin)
        ],
        "place": short_place(posting),
        "work_model": workplace_words(posting),
        "pay": pay,
        "facts": job_facts(posting, content, found.places, pay),
        "last_seen_at": seen_at,
        "related": related_slices(found, source_host),
        "remote_policy": remote_policy(posting.workplace_type),
        "made_of": made_of(found),
        "api_urls": lines.of_job(posting.job_id, posting.company.org_id, source.source_id),
        "apply_url": apply_url(found, source_host),
        "crumbs": crumbs,
        "json_ld": [job_posting_ld(posting, content, found.places), breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/detail.html", context)


@require_safe
def events(request: HttpRequest, slug: str, posting_id: str) -> HttpResponse:
    """All that happened to one posting, oldest first, and its lineage. Queries: posting, events, facts, kin."""
    found = find(posting_id)
    posting, source = found.posting, found.source
    if slug != posting.slug:
        return HttpResponsePermanentRedirect(f"{posting.get_absolute_url()}events/")
    now = timezone.now()
    state, seen_at = status(posting, source, now, why_closed(found.events)), last_seen(posting, source)
    crumbs = [*breadcrumb(posting), ("Lifecycle", f"{posting.get_absolute_url()}events/")]
    context = {
        "posting": posting,
        "url": posting.get_absolute_url(),
        "source": source,
        "status": state,
        "last_seen_at": seen_at,
        "story": story(found.events, known_open_until(state, seen_at, now)),
        "visits": visits(events_of(posting), facts_of(posting)),
        "groups": lineage(posting, kin_of(posting)).groups,
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/events.html", context)


def find(posting_id: str) -> Page:
    number = int(posting_id)
    if number <= LARGEST_ID and (found := page(number)):
        return found
    raise Http404("No posting has this number.")


def page_title(posting: PostingRow) -> str:
    """Title, company and place, with as much of them as a search result shows."""
    at_company = f"{posting.title} at {posting.company.name}"
    place = short_place(posting)
    if place and len(at_company) + len(place) + 2 <= TITLE_LENGTH:
        return f"{at_company}, {place}"
    if len(at_company) <= TITLE_LENGTH:
        return at_company
    return cut(posting.title, TITLE_LENGTH)


def why_closed(happened: list[EventRow]) -> str:
    """The reason that the last closing gives; "" for what never closed."""
    return next((event.why for event in reversed(happened) if event.why), "")


def breadcrumb(posting: PostingRow) -> list[tuple[str, str]]:
    return [
        ("Home", "/"),
        ("Companies", "/companies/"),
        (posting.company.name, posting.company.get_absolute_url()),
        (posting.title, posting.get_absolute_url()),
    ]


def host(url: str) -> str:
    return urlsplit(url).hostname or ""


def apply_url(found: Page, source_host: str) -> tuple[str, str]:
    """Where to apply and the host it is on; a closed posting leads nowhere."""
    if not found.posting.active:
        return "", ""
    if url := found.content.apply_url:
        return url, host(url)
    return (found.content.source_url, source_host) if source_host else ("", "")


def made_of(found: Page) -> list[tuple[str, Markup]]:
    """The JSON objects behind the page, written out."""
    content = found.content
    return [
        ("Event Fields", as_written(json.dumps(event_fields(found.posting, content), indent=4))),
        ("Parsed Structured", as_written(content.parsed)),
        ("Extensions", as_written(content.extensions)),
        ("Native Structured", as_written(content.native_structured)),
    ]
