"""sources/{source_id}, sources/{source_id}/jobs."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from companies.models import Source
from postings.api import freshness
from postings.api.cursors import JOBS
from postings.api.envelopes import many_written, one
from postings.api.errors import not_here
from postings.api.job_records import jobs
from postings.api.kinds import Limit, Text, Uuid
from postings.api.names import ignored
from postings.api.queries import DEFAULT_LIMIT, LARGEST_LIMIT, Shown
from postings.api.records import source_record
from postings.api.schemas import Job
from postings.api.schemas import Source as SourceSchema
from postings.api.schemas import many as list_of
from postings.api.schemas import one as one_of
from postings.api.uuids import uuid_of
from postings.api.walking import ORDER
from postings.models import Posting

router = Router(tags=["sources"])


class SourceJobs(Shown):
    limit: Limit = Field(DEFAULT_LIMIT, description=f"At most {LARGEST_LIMIT}, more are cut to that.")
    cursor: Text = Field(
        "", description="What meta.next_cursor of the page before said.", json_schema_extra={"pattern": JOBS.pattern}
    )


@router.get("sources/{source_id}", response=one_of(SourceSchema), summary="One board", operation_id="get_source")
def source(request: HttpRequest, source_id: Uuid) -> HttpResponse:
    """How it is read, and how many open jobs it lists."""
    found = find(source_id)
    open_jobs = Posting.objects.open().on(found)
    freshness.note(request, found.created_at, found.last_tried_at, freshness.of_everything())
    return one(source_record(found, open_jobs.count()))


@router.get(
    "sources/{source_id}/jobs",
    response=list_of(Job),
    summary="The open jobs of a board",
    operation_id="get_source_jobs",
)
def source_jobs(request: HttpRequest, source_id: Uuid, asked: Query[SourceJobs]) -> HttpResponse:
    """All that the board lists, newest first, those that are copies of another posting too."""
    limit, after = min(asked.limit, LARGEST_LIMIT), JOBS.read(asked.cursor)
    found = find(source_id)
    listed = Posting.objects.open().on(found)
    beyond = listed if after is None else listed.filter(backwards__gt=-after)
    ids = list(beyond.order_by("backwards").values_list("pk", flat=True)[: limit + 1])
    told = jobs(ids[:limit], asked.with_description, asked.fields_)
    freshness.note(request, freshness.of_everything(), found.last_whole_at, told.changed_at)
    total = listed.count()
    return many_written(
        told.written,
        limit=limit,
        order=ORDER,
        next_cursor=JOBS.text(ids[limit - 1]) if len(ids) > limit else None,
        total_matching=total,
        total_matching_capped=False,
        total_matching_unavailable=False,
        **ignored(request, SourceJobs),
    )


def find(source_id: str) -> Source:
    found = Source.objects.select_related("company").filter(source_id=uuid_of(source_id)).first()
    if found is None:
        raise not_here("source")
    return found
