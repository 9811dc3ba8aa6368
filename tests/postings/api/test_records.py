"""What a job, a company, a board and an event are told as: names, types and null."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests import make
from tests.postings.api.asking import data, told

pytestmark = pytest.mark.django_db

EARLIER = make.NOW - timedelta(days=3)


def job(client, posting, **query):
    return data(client, f"jobs/{posting.job_id}", **query)


def test_a_job_is_told_field_by_field(client, settings):
    source = make.source(company=make.company("Harbour Light"), board="harbourlight")
    posting = make.posting(
        "Boat Builder",
        [make.city("New York", "US", "NY"), make.country("DE")],
        source=source,
        key="k-1",
        location_text="New York, NY; Germany",
        department=make.department("Engineering"),
        job_function="other",
        employment_type="full_time",
        workplace_type="hybrid",
        salary_min=Decimal("90000.00"),
        salary_max=Decimal("120000.50"),
        salary_currency="USD",
        salary_period="year",
        first_seen_at=EARLIER,
        changed_at=EARLIER,
        posted_at=datetime(2026, 5, 7, 13, 42, 39, 865999, UTC),
        content={
            "team": "Hulls",
            "salary_raw": "$90k to $120k",
            "parsed_structured": {"language": "en"},
            "native_structured": {"id": "k-1", "müde": [1, None]},
            "extensions": {"x": 1},
        },
    )
    assert job(client, posting) == {
        "job_id": posting.job_id,
        "org_id": str(source.company.org_id),
        "source_id": str(source.source_id),
        "board_id": str(source.source_id),
        "provider": "lever",
        "provider_job_key": "k-1",
        "title": "Boat Builder",
        "normalized_title": None,
        "status": "active",
        "active": True,
        "location_text": "New York, NY; Germany",
        "country": "United States",
        "region": "NY",
        "city": "New York",
        "department": "Engineering",
        "team": "Hulls",
        "employment_type": "full_time",
        "workplace_type": "hybrid",
        "remote_policy": "hybrid",
        "salary_raw": "$90k to $120k",
        "salary_min": 90000,
        "salary_max": 120000.5,
        "salary_currency": "USD",
        "salary_period": "year",
        "source_url": "https://lever.example/harbourlight/k-1",
        "apply_url": "https://lever.example/harbourlight/k-1/apply",
        "first_seen_at": "2026-06-03T07:56:15.191Z",
        "last_seen_at": "2026-06-06T07:56:15.191Z",
        "last_checked_at": "2026-06-06T07:56:15.191Z",
        "last_changed_at": "2026-06-03T07:56:15.191Z",
        "inactive_at": None,
        "source_posted_at": "2026-05-07T13:42:39.865Z",
        "source_updated_at": None,
        "raw_payload_uri": "raw/provider=lever/board=harbourlight/date=2026-06-06/answer.json.zst",
        "event_fields": {
            "content_hash": posting.content_hash,
            "source_hash": posting.content.source_hash,
            "last_changed_at": "2026-06-03T07:56:15.191Z",
            "active_status": "active",
        },
        "parsed_structured": {"language": "en"},
        "extensions": {"x": 1},
        "native_structured": {"id": "k-1", "müde": [1, None]},
        "org_name": "Harbour Light",
        "org_slug": "harbour-light",
        "org_domain": None,
        "url": f"{settings.SITE_URL}/jobs/boat-builder-{posting.id}/",
        "seniority": None,
        "job_function": "other",
        "language": None,
        "missing_since": None,
        "duplicates_of": None,
        "duplicates": [],
        "eligible": None,
        "evidence": {},
        "places": [
            {"country": "United States", "region": "NY", "city": "New York"},
            {"country": "Germany", "region": None, "city": None},
        ],
    }


def test_what_a_posting_does_not_state_is_null(client):
    told = job(client, make.posting(content={"apply_url": ""}))
    unstated = {name for name, value in told.items() if value is None}
    assert unstated == {
        *("normalized_title", "location_text", "country", "region", "city", "department", "team"),
        *("employment_type", "workplace_type", "remote_policy", "apply_url", "inactive_at"),
        *("salary_raw", "salary_min", "salary_max", "salary_currency", "salary_period"),
        *("source_posted_at", "source_updated_at", "org_domain", "seniority", "job_function", "language"),
        *("missing_since", "duplicates_of", "eligible"),
    }


def test_the_description_comes_when_it_is_asked_for(client):
    posting = make.posting()
    assert "description_text" not in job(client, posting)
    assert job(client, posting, include="description")["description_text"] == make.TEXT
    assert job(client, posting, include="salary,description")["description_text"] == make.TEXT
    assert "description_text" not in job(client, posting, include="everything")


@pytest.mark.parametrize(("workplace_type", "policy"), [("remote", "remote"), ("on_site", None)])
def test_on_site_has_no_remote_policy(client, workplace_type, policy):
    assert job(client, make.posting(workplace_type=workplace_type))["remote_policy"] == policy


@pytest.mark.parametrize("path", ["jobs/search", "jobs/{0.job_id}", "sources/{0.source.source_id}/jobs"])
def test_fields_asks_for_less_and_the_id_comes_along(client, path):
    posting = make.posting("Nurse")
    found = data(client, path.format(posting), fields="title,places")
    assert (found[0] if isinstance(found, list) else found) == {
        "job_id": posting.job_id,
        "title": "Nurse",
        "places": [],
    }


def test_a_copy_names_the_job_that_lists_show_and_is_named_by_it(client):
    source = make.source()
    lead, copy = make.posting("Nurse", source=source), make.posting("Nurse", source=source)
    assert job(client, copy)["duplicates_of"] == lead.job_id
    assert [(found["job_id"], found["duplicates"]) for found in data(client, "jobs/search")] == [
        (lead.job_id, [copy.job_id])
    ]
    assert len(data(client, f"sources/{source.source_id}/jobs")) == 2


def test_a_closed_job_is_expired_and_was_last_seen_before_it_went(client):
    told = job(client, make.posting(active=False, last_seen_at=EARLIER, closed_at=make.NOW))
    assert (told["status"], told["active"]) == ("expired", False)
    assert told["inactive_at"] == "2026-06-06T07:56:15.191Z"
    assert told["last_seen_at"] == "2026-06-03T07:56:15.191Z"
    assert told["last_checked_at"] == "2026-06-06T07:56:15.191Z"
    assert told["event_fields"]["active_status"] == "expired"


def test_a_missing_job_is_active_but_not_seen_by_the_last_crawl(client):
    told = job(client, make.posting(missing_since=make.NOW, last_seen_at=EARLIER))
    assert told["status"] == "active"
    assert told["last_seen_at"] == "2026-06-03T07:56:15.191Z"


def test_a_company_is_told_with_the_number_of_its_boards(client, settings):
    company = make.company("Harbour Light", aliases=["Harbor Light, Inc."], domain="harbourlight.example")
    make.source(company=company)
    make.source(company=company)
    assert data(client, f"orgs/{company.org_id}") == {
        "org_id": str(company.org_id),
        "display_name": "Harbour Light",
        "canonical_name": "Harbour Light",
        "normalization_status": "candidate",
        "confidence": None,
        "board_count": 2,
        "aliases": ["Harbor Light, Inc."],
        "domain": "harbourlight.example",
        "slug": "harbour-light",
        "url": f"{settings.SITE_URL}/companies/harbour-light/",
    }


def test_a_name_that_an_admin_settled_is_confirmed(client):
    company = make.company(follows_board=False)
    told = data(client, f"orgs/{company.org_id}")
    assert (told["normalization_status"], told["confidence"]) == ("confirmed", 1.0)


def test_a_source_is_told_with_its_schedule_and_its_open_jobs(client):
    source = make.source(board="harbourlight", next_due_at=make.NOW + timedelta(hours=12), failures=1)
    make.posting(source=source)
    make.posting(source=source, active=False)
    assert data(client, f"sources/{source.source_id}") == {
        "org_id": str(source.company.org_id),
        "source_id": str(source.source_id),
        "board_id": str(source.source_id),
        "provider": "lever",
        "provider_account_key": "harbourlight",
        "url": "https://lever.example/harbourlight",
        "status": "active",
        "active_job_count": 1,
        "first_seen_at": "2026-06-06T07:56:15.191Z",
        "last_crawled_at": "2026-06-06T07:56:15.191Z",
        "next_crawl_after": "2026-06-06T19:56:15.191Z",
        "last_whole_crawl_at": "2026-06-06T07:56:15.191Z",
        "failures": 1,
        "org_name": source.company.name,
        "org_slug": source.company.slug,
    }


def test_a_paused_source_that_was_never_visited_has_neither_a_last_nor_a_next_crawl(client):
    source = make.source(state="paused", last_tried_at=None, last_whole_at=None)
    told = data(client, f"sources/{source.source_id}")
    assert told["status"] == "paused"
    assert told["last_crawled_at"] is told["next_crawl_after"] is told["last_whole_crawl_at"] is None


def test_the_events_of_a_job_are_told_newest_first(client):
    posting = make.posting()
    created = make.event(posting)
    updated = make.event(posting, "job.updated", field="salary_min", old=None, new=90000.5)
    answer = told(client, f"jobs/{posting.job_id}/events")
    newest, oldest = answer["data"]
    assert answer["meta"] == {"count": 2, "limit": 25}
    assert newest == {
        "event_id": str(updated.id),
        "event_key": f"{posting.job_id}:job.updated:salary_min:2026-06-06T07:56:15.191Z",
        "event_schema_version": "1",
        "job_id": posting.job_id,
        "org_id": str(posting.company.org_id),
        "source_id": str(posting.source.source_id),
        "board_id": str(posting.source.source_id),
        "provider": "lever",
        "event_type": "job.updated",
        "field_name": "salary_min",
        "old_value": None,
        "new_value": 90000.5,
        "observed_at": "2026-06-06T07:56:15.191Z",
        "source_hash": posting.content.source_hash,
        "metadata": {},
    }
    assert oldest["event_id"] == str(created.id)
    assert oldest["field_name"] is None
