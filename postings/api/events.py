"""events/search, and the events of one job. Ids rise in the order in which events come to be seen."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from postings.api import freshness
from postings.api.cursors import EVENTS
from postings.api.envelopes import many
from postings.api.kinds import EventId, Limit, Listed, Moment, Text, any_of, one_of
from postings.api.names import ignored
from postings.api.queries import DEFAULT_LIMIT, LARGEST_LIMIT
from postings.api.records import event_record
from postings.api.schemas import Event as EventSchema
from postings.api.schemas import many as list_of
from postings.api.uuids import uuids
from postings.models import Event
from postings.vocabulary import EventType

NEWEST, OLDEST = "newest", "oldest"

router = Router(tags=["events"])


class EventSearch(BaseModel):
    event_types: any_of(tuple(EventType.values)) = Field([], description="Only these.")
    job_ids: Listed = Field([], description="Of these jobs.")
    org_ids: Listed = Field([], description="Of these companies.")
    source_ids: Listed = Field([], description="Of these boards.")
    provider: Listed = Field([], description="Of boards at these providers.")
    observed_after: Moment = Field(None, description="Seen at this moment or later.")
    observed_before: Moment = Field(None, description="Seen earlier.")
    order: one_of((NEWEST, OLDEST)) = Field("", description="newest first (as when it is left out), or oldest first.")
    after_event_id: EventId = Field(
        "", description="Only what came after this event_id. With order=oldest: how to follow the stream."
    )
    limit: Limit = Field(DEFAULT_LIMIT, description=f"At most {LARGEST_LIMIT}, more are cut to that.")
    cursor: Text = Field(
        "", description="What meta.next_cursor of the page before said.", json_schema_extra={"pattern": EVENTS.pattern}
    )


@router.get(
    "events/search", response=list_of(EventSchema), summary="What happened, anywhere", operation_id="search_events"
)
def search(request: HttpRequest, asked: Query[EventSearch]) -> HttpResponse:
    """Newest first, or oldest first to follow the stream. `meta.last_event_id` is where to go on later."""
    limit = min(asked.limit, LARGEST_LIMIT)
    oldest_first = asked.order == OLDEST
    rows = narrowed(asked)
    if after := EVENTS.read(asked.cursor):
        rows = rows.filter(id__gt=after) if oldest_first else rows.filter(id__lt=after)
    found = list(rows.order_by("id" if oldest_first else "-id")[: limit + 1])
    events, more = found[:limit], len(found) > limit
    freshness.note(request, freshness.of_everything())
    return many(
        map(event_record, events),
        count=len(events),
        limit=limit,
        order=f"event_id_{'asc' if oldest_first else 'desc'}",
        next_cursor=EVENTS.text(events[-1].id) if more else None,
        last_event_id=last_id(events) or asked.after_event_id or None,
        **ignored(request, EventSearch),
    )


def last_id(events: list[Event]) -> str:
    return str(max(event.id for event in events)) if events else ""


def narrowed(asked: EventSearch) -> QuerySet[Event]:
    if names_nothing(asked.org_ids) or names_nothing(asked.source_ids):
        return Event.objects.none()
    several: dict[str, Any] = {
        "type__in": asked.event_types,
        "posting__job_id__in": asked.job_ids,
        "company__org_id__in": uuids(asked.org_ids),
        "source__source_id__in": uuids(asked.source_ids),
        "source__provider__in": asked.provider,
    }
    wanted = {name: values for name, values in several.items() if values}
    if asked.observed_after:
        wanted["observed_at__gte"] = asked.observed_after
    if asked.observed_before:
        wanted["observed_at__lt"] = asked.observed_before
    if asked.after_event_id:
        wanted["id__gt"] = int(asked.after_event_id)
    return told(Event.objects.filter(posting__listed=True, **wanted))


def names_nothing(ids: list[str]) -> bool:
    """Whether ids were asked for, and none of them can be one."""
    return bool(ids) and not uuids(ids)


def told(events: QuerySet[Event]) -> QuerySet[Event]:
    """With what a record needs, and no more."""
    return events.select_related("posting__company", "posting__source").only(
        *("id", "type", "field", "old", "new", "observed_at", "source_hash", "metadata"),
        *("posting__job_id", "posting__company__org_id", "posting__source__source_id", "posting__source__provider"),
    )


def of_posting(posting: int, limit: int) -> list[dict[str, Any]]:
    """What happened to one posting, newest first."""
    return list(map(event_record, told(Event.objects.filter(posting=posting)).order_by("-id")[:limit]))
