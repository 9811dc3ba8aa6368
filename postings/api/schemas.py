"""What answers look like, for the OpenAPI document; the answers themselves are written without it.

tests/postings/api hold every answer against these.
"""

from typing import Any

from pydantic import BaseModel, Field

from postings.api.job_schema import Job, Record


class Org(Record):
    org_id: str
    display_name: str
    canonical_name: str
    normalization_status: str
    confidence: float | None
    board_count: int
    aliases: list[str]
    domain: str | None
    slug: str
    url: str


class Source(Record):
    org_id: str
    source_id: str
    board_id: str
    provider: str
    provider_account_key: str
    url: str
    status: str
    active_job_count: int
    first_seen_at: str
    last_crawled_at: str | None
    next_crawl_after: str | None
    last_whole_crawl_at: str | None
    failures: int
    org_name: str
    org_slug: str


class Event(Record):
    event_id: str
    event_key: str
    event_schema_version: str
    job_id: str
    org_id: str
    source_id: str
    board_id: str
    provider: str
    event_type: str
    field_name: str | None
    old_value: Any
    new_value: Any
    observed_at: str
    source_hash: str
    metadata: dict[str, Any]


class FacetValue(Record):
    value: str
    count: int
    slug: str = Field(description="Ours: what a filter takes to mean this value and no other of its name.")


class Stats(Record):
    jobs: int
    active_jobs: int
    expired_jobs: int
    new_jobs_24h: int
    closed_jobs_24h: int
    orgs: int
    sources: int
    providers: int
    last_event_id: str | None
    public_jobs_snapshot_lag_seconds: int
    generated_at: str


class Asked(Record):
    """One thing that was looked up, as it was asked for; data is null when it is not here."""

    input: dict[str, Any]


class FoundJob(Asked):
    data: Job | None


class FoundOrg(Asked):
    data: Org | None


class Meta(BaseModel):
    """Of a list. What does not apply is left out."""

    limit: int = 0
    count: int | None = None
    order: str | None = None
    next_cursor: str | None = None
    total_matching: int | None = None
    total_matching_capped: bool | None = None
    total_matching_unavailable: bool | None = None
    warnings: list[str] | None = None
    ignored: list[str] | None = None


class FacetMeta(BaseModel):
    field: str
    count: int
    limit: int
    values: int = Field(description="Ours: how many values there are in all.")
    not_stated: int = Field(description="Ours: how many jobs state none.")
    warnings: list[str] | None = None
    ignored: list[str] | None = None


class Endpoint(Record):
    endpoint_id: str
    url: str
    status: str
    paused_because: str | None
    created_at: str
    secret: str | None = Field(None, description="Told once, when it is made.")


class Subscription(Record):
    subscription_id: str
    endpoint_id: str
    job_id: str | None
    org_id: str | None
    filters: dict[str, Any] | None
    event_types: list[str]
    created_at: str


class Gone(Record):
    deleted: bool


class Error(Record):
    code: str
    message: str
    details: dict[str, Any]
    request_id: str


class Refusal(Record):
    error: Error


def one(record: Any) -> Any:
    return _envelope(record, f"One{record.__name__}", None)


def many(record: Any, meta: Any = Meta) -> Any:
    return _envelope(list[record], f"{record.__name__}List", meta)


def _envelope(data: Any, name: str, meta: Any) -> Any:
    columns = {"__annotations__": {"data": data} | ({"meta": meta} if meta else {}), "__module__": __name__}
    return type(name, (Record,), columns)
