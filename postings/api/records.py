"""Companies, boards and events as records: the field names and shapes that existing clients read.

"Not stated" is null. A moment is ISO 8601 in UTC with milliseconds. Fields that other services
of this shape do not have stand last in each record.
"""

from datetime import datetime
from typing import Any

from django.conf import settings

from companies.models import Company, Source
from postings.models import Event
from postings.structure import moment

EVENT_SCHEMA_VERSION = "1"


def org_record(company: Company, board_count: int) -> dict[str, Any]:
    """A company. Its name is a candidate until an admin has settled it."""
    return {
        "org_id": str(company.org_id),
        "display_name": company.name,
        "canonical_name": company.name,
        "normalization_status": "candidate" if company.follows_board else "confirmed",
        "confidence": None if company.follows_board else 1.0,
        "board_count": board_count,
        "aliases": company.aliases,
        "domain": company.domain or None,
        "slug": company.slug,
        "url": f"{settings.SITE_URL}{company.get_absolute_url()}",
    }


def source_record(source: Source, active_job_count: int) -> dict[str, Any]:
    """A board, with its company loaded; no next crawl while it is paused."""
    return {
        "org_id": str(source.company.org_id),
        **board_fields(source),
        "provider_account_key": source.board,
        "url": source.url,
        "status": source.state,
        "active_job_count": active_job_count,
        "first_seen_at": moment(source.created_at),
        "last_crawled_at": time(source.last_tried_at),
        "next_crawl_after": moment(source.next_due_at) if source.state == Source.State.ACTIVE else None,
        "last_whole_crawl_at": time(source.last_whole_at),
        "failures": source.failures,
        "org_name": source.company.name,
        "org_slug": source.company.slug,
    }


def event_record(event: Event) -> dict[str, Any]:
    """A step of the life of a posting, which is loaded with its company and source."""
    posting, observed_at = event.posting, moment(event.observed_at)
    step = ":".join(filter(None, (event.type, event.field)))
    return {
        "event_id": str(event.id),
        "event_key": f"{posting.job_id}:{step}:{observed_at}",
        "event_schema_version": EVENT_SCHEMA_VERSION,
        "job_id": posting.job_id,
        "org_id": str(posting.company.org_id),
        **board_fields(posting.source),
        "event_type": event.type,
        "field_name": event.field or None,
        "old_value": event.old,
        "new_value": event.new,
        "observed_at": observed_at,
        "source_hash": event.source_hash,
        "metadata": event.metadata,
    }


def board_fields(source: Source) -> dict[str, Any]:
    """A source and its board are one here; clients know both names."""
    return {"source_id": str(source.source_id), "board_id": str(source.source_id), "provider": source.provider}


def time(at: datetime | None) -> str | None:
    return moment(at) if at else None
