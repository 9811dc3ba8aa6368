"""Jobs and companies by what others know of them."""

import pytest

from tests import make
from tests.postings.api.asking import API, NOBODY, data, refused, sent, told

pytestmark = pytest.mark.django_db

URL = "https://lever.example/harbourlight/k-1"


@pytest.fixture
def posting():
    company = make.company("Harbour Light", aliases=["Harbor Light, Inc."], domain="harbourlight.example")
    return make.posting("Boat Builder", source=make.source(company=company, board="harbourlight"), key="k-1")


@pytest.mark.parametrize(
    "query",
    [
        {"url": URL},
        {"url": f"{URL}/apply"},
        {"url": f"{URL}/?utm_source=x#top"},
        {"url": URL.replace("https", "http")},
        {"provider": "lever", "provider_job_key": "k-1"},
        {"provider_account_key": "harbourlight", "provider_job_key": "k-1"},
    ],
)
def test_a_job_is_found_by_its_url_and_by_its_providers_key(client, posting, query):
    (row,) = data(client, "jobs/lookup", **query)
    assert row["input"] == query
    assert row["data"]["job_id"] == posting.job_id


def test_many_are_looked_up_at_once_in_their_order(client, posting):
    asked = {
        "urls": ["https://nobody.example/", URL],
        "keys": [{"provider_job_key": "k-1"}],
        "job_ids": [posting.job_id],
    }
    rows = sent(client, "jobs/lookup", asked | {"include": "description"})["data"]
    assert [bool(row["data"]) for row in rows] == [True, False, True, True]
    assert rows[2]["data"]["description_text"] == make.TEXT


@pytest.mark.parametrize("url", ["", "nonsense", "https://[", "http://\u2028", "javascript:1"])
def test_what_is_no_url_finds_nothing(client, posting, url):
    assert [row["data"] for row in data(client, "jobs/lookup", url=url)] == ([None] if url else [])


@pytest.mark.parametrize(
    "query",
    [
        {"domain": "www.harbourlight.example"},
        {"slug": "harbour-light"},
        {"name": "harbour light"},
        {"name": "Harbor Light, Inc."},
        {"provider": "lever", "provider_account_key": "harbourlight"},
    ],
)
def test_a_company_is_found_by_what_is_known_of_it(client, posting, query):
    assert data(client, "orgs/lookup", **query)["slug"] == "harbour-light"


def test_many_companies_are_looked_up_at_once(client, posting):
    id = str(posting.company.org_id)
    assert "org_ids is missing" in sent(client, "orgs/batch_lookup", {"org_ids": None}, 400)["error"]["message"]
    rows = sent(client, "orgs/batch_lookup", {"org_ids": [id, NOBODY, "nonsense"]})["data"]
    assert [row["input"]["org_id"] for row in rows] == [id, NOBODY, "nonsense"]
    assert [row["data"] and row["data"]["display_name"] for row in rows] == ["Harbour Light", None, None]


def test_companies_are_searched_by_a_part_of_their_name_and_walked(client):
    for number in range(3):
        make.company(f"Harbour {number}")
    make.company("Acme")
    first = told(client, "orgs/search", q="HARBOUR", limit=2)
    assert first["meta"]["total_matching"] == 3
    second = told(client, "orgs/search", q="HARBOUR", limit=2, cursor=first["meta"]["next_cursor"])
    assert [org["slug"] for org in first["data"] + second["data"]] == ["harbour-0", "harbour-1", "harbour-2"]
    assert second["meta"]["next_cursor"] is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"jobs/{'0' * 40}", "There is no job"),
        (f"jobs/{'0' * 40}/events", "There is no job"),
        ("jobs/<script>", "There is no job"),
        (f"orgs/{NOBODY}", "There is no org"),
        ("orgs/acme", "There is no org"),
        ("orgs/lookup?domain=nobody.example", "There is no org"),
        ("orgs/lookup", "send domain"),
        ("orgs/lookup?provider=lever", "provider_account_key too"),
        (f"sources/{NOBODY}", "There is no source"),
        (f"sources/{NOBODY}/jobs", "There is no source"),
        ("nothing/of/the/kind", "There is nothing"),
        ("", "There is nothing"),
    ],
)
def test_what_is_not_there_is_refused_in_words(client, path, words):
    refused(client.get(f"{API}/{path}"), 404, words)


def test_the_numbers_of_the_whole_site(client, posting):
    make.posting("Cook", active=False)
    numbers = data(client, "stats")
    assert (numbers["jobs"], numbers["active_jobs"], numbers["expired_jobs"]) == (2, 1, 1)
    assert numbers["public_jobs_snapshot_lag_seconds"] == 0
