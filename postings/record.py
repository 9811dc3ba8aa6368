"""The full job record: every field by the name that the API gives it, in the seed page's order."""

from datetime import datetime
from typing import Any, NamedTuple

from companies.models import Source
from postings.models import Posting, PostingContent
from postings.status import last_seen
from postings.structure import moment, remote_policy


class Field(NamedTuple):
    """One row: a string, a number or a moment; None is "—". An http(s) `link` is followed."""

    label: str
    value: Any
    link: bool = False

    @property
    def is_moment(self) -> bool:
        return isinstance(self.value, datetime)


def full_record(posting: Posting, content: PostingContent, source: Source) -> list[Field]:
    return [
        Field("Job ID", posting.job_id),
        Field("Org ID", posting.company.org_id),
        Field("Source ID", source.source_id),
        Field("Board ID", source.source_id),
        Field("Provider", posting.provider),
        Field("Provider Job Key", posting.key),
        Field("Title", posting.title),
        Field("Normalized Title", posting.normalized_title),
        Field("Status", "active" if posting.active else "expired"),
        Field("Active", "yes" if posting.active else "no"),
        Field("Location Text", posting.location_text),
        Field("Department", posting.department.name if posting.department_id else None),
        Field("Team", content.team),
        Field("Employment Type", posting.employment_type),
        Field("Workplace Type", posting.workplace_type),
        Field("Remote Policy", remote_policy(posting.workplace_type)),
        Field("Country", posting.country.name if posting.country_id else None),
        Field("Region", posting.region.code if posting.region_id else None),
        Field("City", posting.city.name if posting.city_id else None),
        Field("Salary Raw", content.salary_raw),
        Field("Salary Min", posting.salary_min),
        Field("Salary Max", posting.salary_max),
        Field("Salary Currency", posting.salary_currency),
        Field("Salary Period", posting.salary_period),
        Field("Source URL", content.source_url, link=True),
        Field("Apply URL", content.apply_url, link=posting.active),
        Field("First Seen At", posting.first_seen_at),
        Field("Last Seen At", last_seen(posting, source)),
        Field("Last Checked At", source.last_whole_at),
        Field("Last Changed At", posting.changed_at),
        Field("Inactive At", posting.closed_at),
        Field("Source Posted At", posting.posted_at),
        Field("Source Updated At", content.source_updated_at),
        Field("Raw Payload Uri", content.payload_key),
    ]


def event_fields(posting: Posting, content: PostingContent) -> dict[str, str]:
    """What an event of this posting carries."""
    return {
        "content_hash": posting.content_hash,
        "source_hash": content.source_hash,
        "last_changed_at": moment(posting.changed_at),
        "active_status": "active" if posting.active else "expired",
    }
