"""The requests that pages print work when they are pasted; the seed's four answer as its page prints them."""

import json
import re
from html import unescape

import pytest

from postings.models import Posting
from tests import make
from tests.postings.api.asking import API
from tests.test_seed import seed, shown, table  # noqa: F401 -- fixtures

pytestmark = pytest.mark.django_db


def printed(client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    found = re.findall(r'<code>GET</code> <a[^>]* href="http://[^/"]+([^"]+)"', page)
    return [unescape(address) for address in found]


def test_every_page_ends_with_its_own_requests(client):
    posting = make.posting("Nurse", [make.city("Berlin", "DE")], workplace_type="remote")
    make.posting("Cook")
    make.event(posting)
    pages = ["/jobs/?q=nurse&city=berlin-germany", "/cities/berlin-germany/", "/jobs/", posting.get_absolute_url()]
    for path in [*pages, posting.company.get_absolute_url(), posting.source.get_absolute_url()]:
        requests = printed(client, path)
        assert len(requests) >= 2
        for request in requests:
            answer = client.get(request).json()
            assert answer["data"], request
            assert not {"warnings", "ignored"} & answer.get("meta", {}).keys()
    (found,) = client.get(printed(client, pages[0])[0]).json()["data"]
    assert found["job_id"] == posting.job_id


def test_the_docs_page_names_every_request_and_asks_for_no_limit(client):
    page = client.get(f"{API}/docs/").content.decode()
    document = client.get(f"{API}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path in document["paths"]:
        assert path in page
    assert len(page) < 40_000


def test_the_seeds_four_requests_answer_as_its_page_prints_them(seed, shown, client):  # noqa: F811
    requests = re.findall(r"GET https://[^/]+(/job-postings/v1/\S+?)JSON", seed)
    posting = Posting.objects.select_related("company", "source").get()
    theirs = (table(seed)["Org ID"], table(seed)["Source ID"])
    ours = (str(posting.company.org_id), str(posting.source.source_id))
    for given, own in zip(theirs, ours, strict=True):
        requests = [request.replace(given, own) for request in requests]
    job, org, source, events = (client.get(request).json()["data"] for request in requests)
    rows = table(seed)
    for label, name in PRINTED.items():
        assert (job[name] or "—") == rows[label].replace("yes", "True" if name == "active" else "yes"), label
    assert job["first_seen_at"] == "2026-05-29T07:00:52.396Z"
    assert job["source_posted_at"] == "2026-05-07T13:42:39.865Z"
    assert job["last_seen_at"].startswith("2026-06-06T07:56:15")
    assert job["active"] is True
    assert job["native_structured"] == json.loads(seed.partition("Native Structured\n")[2].partition("Get this")[0])
    assert f'"source_hash": "{job["event_fields"]["source_hash"]}"' in seed
    assert job["description_text"].startswith("The Personalization team makes deciding")
    assert (org["org_id"], org["display_name"]) == (ours[0], "Spotify")
    assert (source["source_id"], source["provider_account_key"]) == (ours[1], "spotify")
    assert [event["event_type"] for event in events] == ["job.created"]


PRINTED = {
    "Job ID": "job_id",
    "Provider": "provider",
    "Provider Job Key": "provider_job_key",
    "Title": "title",
    "Status": "status",
    "Location Text": "location_text",
    "Department": "department",
    "Team": "team",
    "Workplace Type": "workplace_type",
    "Remote Policy": "remote_policy",
    "Country": "country",
    "Region": "region",
    "City": "city",
    "Employment Type": "employment_type",
    "Source URL": "source_url",
    "Apply URL": "apply_url",
}
