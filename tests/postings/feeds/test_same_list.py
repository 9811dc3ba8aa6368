"""Every list told otherwise has the same jobs, order and total as its page."""

import pytest

from postings.feeds import csv_export, items
from tests.postings.feeds.reading import (
    OPENSEARCH,
    address,
    atom_ids,
    atom_pages,
    csv_rows,
    ids_on_the_page,
    json_pages,
)

pytestmark = pytest.mark.django_db


SELECTIONS = [
    "",
    "q=engineer",
    "q=nurse+-night",
    "company=acme",
    "company=acme&company=beta",
    "city=berlin-germany",
    "city=berlin-germany&city=new-york-ny-united-states",
    "city=unknown",
    "-city=berlin-germany",
    "country=germany&work_model=remote",
    "work_model=remote&work_model=unknown",
    "-work_model=unknown",
    "function=engineering&-seniority=unknown",
    "provider=ashby&status=all",
    "salary_min=125000",
    "salary_min=125000&unstated_pay=1",
    "posted=7d",
    "status=closed",
    "status=all",
    "employment=full-time&currency=USD",
]


def test_all_pages_of_an_atom_feed_are_the_list_of_the_page_in_its_order(client, market, monkeypatch):
    monkeypatch.setattr(items, "SIZE", 2)
    for query in SELECTIONS:
        pages, expected = atom_pages(client, address("feed.atom", query)), ids_on_the_page(query)
        assert expected
        assert [id for page in pages for id in atom_ids(page)] == expected, query
        assert {int(page.findtext(f"{OPENSEARCH}totalResults")) for page in pages} == {len(expected)}, query


def test_all_pages_of_a_json_feed_are_the_list_of_the_page_in_its_order(client, market, monkeypatch):
    monkeypatch.setattr(items, "SIZE", 2)
    for query in SELECTIONS:
        pages, expected = json_pages(client, address("feed.json", query)), ids_on_the_page(query)
        assert [int(item["id"].rpartition("/")[2]) for page in pages for item in page["items"]] == expected, query
        assert {page["_total"]["jobs"] for page in pages} == {len(expected)}, query


def test_a_csv_has_all_jobs_of_the_page_in_its_order(client, market, monkeypatch):
    monkeypatch.setattr(csv_export, "CHUNK", 2)
    for query in SELECTIONS:
        found = csv_rows(client, address("jobs.csv", query))
        assert [int(row["id"]) for row in found] == ids_on_the_page(query), query


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/companies/acme/", "company=acme"),
        ("/cities/berlin-germany/", "city=berlin-germany"),
        ("/regions/new-york-united-states/", "region=new-york-united-states"),
        ("/countries/united-states/", "country=united-states"),
        ("/departments/engineering/", "department=engineering"),
        ("/functions/engineering/", "function=engineering"),
        ("/work-models/remote/", "work_model=remote"),
        ("/providers/ashby/", "provider=ashby"),
    ],
)
def test_a_slice_is_told_under_its_own_address_as_the_same_search_is(client, market, page, query):
    of_slice = client.get(f"{page}feed.json").json()
    of_search = client.get(f"/jobs/feed.json?{query}").json()
    assert of_slice["items"] == of_search["items"] != []
    assert of_slice["title"] == of_search["title"]
    assert of_slice["home_page_url"].endswith(page)
    assert client.get(f"{page}jobs.csv").getvalue() == client.get(f"/jobs/jobs.csv?{query}").getvalue()
