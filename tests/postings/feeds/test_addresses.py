"""Where feeds are, and what is said of an address that is none."""

import pytest
from django.http import QueryDict

from postings.feeds import csv_export
from postings.filters import selected
from postings.selection import Selection
from postings.walks import walk_of
from tests import make
from tests.postings.feeds.reading import FORMS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("city=berln-germany", "There is no city “berln-germany” here. Did you mean “berlin-germany”?"),
        ("work_modl=remote", "“work_modl” is no filter here. Did you mean “work_model”?"),
        ("posted=1y", "“posted” is 24h, 3d, 7d or 30d, not “1y”."),
        ("salary_min=lots", "The least pay is a whole number a year, such as 100000, not “lots”."),
    ],
)
def test_what_means_nothing_is_said_in_plain_words(client, market, query, words):
    for tail in FORMS:
        response = client.get(f"/jobs/{tail}?{query}")
        assert response.status_code == 404
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert words in response.content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/jobs/jobs.csv?page=2",
        "/jobs/jobs.csv?after=12",
        "/jobs/feed.atom?since=12",
        "/jobs/feed.atom?page=0",
        "/jobs/feed.atom?after=x",
        "/jobs/feed.json?page=99",
        "/jobs/changes/feed.atom?type=moved",
        "/cities/nowhere/feed.atom",
        "/companies/nobody/jobs.csv",
        "/cities/berlin-germany/feed.atom?work_model=remote",
        "/departments/unknown/feed.atom",
    ],
)
def test_an_address_that_is_of_no_list_is_404_in_words(client, market, url):
    response = client.get(url)
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert len(response.content.decode().split()) > 4


@pytest.mark.parametrize(
    ("untidy", "tidy"),
    [
        ("/jobs/feed.atom?work_model=remote&city=berlin-germany", "?city=berlin-germany&work_model=remote"),
        ("/jobs/feed.atom?city=berlin-germany&work_model=", "?city=berlin-germany"),
        ("/jobs/feed.atom?city=berlin-germany&utm_source=x&page=2", "?city=berlin-germany&page=2"),
        ("/jobs/feed.atom?posted=", ""),
        ("/jobs/feed.atom?status=open", ""),
    ],
)
def test_an_untidy_address_leads_to_the_tidy_one(client, market, untidy, tidy):
    response = client.get(untidy)
    assert response.status_code == 302
    assert response["Location"] == f"/jobs/feed.atom{tidy}"


@pytest.mark.parametrize("query", ["q=a%20b", "q=a+b", "q=%22a%20b%22&page=1"])
def test_a_space_written_either_way_is_tidy(client, market, query):
    assert client.get(f"/jobs/feed.atom?{query}").status_code == 200


def test_a_renamed_company_s_lists_moved_with_it(client, market):
    company = market.company
    company.slug, company.former_slugs = "acme-boats", ["acme"]
    company.save()
    for tail in (*FORMS, "changes/"):
        response = client.get(f"/companies/acme/{tail}")
        assert response.status_code == 301
        assert response["Location"] == f"/companies/acme-boats/{tail}"


def test_a_list_is_only_read(client):
    for tail in (*FORMS, "changes/"):
        assert client.post(f"/jobs/{tail}").status_code == 405


def test_any_page_may_read_a_feed(client, market):
    assert client.get("/jobs/feed.json")["Access-Control-Allow-Origin"] == "*"


def test_everything_is_in_the_order_of_the_list_whatever_the_tiers():
    """Rows by tier are walked by rank on the page and all at once in a CSV."""
    source = make.source()
    make.posting("Nurse", source=source)
    make.posting("Clerk", source=source, department=make.department("Nurse"))
    make.posting("Night nurse", source=source)
    selection = selected(QueryDict("q=nurse")).selection
    assert list(csv_export.all_ids(selection)) == walk_of(selection).at(0, 10)
    assert len(csv_export.all_ids(Selection())) == 3
