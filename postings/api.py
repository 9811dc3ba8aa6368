"""The JSON API under /job-postings/v1/: the requests that every posting page prints.

One record is {"data": {...}}, a list {"data": [...], "meta": {...}}, a refusal
{"error": {"code", "message"}}. Anyone may ask, from any page, without a key.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from companies.models import Company, Source
from postings.api_records import event_record, job_record, org_record, source_record
from postings.models import Posting

METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "X-Robots-Tag": "noindex",  # a search engine's reader wants the page
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "authorization, content-type, x-api-key",
    "Access-Control-Max-Age": "86400",
}
DEFAULT_LIMIT, LARGEST_LIMIT = 25, 100

View = Callable[..., HttpResponse]


def endpoint(view: View) -> View:
    """A view that is read from anywhere, by GET alone, and refuses in JSON."""

    @csrf_exempt  # a POST is answered in JSON too, and changes nothing
    @wraps(view)
    def answering(request: HttpRequest, **named: str) -> HttpResponse:
        response = answer(view, request, **named)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answering


def answer(view: View, request: HttpRequest, **named: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        response = refusal(405, "method_not_allowed", f"{request.method} is not possible here; GET is.")
        response["Allow"] = METHODS
        return response
    try:
        return view(request, **named)
    except Http404 as error:
        return refusal(404, "not_found", str(error))
    except BadRequest as error:
        return refusal(400, "bad_request", str(error))


def refusal(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)


@endpoint
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    """jobs/{job_id}: one posting; `include=description` adds its text. Queries: posting, places."""
    with_description = "description" in request.GET.get("include", "").split(",")
    beside = ("company", "source", "content", "city", "region", "country", "department")
    unread = ["content__html", "content__facts"] + ([] if with_description else ["content__text"])
    posting = find(Posting.objects.select_related(*beside).defer(*unread), "job", job_id=job_id)
    places = posting.places.select_related("city", "region", "country").order_by("position")
    return record(job_record(posting, places, with_description))


@endpoint
def job_events(request: HttpRequest, job_id: str) -> HttpResponse:
    """jobs/{job_id}/events: what happened to a posting, newest first; `limit` of them."""
    limit = limit_in(request)
    posting = find(Posting.objects.select_related("company", "source"), "job", job_id=job_id)
    events = [event_record(event, posting) for event in posting.events.order_by("-id")[:limit]]
    return JsonResponse({"data": events, "meta": {"count": len(events), "limit": limit}})


@endpoint
def org(request: HttpRequest, org_id: UUID) -> HttpResponse:
    """orgs/{org_id}: one company."""
    company = find(Company.objects.annotate(board_count=Count("sources")), "org", org_id=org_id)
    return record(org_record(company, company.board_count))


@endpoint
def source(request: HttpRequest, source_id: UUID) -> HttpResponse:
    """sources/{source_id}: one board. Queries: source, open postings."""
    found = find(Source.objects.select_related("company"), "source", source_id=source_id)
    return record(source_record(found, Posting.objects.open().on(found).count()))


@endpoint
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    raise Http404("There is nothing at this address of the API.")


def record(data: dict) -> JsonResponse:
    return JsonResponse({"data": data})


def find(rows: QuerySet, name: str, **key: object) -> Model:
    found = rows.filter(**key).first()
    if found is None:
        raise Http404(f"There is no {name} with this id.")
    return found


def limit_in(request: HttpRequest) -> int:
    """`limit` as asked for, at most LARGEST_LIMIT."""
    text = request.GET.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise BadRequest(f"limit must be a whole number from 1 to {LARGEST_LIMIT}, not {text[:40]!r}.")
    return min(int(text), LARGEST_LIMIT)


urlpatterns = [
    path("jobs/<str:job_id>", job),
    path("jobs/<str:job_id>/events", job_events),
    path("orgs/<uuid:org_id>", org),
    path("sources/<uuid:source_id>", source),
    path("<path:rest>", nothing),
    path("", nothing, {"rest": ""}),
]
