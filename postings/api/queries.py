"""What a search may ask: the names of the API, and those of the site's own addresses beside them."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from postings.api.cursors import JOBS
from postings.api.job_fields import FIELDS
from postings.api.kinds import Amount, Limit, Listed, Moment, Text, Texts, Truth, any_of, one_of
from postings.selection import POSTED
from postings.slices import DIMENSIONS
from postings.vocabulary import EmploymentType, WorkplaceType

DEFAULT_LIMIT, LARGEST_LIMIT = 25, 100
UNKNOWN = ("unknown",)
STATUSES = ("active", "expired", "open", "closed", "all")

named = "by name, code or slug; several are alternatives, unknown is what is not stated"


def or_null(schema: dict[str, Any]) -> None:
    """In JSON, null is nothing sent: some languages write it for every name that they leave out."""
    for name, kind in schema["properties"].items():
        if name not in ("limit", *schema.get("required", ())):
            schema["properties"][name] = {"anyOf": [kind, {"type": "null"}]}


def search_schema(schema: dict[str, Any]) -> None:
    or_null(schema)
    schema["not"] = {"required": ["status", "active"]}


class Body(BaseModel):
    """What is sent as JSON: no name that is not known."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=or_null)

    @model_validator(mode="before")
    @classmethod
    def null_is_missing(cls, sent: Any) -> Any:
        """Where something must be sent."""
        if not isinstance(sent, dict):
            return sent
        needed = {name for name, field in cls.model_fields.items() if field.is_required()}
        return {name: value for name, value in sent.items() if value is not None or name not in needed}


class Filters(BaseModel):
    """What narrows jobs. Names narrow one another; several values of one name are alternatives."""

    model_config = ConfigDict(populate_by_name=False)

    q: Text = Field("", description="Words of title, department or company: all of them, “a phrase”, -without, or.")
    title: Text = Field("", description="Words that all stand in the title; a phrase, - and or as in q.")
    active: Truth = Field(None, description="true: open jobs. false: closed ones. Not together with status.")
    status: one_of(STATUSES) = Field(
        "",
        description="active (as when it is left out) or open; expired or closed; all. active=true and active=false "
        "are read as well, alone: status and active exclude one another.",
    )
    location: Texts = Field([], description="A place: city, region or country, or words of the board's own text.")
    location_text: Texts = Field([], description="Found inside the board's own text of the location.")
    city: Texts = Field([], description=f"Cities, {named}.")
    region: Texts = Field([], description=f"Regions, {named}: WA.")
    country: Texts = Field([], description=f"Countries, {named}: United States.")
    department: Texts = Field([], description="Departments by name or slug.")
    workplace_type: any_of((*WorkplaceType.values, *UNKNOWN)) = Field([], description="How one works.")
    employment_type: any_of((*EmploymentType.values, *UNKNOWN)) = Field([], description="How one is employed.")
    provider: Listed = Field([], description="ATS providers: greenhouse.")
    org_ids: Listed = Field([], description="Companies by their org_id.")
    source_ids: Listed = Field([], description="Boards by their source_id.")
    provider_account_keys: Listed = Field([], description="Boards by their token at the provider: spotify.")
    salary_min: Amount = Field(None, description="Pays at least this a year at the upper end, in its own currency.")
    salary_max: Amount = Field(None, description="Pays at most this a year at the lower end.")
    salary_exists: Truth = Field(None, description="true: pay is stated. false: it is not.")
    posted_after: Moment = Field(None, description="source_posted_at is this moment or later.")
    posted_before: Moment = Field(None, description="source_posted_at is earlier.")
    updated_after: Moment = Field(None, description="source_updated_at is this moment or later.")
    updated_before: Moment = Field(None, description="source_updated_at is earlier.")
    changed_after: Moment = Field(None, description="last_changed_at is this moment or later.")
    changed_before: Moment = Field(None, description="last_changed_at is earlier.")
    first_seen_after: Moment = Field(None, description="first_seen_at is this moment or later.")
    first_seen_before: Moment = Field(None, description="first_seen_at is earlier.")
    company: Texts = Field([], description="Companies by slug or name, as the site's addresses have it.")
    function: Listed = Field([], description="What the job is for: engineering.")
    seniority: Listed = Field([], description="Levels: senior.")
    currency: Listed = Field([], description="Currencies of pay: EUR.")
    work_model: Listed = Field([], description="workplace_type as the site's addresses have it: on-site.")
    employment: Listed = Field([], description="employment_type as the site's addresses have it: full-time.")
    unstated_pay: one_of(("0", "1")) = Field("", description="1, with salary_min: those that state no pay as well.")
    posted: one_of(tuple(POSTED)) = Field("", description="No older than this, by full hours.")

    @model_validator(mode="after")
    def status_or_active(self) -> Any:
        if self.status and self.active is not None:
            raise PydanticCustomError("value", "status and active exclude one another: send one of them.")
        return self


def exclusions() -> dict[str, Any]:
    return {
        f"not_{name}": (Texts, Field([], alias=f"-{name}", description=f"Without these values of {name}."))
        for name in DIMENSIONS
    }


AllFilters = create_model("AllFilters", __base__=Filters, **exclusions())


class Shown(BaseModel):
    """How jobs are told."""

    include: Listed = Field([], description="description adds description_text.")
    fields_: any_of(FIELDS) = Field([], alias="fields", description="Only these fields, and job_id.")

    @property
    def with_description(self) -> bool:
        return "description" in self.include or "description_text" in self.fields_


class Search(AllFilters, Shown):
    """A page of the jobs that fit, newest first."""

    include_total: Truth = Field(None, description="false leaves out total_matching.")
    limit: Limit = Field(DEFAULT_LIMIT, description=f"Jobs a page: at most {LARGEST_LIMIT}, more are cut to that.")
    cursor: Text = Field(
        "",
        description="What meta.next_cursor of the page before said.",
        json_schema_extra={"pattern": JOBS.pattern},
    )


class SearchBody(Search, Body):
    """The same as JSON. A name that is not known is an error here."""

    model_config = ConfigDict(json_schema_extra=search_schema)
