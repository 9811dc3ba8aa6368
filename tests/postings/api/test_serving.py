"""What every request goes through: limits, keys, CORS, conditions, and whatever a stranger may send."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from postings.api import serving
from postings.api.limits import Buckets, Rate, Taken
from postings.api.models import ApiKey
from tests import make
from tests.postings.api.asking import API, NOBODY, made_key, refused, sent

RATE = Rate("anonymous", 10, 50)


class AtOnce(Buckets):
    """All requests come in one moment, however slow the machine: nothing comes back between them."""

    def take(self, owner: str, rate: Rate, now: float = 7.0) -> Taken:
        return super().take(owner, rate, now)


@pytest.fixture
def limited(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(serving, "buckets", AtOnce(tmp_path / "limits"))
    settings.API_RATES = {"anonymous": ("anonymous", 10, 50), "key": ("key", 100, 500)}


# -- limits


def test_a_bucket_empties_and_fills_again(tmp_path):
    buckets = Buckets(tmp_path / "limits")
    taken = [buckets.take("a", RATE, 100.0) for _ in range(60)]
    assert [each.allowed for each in taken] == [True] * 50 + [False] * 10
    assert [each.remaining for each in taken[:3]] == [49, 48, 47]
    assert taken[-1].headers(RATE)["Retry-After"] == "1"
    assert [buckets.take("a", RATE, 100.55).allowed for _ in range(7)] == [True] * 5 + [False] * 2
    assert buckets.take("b", RATE, 100.0).allowed
    assert buckets.take("a", RATE, 1.0).remaining == 49, "a clock that began anew locks nobody out"


def test_workers_share_one_bucket(tmp_path):
    """Two processes of two threads each take 400 times at once: 50 pass, whoever they are."""
    with get_context("fork").Pool(2) as pool:
        passed = pool.map(take_many, [str(tmp_path / "limits")] * 2)
    assert sum(passed) == 50


def take_many(path):
    buckets = Buckets(Path(path))
    with ThreadPoolExecutor(2) as threads:
        return sum(each.allowed for each in threads.map(lambda _: buckets.take("a", RATE, 7.0), range(200)))


def test_many_more_owners_than_buckets_fail_nobody(tmp_path):
    buckets = Buckets(tmp_path / "limits")
    assert all(buckets.take(f"owner {number}", RATE, 100.0).allowed for number in range(20_000))


@pytest.mark.django_db
def test_a_flood_is_limited_with_headers_while_another_address_is_served(client, limited):
    answers = [client.get(f"{API}/stats", REMOTE_ADDR="192.0.2.1") for _ in range(1000)]
    stopped = [answer for answer in answers if answer.status_code == 429]
    assert len(stopped) == 950
    refused(stopped[0], 429, "Too many requests")
    assert 1 <= int(stopped[0]["Retry-After"]) <= 10
    assert (stopped[0]["x-rate-limit-tier"], stopped[0]["x-rate-limit-remaining"]) == ("anonymous", "0")
    other = client.get(f"{API}/stats", REMOTE_ADDR="192.0.2.2")
    assert (other.status_code, other["x-rate-limit-limit"], other["x-rate-limit-remaining"]) == (200, "50", "49")


@pytest.mark.django_db
def test_a_forwarded_address_counts_only_behind_our_own_proxies(client, limited, settings):
    def left(forwarded):
        return int(client.get(f"{API}/stats", headers={"X-Forwarded-For": forwarded})["x-rate-limit-remaining"])

    assert [left("198.51.100.1"), left("198.51.100.2")] == [49, 48]
    settings.API_PROXIES = 1
    assert [left("6.6.6.6, 198.51.100.3"), left("7.7.7.7, 198.51.100.3"), left("198.51.100.4")] == [49, 48, 49]
    assert [left("2001:db8::1"), left("2001:db8::2")] == [49, 48], "one customer's network counts as one"


# -- keys


@pytest.mark.django_db
def test_a_key_lifts_the_limit_and_one_that_is_revoked_does_not(client, limited):
    key, text = made_key("a mirror")
    for headers in ({"x-api-key": text}, {"Authorization": f"Bearer {text}"}):
        answer = client.get(f"{API}/stats", headers=headers)
        assert (answer["x-rate-limit-tier"], answer["x-rate-limit-limit"]) == ("key", "500")
    assert text not in json.dumps(list(ApiKey.objects.values()), default=str)
    ApiKey.objects.filter(pk=key.pk).update(revoked_at=make.NOW)
    answer = client.get(f"{API}/stats", headers={"x-api-key": text})
    assert (answer.status_code, answer["x-rate-limit-tier"]) == (200, "anonymous")
    refused(client.get(f"{API}/subscriptions", headers={"x-api-key": text}), 401, "unknown or was revoked")


@pytest.mark.django_db
def test_an_admin_makes_a_key_sees_it_once_and_revokes_it(client):
    client.force_login(User.objects.create_superuser("ada"))
    page = client.post("/admin/postings/apikey/add/", {"name": "a mirror"}, follow=True).content.decode()
    text = page.partition("The key is ")[2].partition(" ")[0]
    key = ApiKey.objects.get()
    assert text.startswith(key.shown)
    assert text not in client.get(f"/admin/postings/apikey/{key.pk}/change/").content.decode()
    client.post("/admin/postings/apikey/", {"action": "revoke", "_selected_action": [key.pk]})
    key.refresh_from_db()
    assert key.revoked_at


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_sql_is_refused_without_a_key(client, method):
    refused(getattr(client, method)(f"{API}/query"), 401, "needs a key")


# -- conditions and CORS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *(
            "jobs/search",
            "jobs/search?q=engineer",
            "jobs/{0.job_id}",
            "jobs/{0.job_id}/events",
            "jobs/facets?field=city",
        ),
        *("orgs/{0.company.org_id}", "orgs/search", "sources/{0.source.source_id}"),
        *("sources/{0.source.source_id}/jobs", "events/search", "jobs/export.ndjson"),
    ],
)
def test_what_has_not_changed_is_not_sent_again(client, path, monkeypatch):
    monkeypatch.setattr(serving.freshness, "SETTLED", timedelta(0))
    address = f"{API}/{path.format(make.posting())}"
    first = client.get(address)
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    if not first.streaming:
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert client.head(address)["ETag"] == first["ETag"]
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.django_db
def test_any_page_of_any_site_may_ask(client):
    preflight = client.options(f"{API}/jobs/search")
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, POST, DELETE, OPTIONS"
    assert preflight["Access-Control-Allow-Headers"].startswith("authorization, content-type, x-api-key")
    for response in (preflight, client.get(f"{API}/orgs/{NOBODY}"), client.post(f"{API}/orgs/{NOBODY}")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_another_method_is_refused_in_json_whatever_the_browser_sends_along(method):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"{API}/orgs/{NOBODY}")
    refused(response, 405, "is not possible here")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


# -- hostile


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"[" * 10_000, 400, "nested too deeply"),
        (b'{"q": ' + b'{"a":' * 30 + b"1" + b"}" * 31, 400, "nested too deeply"),
        (b'{"q": "' + b"x" * 10_000_000 + b'"}', 413, "at most"),
        (b'{"salary_min": NaN}', 400, "NaN is no number"),
        (b'{"salary_min": Infinity}', 400, "Infinity is no number"),
        (b'{"salary_min": 1e999}', 400, "salary_min"),
        (b'{"limit": 1' + b"0" * 5000 + b"}", 400, "no JSON"),
        (b'{"q": "a", "q": "b"}', 400, "stands twice"),
        (b'{"limit": "25"}', 400, "limit: takes a whole number"),
        (b'{"limit": true}', 400, "limit"),
        (b'{"active": 1}', 400, "active: takes true or false"),
        (b'{"city": {"name": "Berlin"}}', 400, "city"),
        (b'{"q": ["nurse"]}', 400, "q: takes a text"),
        (b'{"nonsense": 1}', 400, "“nonsense” is no name here"),
        (b'{"citty": "Berlin"}', 400, "Did you mean “city”?"),
        (b'{"q": "\\u0000"}', 400, "NUL"),
        (b'{"q": "\\ud800"}', 400, "surrogate"),
        (b'{"q": "\xff"}', 400, "not UTF-8"),
        (b"nonsense", 400, "no JSON"),
        (b"\n", 400, "no JSON"),
        (b"[]", 400, "must be a JSON object"),
        (b'{"status": "active", "active": true}', 400, "exclude one another"),
    ],
)
def test_a_hostile_body_is_refused_in_words(client, body, status, words):
    refused(client.post(f"{API}/jobs/search", body, content_type="application/json"), status, words)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "q=" + "x" * 5000, "limit=" + "9" * 3000])
def test_a_hostile_address_is_answered_in_json(client, query):
    response = client.get(f"{API}/jobs/search?{query}")
    assert response.status_code == (200 if query.startswith("limit") else 400)
    assert response["Content-Type"] == "application/json"


@pytest.mark.django_db
def test_an_empty_body_asks_for_everything(client):
    make.posting()
    assert sent(client, "jobs/search", {})["meta"]["total_matching"] == 1
    assert sent(client, "jobs/search", "")["meta"]["total_matching"] == 1


@pytest.mark.django_db
def test_what_is_our_own_fault_is_told_as_such(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("postings.api.jobs.page", lambda *_: 1 / 0)
    refused(client.get(f"{API}/jobs/search"), 500, "our fault")
