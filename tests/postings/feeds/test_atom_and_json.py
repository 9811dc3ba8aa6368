"""Atom and JSON Feed by their rules."""

import json
from datetime import datetime
from xml.etree import ElementTree

import pytest

from postings.entries import enter
from postings.feeds.atom import clean
from postings.models import Posting
from tests import make
from tests.postings.feeds.reading import ATOM, csv_rows

pytestmark = pytest.mark.django_db


def test_an_atom_feed_has_what_its_rfc_asks_for(client, market):
    response = client.get("/cities/berlin-germany/feed.atom")
    root = ElementTree.fromstring(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == "5 jobs in Berlin, Germany"
    assert root.findtext(f"{ATOM}id").startswith("tag:")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"].endswith("/cities/berlin-germany/feed.atom")
    assert links["alternate"].endswith("/cities/berlin-germany/")
    assert "next" not in links
    for entry in root.findall(f"{ATOM}entry"):
        moments = [datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")) for name in ("published", "updated")]
        assert moments == sorted(moments)
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Acme"
        assert entry.findtext(f"{ATOM}summary")
        assert len([link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1


def test_an_entry_says_place_work_model_employment_and_pay(client, market):
    root = ElementTree.fromstring(client.get("/jobs/feed.atom?q=%22engineer+1%22").content)
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Engineer 1 at Acme"
    assert entry.findtext(f"{ATOM}summary") == (
        "Berlin, Germany; New York. Remote, full-time. $110,000 to $130,000 a year."
    )
    assert {category.get("label") for category in entry.iter(f"{ATOM}category")} == {"Engineering", "Remote"}


def test_an_id_stays_when_the_title_and_with_it_the_address_changes(client, market):
    before = client.get("/jobs/feed.json?q=cook&status=all").json()["items"][0]
    cook = Posting.objects.get(title="Cook")
    cook.title = "Cook and baker"
    cook.save()
    enter([cook.id])
    after = client.get("/jobs/feed.json?q=cook&status=all").json()["items"][0]
    assert after["id"] == before["id"]
    assert after["url"] != before["url"]


def test_a_title_with_characters_that_xml_forbids_is_readable_without_them(client):
    make.posting("Engi\x0bneer \x1b[31m<b>&amp;\ufffe")
    root = ElementTree.fromstring(client.get("/jobs/feed.atom").content)
    assert root.findtext(f"{ATOM}entry/{ATOM}title").startswith("Engineer [31m<b>&amp; at ")
    assert clean("a\x00\x08\x0c\ud800\uffffb\t\n\U0001f600") == "ab\t\n\U0001f600"


def test_a_json_feed_has_what_its_version_asks_for(client, market):
    response = client.get("/jobs/feed.json?work_model=remote")
    feed = json.loads(response.content)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "2 remote jobs"
    assert feed["_total"]["jobs"] == 2
    assert feed["feed_url"].endswith("/jobs/feed.json?work_model=remote")
    assert feed["home_page_url"].endswith("/jobs/?work_model=remote")
    assert "next_url" not in feed
    assert None not in feed.values()
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_a_list_without_jobs_is_a_feed_without_entries(client, market):
    root = ElementTree.fromstring(client.get("/jobs/feed.atom?function=legal").content)
    assert root.findtext(f"{ATOM}title") == "0 Legal jobs"
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert not root.findall(f"{ATOM}entry")
    assert csv_rows(client, "/jobs/jobs.csv?function=legal") == []
