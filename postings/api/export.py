"""jobs/export.ndjson: a whole search, a job a line, newest first.

Which jobs is read once, 4 bytes a job; their rows follow as the reader takes them, so that no
transaction stays open while a slow one thinks. Every line ends with its own `cursor`: who was cut
off goes on after the last whole line.
"""

from array import array
from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router
from pydantic import Field

from postings.api import freshness
from postings.api.asking import Asked, asked_for
from postings.api.cursors import JOBS
from postings.api.job_records import jobs
from postings.api.kinds import Text
from postings.api.queries import AllFilters, Shown
from postings.querysets import Backwards
from postings.walks import HIGHEST

CHUNK = 200
FETCHED = 10_000
CONTENT_TYPE = "application/x-ndjson"

router = Router(tags=["jobs"])


class Export(AllFilters, Shown):
    cursor: Text = Field(
        "", description="The cursor of the last line that arrived whole.", json_schema_extra={"pattern": JOBS.pattern}
    )


LINES = {"200": {"description": "A job a line.", "content": {CONTENT_TYPE: {"schema": {"type": "string"}}}}}


@router.get(
    "jobs/export.ndjson",
    summary="All jobs that fit, a line each",
    operation_id="export_jobs",
    openapi_extra={"responses": LINES},
)
def export(request: HttpRequest, query: Query[Export]) -> HttpResponseBase:
    """Each line is a job as jobs/search tells it, with `cursor`. `x-total-count` says how many lines follow."""
    asked, after = asked_for(query), JOBS.read(query.cursor)
    ids = ids_after(asked, HIGHEST if after is None else after)
    is_read = request.method == "GET" and not request.api_is_head
    response = StreamingHttpResponse(lines(ids, query) if is_read else [], content_type=CONTENT_TYPE)
    response["x-total-count"] = str(len(ids))
    freshness.note(request, freshness.of(asked))
    return response


def ids_after(asked: Asked, after: int) -> array:
    entries = asked.entries().annotate(backwards=Backwards("posting")).filter(backwards__gt=-after)
    return array("i", entries.order_by("backwards").values_list("pk", flat=True).iterator(FETCHED))


def lines(ids: Sequence[int], shown: Shown) -> Iterator[bytes]:
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        told = jobs(chunk, shown.with_description, shown.fields_)
        yield b"".join(
            b'%b,"cursor":"%b"}\n' % (job[:-1], JOBS.text(id).encode())
            for id, job in zip(chunk, told.written, strict=True)
        )
