"""What search engines are shown: every page that may be found, no page that may not, and when it changed."""

import re
from datetime import timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.conf import settings

from postings import sitemaps
from tests import make

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


SITE = settings.SITE_URL


def entries(client, path):
    """{address without the origin: its lastmod} of one sitemap."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.getvalue())
    found = [(entry.findtext("s:loc", "", NAMES), entry.findtext("s:lastmod", None, NAMES)) for entry in root]
    assert all(address.startswith(f"{SITE}/") for address, _ in found)
    assert len(dict(found)) == len(found)
    return {address.removeprefix(SITE): lastmod for address, lastmod in found}


def everything(client):
    """All pages that the index leads to."""
    return {address: at for file in entries(client, "/sitemap.xml") for address, at in entries(client, file).items()}


def test_an_open_job_and_all_its_lists_are_shown_with_the_moments_that_somebody_keeps(client):
    company = make.company("Harbour Light")
    source = make.source(company=company)
    posting = make.posting(
        "Boat Builder",
        [make.city("New York", "US", "NY"), make.country("DE")],
        source=source,
        workplace_type="on_site",
        department=make.department("Hulls"),
        changed_at=make.NOW + timedelta(hours=1),
    )
    make.event(posting, observed_at=make.NOW)
    make.event(posting, "job.updated", field="title", observed_at=make.NOW + timedelta(hours=1))
    assert everything(client) == {
        "/": None,
        "/jobs/": None,
        "/events/": None,
        "/how-we-count/": None,
        "/about/": None,
        "/job-postings/v1/docs/": None,
        "/companies/": None,
        "/cities/": None,
        "/regions/": None,
        "/countries/": None,
        "/departments/": None,
        "/functions/": None,
        "/work-models/": None,
        "/providers/": None,
        "/providers/lever/": None,
        "/work-models/on-site/": None,
        f"/jobs/boat-builder-{posting.id}/": "2026-06-06T08:56:15Z",
        "/companies/harbour-light/": "2026-06-06T08:56:15Z",
        "/companies/harbour-light/breakdowns/": "2026-06-06T08:56:15Z",
        f"/sources/{source.source_id}/": None,
        "/cities/new-york-ny-united-states/": None,
        "/regions/new-york-united-states/": None,
        "/countries/united-states/": None,
        "/countries/germany/": None,
        "/departments/hulls/": None,
    }


def test_every_page_that_is_shown_is_there_may_be_indexed_and_names_itself(client):
    posting = make.posting(
        "Boat Builder", [make.city("New York", "US", "NY")], workplace_type="remote", department=make.department()
    )
    make.event(posting)
    for address in everything(client):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "noindex" not in response.text, address
        assert f'rel="canonical" href="{SITE}{address}"' in response.text, address


def test_a_closed_job_and_what_it_leaves_empty_are_gone_at_once_and_a_missing_one_stays(client):
    make.posting("Gone", [make.city("Bonn")], active=False, workplace_type="remote", department=make.department())
    missing = make.posting("Missing", missing_since=make.NOW)
    shown = everything(client)
    assert [address for address in shown if address.startswith("/jobs/")] == ["/jobs/", missing.get_absolute_url()]
    assert not {"/cities/bonn-germany/", "/departments/engineering/", "/work-models/remote/"} & shown.keys()


def test_a_file_holds_a_range_of_ids_and_the_index_says_when_each_last_changed(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "FILE_SIZE", 2)
    source = make.source()
    later = make.NOW + timedelta(days=1)
    postings = [make.posting(source=source, changed_at=at) for at in (make.NOW, make.NOW, later, make.NOW, later)]
    postings[1].delete()
    files = {file: at for file, at in entries(client, "/sitemap.xml").items() if "-jobs-" in file}
    expected = {f"/sitemap-jobs-{posting.id // 2}.xml" for posting in postings if posting.id}
    assert files.keys() == expected
    last = postings[-1]
    assert files[f"/sitemap-jobs-{last.id // 2}.xml"] == "2026-06-07T07:56:15Z"
    shown = [address for file in files for address in entries(client, file)]
    assert shown == [posting.get_absolute_url() for posting in postings if posting.id]


@pytest.mark.parametrize(
    "path", ["/sitemap-jobs-7.xml", "/sitemap-jobs-00.xml", "/sitemap-jobs-.xml", "/sitemap-cats-0.xml"]
)
def test_a_file_that_would_list_nothing_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_an_empty_site_still_has_an_index(client):
    assert entries(client, "/sitemap.xml") == {"/sitemap-pages.xml": None}


def test_the_index_costs_a_query_a_section_and_a_file_one(client, django_assert_num_queries):
    places = [make.city("Bonn"), make.city("Berlin")]
    files = {make.posting(places=places).id // sitemaps.FILE_SIZE for _ in range(3)}
    with django_assert_num_queries(len(sitemaps.SECTIONS)):
        client.get("/sitemap.xml").getvalue()
    for number in files:
        with django_assert_num_queries(1):
            client.get(f"/sitemap-jobs-{number}.xml").getvalue()


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("/jobs/", True),
        ("/jobs/nurse-7/", True),
        ("/cities/bonn/?after=7", True),
        ("/companies/?letter=a", True),
        ("/static/site.css", True),
        ("/jobs/?q=nurse", False),
        ("/jobs/?city=bonn&after=7", False),
        ("/jobs/?after=7", False),
    ],
)
def test_robots_may_read_everything_but_searches(client, address, may):
    """As RFC 9309 reads the patterns; Python's reader knows no star, and must not be kept from a page by it."""
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    patterns = re.findall(r"^Disallow: (.+)$", response.text, re.MULTILINE)
    assert any(re.match(re.escape(pattern).replace(r"\*", ".*"), address) for pattern in patterns) is not may
    simple = RobotFileParser()
    simple.parse(response.text.splitlines())
    assert simple.site_maps() == [f"{SITE}/sitemap.xml"]
    assert simple.can_fetch("Googlebot", address) or not may


def test_robots_and_sitemaps_are_only_read(client):
    assert client.post("/robots.txt").status_code == 405
    assert client.post("/sitemap.xml").status_code == 405
