"""What the site says of itself is true of it: every number leads to a list with as many."""

import re

import pytest
from django.http import QueryDict
from selectolax.lexbor import LexborHTMLParser

from jobboard.about import contact
from postings.filters import selected
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db):
    board = make.source()
    berlin, munich = make.city("Berlin"), make.city("Munich")
    pay = {"salary_min": 40, "salary_max": 60, "salary_currency": "USD", "salary_period": "hour"}
    make.posting("Engineer", source=board, places=[berlin, munich], workplace_type="remote", **pay)
    make.posting("Nurse", source=board, places=[berlin], workplace_type="on_site", department=make.department("Care"))
    make.posting("Cook", source=board)
    make.posting("Porter", source=board, active=False)


def links(client, url: str) -> dict[str, str]:
    """{address: words} of all links to lists of jobs on a page."""
    response = client.get(url)
    assert response.status_code == 200
    tree = LexborHTMLParser(response.content)
    return {
        link.attributes["href"]: " ".join(link.text().split())
        for link in tree.css("main a")
        if link.attributes["href"].startswith("/jobs/")
    }


def test_every_number_leads_to_a_list_with_as_many(client, market):
    found = links(client, "/how-we-count/") | links(client, "/about/")
    assert len(found) > 15
    for url, words in found.items():
        asked = selected(QueryDict(url.partition("?")[2]))
        assert not asked.problems
        number = re.search(r"^[\d,]+|[\d,]+$", words)[0].replace(",", "")
        assert asked.selection.entries().count() == int(number), (url, words)


def test_the_parts_make_the_whole(client, market):
    page = " ".join(LexborHTMLParser(client.get("/how-we-count/").content).css_first("main").text().split())
    assert "1 on-site + 1 remote + 1 not stated = 3." in page


def test_copies_that_disagree_are_told_where_the_parts_make_more_than_the_whole(client, db):
    first = make.posting("Engineer", workplace_type="remote")
    make.posting("Engineer", company=first.company, workplace_type="on_site")
    page = " ".join(LexborHTMLParser(client.get("/how-we-count/").content).css_first("main").text().split())
    assert "= 2, which is more than 1" in page


def test_pay_is_compared_by_the_year(client, market):
    # 60 an hour, times 2,080
    assert links(client, "/how-we-count/")["/jobs/?currency=USD&salary_min=100000"].startswith(
        "1 job that pays at least"
    )


def test_an_empty_site_can_be_read_too(client, db):
    assert links(client, "/how-we-count/")["/jobs/"] == "0 open jobs"
    assert links(client, "/about/")


def test_the_sources_of_the_data_are_named(client, db):
    page = client.get("/about/").content.decode()
    assert "https://www.geonames.org/" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://jobs.example.org/contact", "https://jobs.example.org/contact"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("ring twice", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_readers_are_sent_to_the_contact_of_the_settings(client, settings, text, url):
    settings.CONTACT = text
    assert contact(text).url == url
    page = client.get("/about/").content.decode()
    assert text in page
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_without_a_contact_nobody_is_sent_in_a_circle(client, settings, db):
    settings.CONTACT = settings.SITE_URL
    assert "whoever runs this site" in client.get("/about/").content.decode()
