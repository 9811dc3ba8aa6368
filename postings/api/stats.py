"""stats: how much there is. Exact; counted at most once a minute by each process."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from companies.models import Company, Source
from postings import tallies
from postings.api import freshness
from postings.api.envelopes import one
from postings.api.schemas import Stats
from postings.api.schemas import one as one_of
from postings.models import Entry, Event
from postings.structure import moment
from postings.vocabulary import EventType

DAY = timedelta(days=1)

router = Router(tags=["stats"])


@router.get("stats", response=one_of(Stats), summary="How much there is", operation_id="get_stats")
def stats(request: HttpRequest) -> HttpResponse:
    """Jobs as lists count them: copies of a posting are one job. Pages and events are written together: no lag."""
    minute = timezone.now().replace(second=0, microsecond=0)
    freshness.note(request, minute)
    return one(counted(minute))


@lru_cache(maxsize=1)
def counted(minute: datetime) -> dict[str, Any]:
    open_jobs = tallies.open_jobs()
    closed_jobs = Entry.objects.closed().count()
    lately = Event.objects.filter(posting__listed=True, observed_at__gte=minute - DAY).order_by()
    last = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return {
        "jobs": open_jobs + closed_jobs,
        "active_jobs": open_jobs,
        "expired_jobs": closed_jobs,
        "new_jobs_24h": lately.filter(type=EventType.CREATED).count(),
        "closed_jobs_24h": lately.filter(type=EventType.CLOSED).count(),
        "orgs": Company.objects.count(),
        "sources": Source.objects.count(),
        "providers": Source.objects.values("provider").distinct().count(),
        "last_event_id": str(last) if last else None,
        "public_jobs_snapshot_lag_seconds": 0,
        "generated_at": moment(minute.astimezone(UTC)),
    }
