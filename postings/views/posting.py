"""A posting's page and its lifecycle."""

from collections.abc import Mapping
from hashlib import blake2b

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from postings.frames.edition import edition
from postings.frames.holes import filled
from postings.frames.live import texts
from postings.frames.making import breadcrumb, make_frame
from postings.frames.packing import unpack
from postings.frames.query import whole
from postings.job_posting_ld import breadcrumb_ld
from postings.status import known_open_until, last_seen, status
from postings.story.changes import visits
from postings.story.full import events_of, facts_of, kin_of
from postings.story.lineage import lineage
from postings.story.page import Page, page
from postings.story.rows import Frame
from postings.story.telling import story, why_closed

LARGEST_ID = 2**31 - 1


@require_safe
def detail(request: HttpRequest, slug: str, posting_id: str) -> HttpResponse:
    """One posting with everything we know of it. One query; two where no frame is kept."""
    found = find(posting_id)
    if slug != found.posting.slug:
        return HttpResponsePermanentRedirect(found.posting.get_absolute_url())
    frame = frame_of(found)
    live = texts(found, frame, timezone.now())
    return HttpResponse(filled(frame.html, live), headers={"ETag": etag(found, frame, live)})


def frame_of(found: Page) -> Frame:
    if found.kept:
        return found.kept._replace(html=unpack(found.kept.html))
    return make_frame(whole(found.posting.id))


def etag(found: Page, frame: Frame, live: Mapping[str, str]) -> str:
    """Of what the page is put together of: a twentieth of its bytes."""
    made_of = "\0".join((str(edition()), str(found.revision), str(frame.kin), *live.values()))
    return quote_etag(blake2b(made_of.encode(), digest_size=16).hexdigest())


@require_safe
def events(request: HttpRequest, slug: str, posting_id: str) -> HttpResponse:
    """All that happened to one posting, oldest first, and its lineage. Queries: posting, events, facts, kin."""
    found = find(posting_id)
    posting, source = found.posting, found.source
    if slug != posting.slug:
        return HttpResponsePermanentRedirect(f"{posting.get_absolute_url()}events/")
    now, happened = timezone.now(), list(events_of(posting))
    state, seen_at = status(posting, source, now, why_closed(happened)), last_seen(posting, source)
    crumbs = [*breadcrumb(posting), ("Lifecycle", f"{posting.get_absolute_url()}events/")]
    context = {
        "posting": posting,
        "url": posting.get_absolute_url(),
        "source": source,
        "status": state,
        "last_seen_at": seen_at,
        "story": story(happened, known_open_until(state, seen_at, now)),
        "visits": visits(happened, facts_of(posting)),
        "groups": lineage(posting, kin_of(posting)).groups,
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/events.html", context)


def find(posting_id: str) -> Page:
    number = int(posting_id)
    if number <= LARGEST_ID and (found := page(number, edition())):
        return found
    raise Http404("No posting has this number.")
