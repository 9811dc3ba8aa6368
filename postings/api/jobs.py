"""jobs/search, jobs/{job_id}, jobs/{job_id}/events."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from postings.api import freshness
from postings.api.asking import asked_for
from postings.api.cursors import JOBS
from postings.api.envelopes import many, many_written, one_written
from postings.api.errors import not_here
from postings.api.events import of_posting
from postings.api.job_records import jobs
from postings.api.kinds import JobId, Limit
from postings.api.names import ignored
from postings.api.queries import DEFAULT_LIMIT, LARGEST_LIMIT, Search, SearchBody, Shown
from postings.api.schemas import Event, Job
from postings.api.schemas import many as list_of
from postings.api.schemas import one as one_of
from postings.api.walking import ORDER, page, totals
from postings.models import Posting

router = Router(tags=["jobs"])
EVERYTHING = SearchBody()  # what an empty body asks for


@router.get("jobs/search", response=list_of(Job), summary="Jobs that fit, newest first", operation_id="search_jobs")
def search(request: HttpRequest, asked: Query[Search]) -> HttpResponse:
    """The total is exact; walk on with `meta.next_cursor`."""
    return found(request, asked)


@router.post(
    "jobs/search", response=list_of(Job), summary="The same, asked in JSON", operation_id="search_jobs_by_body"
)
def search_by_body(request: HttpRequest, body: SearchBody = EVERYTHING) -> HttpResponse:
    """The same names as in the query string; several values as an array."""
    return found(request, body)


def found(request: HttpRequest, query: Search) -> HttpResponse:
    """Queries: the values asked for, the page, its rows, the total."""
    after = JOBS.read(query.cursor)
    asked = asked_for(query)
    limit = min(query.limit, LARGEST_LIMIT)
    here = page(asked, after, limit)
    told = jobs(here.ids, query.with_description, query.fields_)
    freshness.note(request, told.changed_at, freshness.of(asked))
    return many_written(
        told.written,
        limit=limit,
        order=ORDER,
        next_cursor=here.next_cursor,
        **totals(asked, query.include_total),
        **asked.told(),
        **ignored(request, Search),
    )


@router.get("jobs/{job_id}", response=one_of(Job), summary="One job", operation_id="get_job")
def job(request: HttpRequest, job_id: JobId, shown: Query[Shown]) -> HttpResponse:
    """Open or closed."""
    posting = find(job_id)
    told = jobs([posting.id], shown.with_description, shown.fields_)
    freshness.note(request, told.changed_at)
    return one_written(told.written[0])


class EventsAsked(BaseModel):
    limit: Limit = Field(DEFAULT_LIMIT, description=f"At most {LARGEST_LIMIT}, more are cut to that.")


@router.get(
    "jobs/{job_id}/events", response=list_of(Event), summary="What happened to a job", operation_id="get_job_events"
)
def job_events(request: HttpRequest, job_id: JobId, asked: Query[EventsAsked]) -> HttpResponse:
    """Newest first."""
    limit = min(asked.limit, LARGEST_LIMIT)
    posting = find(job_id)
    events = of_posting(posting.id, limit)
    freshness.note(request, posting.changed_at, posting.closed_at)
    return many(events, count=len(events), limit=limit, **ignored(request, EventsAsked))


def find(job_id: str) -> Posting:
    posting = Posting.objects.filter(job_id=job_id[:100]).only("id", "changed_at", "closed_at").first()
    if posting is None:
        raise not_here("job")
    return posting
