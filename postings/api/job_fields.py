"""The fields of a job, in their order, and how a row is told as those that are no JSON of its own."""

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings

from postings.normalise.facts import number
from postings.slugs import slug_of
from postings.structure import remote_policy

FIELDS = (
    *("job_id", "org_id", "source_id", "board_id", "provider", "provider_job_key", "title", "normalized_title"),
    *("status", "active", "location_text", "country", "region", "city", "department", "team", "employment_type"),
    *("workplace_type", "remote_policy", "salary_raw", "salary_min", "salary_max", "salary_currency"),
    *("salary_period", "source_url", "apply_url", "first_seen_at", "last_seen_at", "last_checked_at"),
    *("last_changed_at", "inactive_at", "source_posted_at", "source_updated_at", "raw_payload_uri"),
    *("event_fields", "parsed_structured", "extensions", "native_structured", "description_text"),
    *("org_name", "org_slug", "org_domain", "url", "seniority", "job_function", "language", "missing_since"),
    *("duplicates_of", "duplicates", "places", "eligible", "evidence"),
)


class Row(NamedTuple):
    """The plain columns of postings/api/job_rows.py, in their order; moments are in UTC, without saying so."""

    id: int
    job_id: str
    org_id: str
    source_id: str
    provider: str
    key: str
    title: str
    normalized_title: str
    active: bool
    location_text: str
    country: str | None
    region: str | None
    city: str | None
    department: str | None
    team: str
    employment_type: str
    workplace_type: str
    salary_raw: str
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str
    salary_period: str
    source_url: str
    apply_url: str
    first_seen_at: datetime
    last_seen_at: datetime
    last_whole_at: datetime | None
    changed_at: datetime
    closed_at: datetime | None
    posted_at: datetime | None
    source_updated_at: datetime | None
    payload_key: str
    content_hash: str
    source_hash: str
    org_name: str
    org_slug: str
    org_domain: str
    seniority: str
    job_function: str
    language: str
    lead: str | None
    missing_since: datetime | None


def plain_fields(row: Row) -> dict[str, Any]:
    """ "Not stated" is null. The fields that other services of this shape do not have stand last."""
    status = "active" if row.active else "expired"
    changed_at = moment(row.changed_at)
    return {
        "job_id": row.job_id,
        "org_id": row.org_id,
        "source_id": row.source_id,
        "board_id": row.source_id,  # a source and its board are one here; clients know both names
        "provider": row.provider,
        "provider_job_key": row.key,
        "title": row.title,
        "normalized_title": row.normalized_title or None,
        "status": status,
        "active": row.active,
        "location_text": row.location_text or None,
        "country": row.country,
        "region": row.region,
        "city": row.city,
        "department": row.department,
        "team": row.team or None,
        "employment_type": row.employment_type or None,
        "workplace_type": row.workplace_type or None,
        "remote_policy": remote_policy(row.workplace_type),
        "salary_raw": row.salary_raw or None,
        "salary_min": number(row.salary_min),
        "salary_max": number(row.salary_max),
        "salary_currency": row.salary_currency or None,
        "salary_period": row.salary_period or None,
        "source_url": row.source_url,
        "apply_url": row.apply_url or None,
        "first_seen_at": moment(row.first_seen_at),
        "last_seen_at": moment(row.last_seen_at),
        "last_checked_at": moment(row.last_whole_at),
        "last_changed_at": changed_at,
        "inactive_at": moment(row.closed_at),
        "source_posted_at": moment(row.posted_at),
        "source_updated_at": moment(row.source_updated_at),
        "raw_payload_uri": row.payload_key,
        "event_fields": {
            "content_hash": row.content_hash,
            "source_hash": row.source_hash,
            "last_changed_at": changed_at,
            "active_status": status,
        },
        "org_name": row.org_name,
        "org_slug": row.org_slug,
        "org_domain": row.org_domain or None,
        "url": f"{settings.SITE_URL}/jobs/{slug_of(row.title)}-{row.id}/",
        "seniority": row.seniority or None,
        "job_function": row.job_function or None,
        "language": row.language or None,
        "missing_since": moment(row.missing_since),
        "duplicates_of": row.lead,
    }


def moment(at: datetime | None) -> str | None:
    """ISO 8601 with milliseconds and Z, of a moment in UTC that does not say so."""
    return f"{at.isoformat(timespec='milliseconds')}Z" if at else None
