"""What a job looks like, for the OpenAPI document."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """No field is left out, and none is told that is not here."""

    model_config = ConfigDict(extra="forbid")


class Place(Record):
    country: str | None
    region: str | None
    city: str | None


class EventFields(Record):
    content_hash: str
    source_hash: str
    last_changed_at: str
    active_status: str


class Job(Record):
    """A posting. Which fields are told depends on `fields` and `include`; `null` is "not stated"."""

    job_id: str = Field(pattern="^[0-9a-f]{40}$")
    org_id: str = ""
    source_id: str = ""
    board_id: str = ""
    provider: str = ""
    provider_job_key: str = ""
    title: str = ""
    normalized_title: str | None = None
    status: str = Field("", description="active or expired")
    active: bool = True
    location_text: str | None = None
    country: str | None = None
    region: str | None = None
    city: str | None = None
    department: str | None = None
    team: str | None = None
    employment_type: str | None = None
    workplace_type: str | None = None
    remote_policy: str | None = None
    salary_raw: str | None = None
    salary_min: float | None = None
    salary_max: float | None = None
    salary_currency: str | None = None
    salary_period: str | None = None
    source_url: str = ""
    apply_url: str | None = None
    first_seen_at: str = ""
    last_seen_at: str = ""
    last_checked_at: str | None = None
    last_changed_at: str = ""
    inactive_at: str | None = None
    source_posted_at: str | None = None
    source_updated_at: str | None = None
    raw_payload_uri: str = ""
    event_fields: EventFields | None = None
    parsed_structured: dict[str, Any] = {}
    extensions: dict[str, Any] = {}
    native_structured: Any = None
    description_text: str | None = Field(None, description="Only with include=description.")
    org_name: str = Field("", description="Ours, as is all that follows: the company's name.")
    org_slug: str = ""
    org_domain: str | None = None
    url: str = Field("", description="Its page on this site.")
    seniority: str | None = None
    job_function: str | None = None
    language: str | None = None
    missing_since: str | None = Field(None, description="Absent from the last reading of its board, not yet closed.")
    duplicates_of: str | None = Field(None, description="job_id of the posting that lists show in its stead.")
    duplicates: list[str] = Field([], description="job_ids of its copies, which lists leave out.")
    places: list[Place] = []
    eligible: Any = Field(None, description="Where one may live, when the posting says so.")
    evidence: dict[str, Any] = Field({}, description="By fact: the field it stands in or the words it was read from.")
