"""The four requests that every posting page prints: shapes, refusals, and what they cost."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db

API = "/job-postings/v1"
EARLIER = make.NOW - timedelta(days=3)
NOBODY = "00000000-0000-4000-8000-000000000000"


def data(client, path):
    response = client.get(f"{API}/{path}")
    assert response.status_code == 200
    assert set(response.json()) <= {"data", "meta"}
    return response.json()["data"]


def job(client, posting, query=""):
    return data(client, f"jobs/{posting.job_id}{query}")


def test_a_job_is_told_field_by_field(client, settings):
    source = make.source(company=make.company("Harbour Light"), board="harbourlight")
    posting = make.posting(
        "Boat Builder",
        [make.city("New York", "US", "NY"), make.country("DE")],
        source=source,
        key="k-1",
        location_text="New York, NY; Germany",
        department=make.department("Engineering"),
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
        "url": f"{settings.SITE_URL}/jobs/boat-builder-{posting.id}/",
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
        *("source_posted_at", "source_updated_at"),
    }


def test_the_description_comes_when_it_is_asked_for(client):
    posting = make.posting()
    assert "description_text" not in job(client, posting)
    assert job(client, posting, "?include=description")["description_text"] == make.TEXT
    assert job(client, posting, "?include=salary,description")["description_text"] == make.TEXT
    assert "description_text" not in job(client, posting, "?include=everything")


@pytest.mark.parametrize(("workplace_type", "policy"), [("remote", "remote"), ("on_site", None)])
def test_on_site_has_no_remote_policy(client, workplace_type, policy):
    assert job(client, make.posting(workplace_type=workplace_type))["remote_policy"] == policy


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
    response = client.get(f"{API}/jobs/{posting.job_id}/events")
    newest, oldest = response.json()["data"]
    assert response.json()["meta"] == {"count": 2, "limit": 25}
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


@pytest.mark.parametrize(("asked", "given"), [("1", 1), ("100", 100), ("101", 100), ("9" * 40, 100), ("07", 7)])
def test_a_limit_above_the_largest_is_the_largest(client, asked, given):
    posting = make.posting()
    assert client.get(f"{API}/jobs/{posting.job_id}/events?limit={asked}").json()["meta"]["limit"] == given


@pytest.mark.parametrize("asked", ["0", "-1", "ten", "1.5", "", "٣", "1 OR 1=1"])
def test_a_limit_that_is_no_number_is_named_back(client, asked):
    response = client.get(f"{API}/jobs/{make.posting().job_id}/events", {"limit": asked})
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "bad_request"
    assert repr(asked) in response.json()["error"]["message"]


@pytest.mark.parametrize(
    "path",
    [
        f"jobs/{'0' * 40}",
        f"jobs/{'0' * 40}/events",
        "jobs/<script>",
        f"orgs/{NOBODY}",
        "orgs/acme",
        f"sources/{NOBODY}",
        "nothing/of/the/kind",
        "",
    ],
)
def test_what_is_not_there_is_refused_in_json(client, path):
    response = client.get(f"{API}/{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert response.json()["error"]["code"] == "not_found"
    assert response.json()["error"]["message"].startswith("There is no")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_in_json_whatever_the_browser_sends_along(method):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"{API}/orgs/{NOBODY}")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["error"]["code"] == "method_not_allowed"


def test_any_page_of_any_site_may_ask(client):
    preflight = client.options(f"{API}/orgs/{NOBODY}")
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert preflight["Access-Control-Allow-Headers"] == "authorization, content-type, x-api-key"
    for response in (preflight, client.get(f"{API}/orgs/{NOBODY}"), client.post(f"{API}/orgs/{NOBODY}")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    path = f"{API}/jobs/{make.posting().job_id}"
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("jobs/{job}?include=description", 2),  # posting with all beside it, places
        ("jobs/{job}/events", 2),  # posting, events
        ("orgs/{org}", 1),
        ("sources/{source}", 2),  # source, number of open postings
    ],
)
def test_an_answer_costs_the_same_few_queries_however_much_there_is(client, django_assert_num_queries, path, queries):
    cities = [make.city(name) for name in ("Berlin", "Bonn", "Bremen")]
    posting = make.posting(places=cities, department=make.department())
    for field in ("title", "team", "places"):
        make.event(posting, "job.updated", field=field)
    ids = {"job": posting.job_id, "org": posting.company.org_id, "source": posting.source.source_id}
    with django_assert_num_queries(queries):
        client.get(f"{API}/{path.format(**ids)}")
