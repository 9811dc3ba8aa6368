"""Our rows as the API's records: the field names and shapes that existing clients read.

"Not stated" is null. A moment is ISO 8601 in UTC with milliseconds. Fields that other services
of this shape do not have stand last in each record.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings

from companies.models import Company, Source
from postings.models import Event, Posting, PostingPlace
from postings.normalise.facts import number
from postings.record import event_fields
from postings.status import last_seen
from postings.structure import moment, remote_policy

EVENT_SCHEMA_VERSION = "1"


def job_record(posting: Posting, places: Iterable[PostingPlace], with_description: bool) -> dict[str, Any]:
    """A posting, with its company, source, content and primary place loaded."""
    content, source, company = posting.content, posting.source, posting.company
    record = {
        "job_id": posting.job_id,
        "org_id": company.org_id,
        **board_fields(source),
        "provider_job_key": posting.key,
        "title": posting.title,
        "normalized_title": posting.normalized_title or None,
        "status": "active" if posting.active else "expired",
        "active": posting.active,
        "location_text": posting.location_text or None,
        **place_fields(posting),
        "department": posting.department.name if posting.department_id else None,
        "team": content.team or None,
        "employment_type": posting.employment_type or None,
        "workplace_type": posting.workplace_type or None,
        "remote_policy": remote_policy(posting.workplace_type),
        "salary_raw": content.salary_raw or None,
        "salary_min": number(posting.salary_min),
        "salary_max": number(posting.salary_max),
        "salary_currency": posting.salary_currency or None,
        "salary_period": posting.salary_period or None,
        "source_url": content.source_url,
        "apply_url": content.apply_url or None,
        "first_seen_at": moment(posting.first_seen_at),
        "last_seen_at": time(last_seen(posting, source)),
        "last_checked_at": time(source.last_whole_at),
        "last_changed_at": moment(posting.changed_at),
        "inactive_at": time(posting.closed_at),
        "source_posted_at": time(posting.posted_at),
        "source_updated_at": time(content.source_updated_at),
        "raw_payload_uri": content.payload_key,
        "event_fields": event_fields(posting, content),
        "parsed_structured": content.parsed_structured,
        "extensions": content.extensions,
        "native_structured": content.native_structured,
        "org_name": company.name,
        "org_slug": company.slug,
        "url": f"{settings.SITE_URL}{posting.get_absolute_url()}",
        "places": [place_fields(place) for place in places],
    }
    if with_description:
        record["description_text"] = content.text or None
    return record


def board_fields(source: Source) -> dict[str, Any]:
    """A source and its board are one here; clients know both names."""
    return {"source_id": source.source_id, "board_id": source.source_id, "provider": source.provider}


def place_fields(place: Posting | PostingPlace) -> dict[str, str | None]:
    """The country by its name, the region by its code."""
    return {
        "country": place.country.name if place.country_id else None,
        "region": place.region.code if place.region_id else None,
        "city": place.city.name if place.city_id else None,
    }


def org_record(company: Company, board_count: int) -> dict[str, Any]:
    """A company. Its name is a candidate until an admin has settled it."""
    return {
        "org_id": company.org_id,
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
        "org_id": source.company.org_id,
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


def event_record(event: Event, posting: Posting) -> dict[str, Any]:
    """A step of the life of `posting`, whose company and source are loaded."""
    observed_at = moment(event.observed_at)
    step = ":".join(filter(None, (event.type, event.field)))
    return {
        "event_id": str(event.id),
        "event_key": f"{posting.job_id}:{step}:{observed_at}",
        "event_schema_version": EVENT_SCHEMA_VERSION,
        "job_id": posting.job_id,
        "org_id": posting.company.org_id,
        **board_fields(posting.source),
        "event_type": event.type,
        "field_name": event.field or None,
        "old_value": event.old,
        "new_value": event.new,
        "observed_at": observed_at,
        "source_hash": event.source_hash,
        "metadata": event.metadata,
    }


def time(at: datetime | None) -> str | None:
    return moment(at) if at else None
