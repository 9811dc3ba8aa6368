"""The fields of a job, in their order, each as PostgreSQL tells it: "not stated" is null.

What other services of this shape do not have stands last.
"""

DESCRIPTION = "description_text"  # told only where it is asked for by itself
ADDRESS = "url"  # of its page: it is made of the title, and no column


def stated(column: str) -> str:
    return f"nullif({column}, '')"


def moment(value: str) -> str:
    """ISO 8601 with milliseconds and Z."""
    return f"""to_char({value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""


STATUS = "case when posting.active then 'active' else 'expired' end"
LAST_SEEN_AT = "coalesce(posting.last_seen_at, greatest(source.last_whole_at, posting.first_seen_at))"
CHANGED_AT = "greatest(posting.changed_at, source.last_whole_at, posting.last_seen_at)"  # the record, in any field
# Most jobs are in one place, whose names are joined already. Those of further places come one by one: joined to this,
# all three tables would be read through for each job.
PLACE = "json_build_object('country', {}, 'region', {}, 'city', {})"
FURTHER = PLACE.format(
    "(select name from postings_country where id = place.country_id)",
    "(select code from postings_region where id = place.region_id)",
    "(select name from postings_city where id = place.city_id)",
)
PLACES = f"""case when num_nonnulls(country.id, region.id, city.id) > 0 then array_prepend(
    {PLACE.format("country.name", "region.code", "city.name")},
    array(select {FURTHER} from postings_postingplace place
        where place.posting_id = posting.id and place.position > 0 order by place.position))
    else array[]::json[] end"""  # noqa: S608 -- constants of ours
COPIES = "array(select copy.job_id from postings_posting copy where copy.copy_of_id = posting.id order by copy.id)"
EVENT_FIELDS = f"""json_build_object('content_hash', posting.content_hash, 'source_hash', content.source_hash,
    'last_changed_at', {moment("posting.changed_at")}, 'active_status', {STATUS})"""

# Over the tables that postings/api/job_rows.py joins.
COLUMNS = {
    "job_id": "posting.job_id",
    "org_id": "company.org_id",
    "source_id": "source.source_id",
    "board_id": "source.source_id",  # a source and its board are one here; clients know both names
    "provider": "posting.provider",
    "provider_job_key": "posting.key",
    "title": "posting.title",
    "normalized_title": stated("posting.normalized_title"),
    "status": STATUS,
    "active": "posting.active",
    "location_text": stated("posting.location_text"),
    "country": "country.name",
    "region": "region.code",
    "city": "city.name",
    "department": "department.name",
    "team": stated("content.team"),
    "employment_type": stated("posting.employment_type"),
    "workplace_type": stated("posting.workplace_type"),
    "remote_policy": "case when posting.workplace_type in ('remote', 'hybrid') then posting.workplace_type end",
    "salary_raw": stated("content.salary_raw"),
    "salary_min": "trim_scale(posting.salary_min)",
    "salary_max": "trim_scale(posting.salary_max)",
    "salary_currency": stated("posting.salary_currency"),
    "salary_period": stated("posting.salary_period"),
    "source_url": "content.source_url",
    "apply_url": stated("content.apply_url"),
    "first_seen_at": moment("posting.first_seen_at"),
    "last_seen_at": moment(LAST_SEEN_AT),
    "last_checked_at": moment("source.last_whole_at"),
    "last_changed_at": moment("posting.changed_at"),
    "inactive_at": moment("posting.closed_at"),
    "source_posted_at": moment("posting.posted_at"),
    "source_updated_at": moment("content.source_updated_at"),
    "raw_payload_uri": "content.payload_key",
    "event_fields": EVENT_FIELDS,
    "parsed_structured": "unpacked.parsed",
    "extensions": "content.extensions",
    "native_structured": "content.native_structured",
    DESCRIPTION: stated("content.text"),
    "org_name": "company.name",
    "org_slug": "company.slug",
    "org_domain": stated("company.domain"),
    "seniority": stated("posting.seniority"),
    "job_function": stated("posting.job_function"),
    "language": stated("posting.language"),
    "missing_since": moment("posting.missing_since"),
    "duplicates_of": "lead.job_id",
    "duplicates": COPIES,
    "places": PLACES,
    "eligible": "unpacked.parsed -> 'eligible'",
    "evidence": "coalesce(unpacked.parsed -> 'evidence', '{}')",
}
FIELDS = (*COLUMNS, ADDRESS)
