"""The public pages: every link works, every number is the length of its list, and each page costs few index walks."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from selectolax.lexbor import LexborHTMLParser

from postings.models import Event, Posting
from postings.paging import SIZE
from tests import make
from tests.boards import job, source, visit
from tests.reading import page, text

pytestmark = pytest.mark.django_db


def test_every_link_of_every_page_leads_to_a_page(client, market):
    """Of searches, whose filters can be put together without end, those that some other page leads to."""
    seen, waiting = set(), {"/"}
    while waiting:
        url = waiting.pop()
        seen.add(url)
        response = client.get(url)
        assert response.status_code == 200 or url.endswith("?since=now"), url
        if response["Content-Type"].startswith("text/html") and not url.startswith(("/jobs/?", "/jobs/by/")):
            waiting |= set(links_of(response)) - seen
    assert len(seen) > 150


def links_of(response) -> list[str]:
    links = (node.attributes["href"] for node in LexborHTMLParser(response.content).css("a[href], link[href]"))
    return [link.partition("#")[0] for link in links if link.startswith("/") and "/static/" not in link]


def test_every_static_file_that_a_page_names_is_there():
    """Collected static files have hashed names: a missing one is an error of the whole page."""
    templates = Path(settings.BASE_DIR / "templates").rglob("*.html")
    named = {name for template in templates for name in re.findall(r"static\('([^']+)'\)", template.read_text())}
    assert len(named) >= 3
    assert {name for name in named if finders.find(name) is None} == set()


def test_every_number_beside_a_link_is_the_length_of_its_list(client, market):
    """Home, index pages and breakdowns: follow each counted link, and compare with the list's own total."""
    counted = {}
    for url in (
        "/",
        "/cities/",
        "/companies/",
        "/departments/",
        "/work-models/",
        "/functions/",
        "/providers/",
        "/countries/",
        "/regions/",
    ):
        for row in page(client, url).css(".counted li"):
            counted[row.css_first("a").attributes["href"]] = int(text(row.css_first(".n")).replace(",", ""))
    for row in page(client, "/companies/acme/breakdowns/").css(".breakdown tbody tr"):
        counted[row.css_first("a").attributes["href"]] = int(text(row.css_first(".n a")).split()[-1])
    assert len(counted) > 15
    for url, number in counted.items():
        assert total(page(client, url)) == number, url
        assert len(page(client, url).css(".jobs > li")) == number, url


def total(tree: LexborHTMLParser) -> int:
    """The total that a list states: in its heading, or in the line below."""
    head = text(tree.css_first(".page-head"))
    return int(re.search(r"([\d,]+)\b\D*\bjobs?\b", head)[1].replace(",", ""))


def test_the_related_slices_of_a_posting_count_exactly_what_they_lead_to(client, market):
    posting = Posting.objects.open().filter(department__isnull=False).newest().first()
    rows = page(client, posting.get_absolute_url()).css(".slices tbody tr")
    links = {row.css_first("a").attributes["href"]: text(row.css_first(".n")) for row in rows}
    assert len(links) == 9
    for url, number in links.items():
        if url.startswith("/") and not url.endswith(("/events/", "/breakdowns/")):
            assert total(page(client, url)) == int(number), url


def test_pages_of_a_list_neither_repeat_nor_skip_and_lead_back(client, db):
    board = make.source()
    with make.together():
        made = [make.posting(f"Engineer {number}", source=board).id for number in range(2 * SIZE + 3)]
    url, found, backwards = "/providers/lever/", [], []
    while url:
        tree = page(client, url)
        found += [posting_number(link) for link in tree.css(".job-title a")]
        backwards.append(url)
        older = tree.css_first("a[rel~=next]")
        url = older.attributes["href"] if older else ""
    assert found == made[::-1]
    newer = page(client, backwards[-1]).css_first("a[rel~=prev]").attributes["href"]
    assert [posting_number(link) for link in page(client, newer).css(".job-title a")] == found[SIZE : 2 * SIZE]


def posting_number(link) -> int:
    return int(link.attributes["href"].rstrip("/").rpartition("-")[2])


@pytest.mark.parametrize(
    "query", ["after=0", "after=-1", "after=abc", "after=99999999999", "before=1e3", "after=%C2%B2"]
)
def test_a_place_that_no_list_has_is_a_404_in_words(client, market, query):
    tree = page(client, f"/providers/lever/?{query}", 404)
    assert "is no place in this list" in text(tree.css_first("main"))


def test_a_wrong_slug_leads_to_the_right_one_for_good(client, market):
    posting = Posting.objects.open().newest().first()
    for wrong in (f"/jobs/other-{posting.id}/", f"/jobs/x-{posting.slug}-{posting.id}/"):
        response = client.get(wrong)
        assert (response.status_code, response["Location"]) == (301, posting.get_absolute_url())
    response = client.get(f"/jobs/other-{posting.id}/events/")
    assert response["Location"] == f"{posting.get_absolute_url()}events/"


def test_a_former_address_of_a_company_leads_to_the_present_one(client, db):
    make.company("Acme Health", former_slugs=["acme"])
    for tail in ("", "breakdowns/", "events/"):
        response = client.get(f"/companies/acme/{tail}")
        assert (response.status_code, response["Location"]) == (301, f"/companies/acme-health/{tail}")


@pytest.mark.parametrize(
    "url",
    [
        "/jobs/engineer-999999/",
        "/jobs/engineer-99999999999/",
        "/companies/nobody/",
        "/cities/atlantis/",
        "/work-models/lunar/",
        "/sources/8f76458c-d40f-4324-bb14-bb757d1b7058/",
        "/cities/?letter=%C3%9F",
        "/nothing/",
    ],
)
def test_what_does_not_exist_is_a_404_with_ways_on(client, market, url):
    tree = page(client, url, 404)
    assert tree.css_first("h1") is not None
    assert tree.css_first("form[action^='/jobs/']") is not None
    assert "noindex" in tree.css_first("meta[name=robots]").attributes["content"]


def test_a_closed_posting_says_so_keeps_its_page_and_has_no_apply_button(client, market):
    posting = Posting.objects.closed().get()
    make.event(posting, "job.closed", metadata={"words": "Two whole crawls running, the board did not list it."})
    tree = page(client, posting.get_absolute_url())
    notice = text(tree.css_first(".notice.closed"))
    assert "This job is closed. Two whole crawls running" in notice
    assert tree.css_first(".apply") is None
    assert "noindex" in tree.css_first("meta[name=robots]").attributes["content"]
    assert "JobPosting" not in tree.html


def test_a_missing_posting_is_open_and_says_since_when_it_is_missing(client, db):
    posting = make.posting(missing_since=make.NOW)
    tree = page(client, posting.get_absolute_url())
    assert "missing since 2026-06-06" in text(tree.css_first(".headline"))
    assert tree.css_first(".apply") is not None


def test_a_fact_shows_its_evidence_and_its_conflict(client, db):
    parsed = {
        "evidence": {
            "workplace_type": {
                "kind": "field",
                "source": "workplaceType",
                "quote": "remote",
                "rule": "workplace-field",
                "confidence": 0.9,
            }
        },
        "conflicts": {"workplace_type": "The text says otherwise."},
    }
    posting = make.posting(workplace_type="remote", content={"parsed_structured": parsed})
    fact = text(page(client, posting.get_absolute_url()).css_first(".evidence"))
    for words in (
        "The board's own field",
        "workplaceType",
        "remote",
        "workplace-field",
        "contradicted",
        "The text says otherwise.",
    ):
        assert words in fact


def test_markup_in_what_boards_say_is_shown_and_not_run(client, db):
    evil = "<script>alert(1)</script>\"'&"
    company = make.company(evil, slug="evil")
    posting = make.posting(
        evil,
        source=make.source(company=company),
        location_text=evil,
        department=make.department("Engineering"),
        content={"team": evil, "native_structured": {"text": evil}, "source_url": "https://a.example/?<script>"},
    )
    make.event(posting, "job.updated", field="title", old=evil, new=evil)
    for url in (
        posting.get_absolute_url(),
        f"{posting.get_absolute_url()}events/",
        "/",
        "/companies/evil/",
        "/events/",
    ):
        html = client.get(url).content.decode()
        assert "<script>alert" not in html
        assert all(
            node.attributes.get("type") == "application/ld+json" for node in LexborHTMLParser(html).css("script")
        )


@pytest.mark.parametrize(
    "url", ["/", "/jobs/", "/companies/", "/companies/acme/", "/events/", "/providers/lever/", "/nothing/"]
)
def test_a_public_page_sets_no_cookie_and_carries_the_policy(client, market, url):
    response = client.get(url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "style=" not in response.content.decode()


def test_a_page_that_has_not_changed_answers_304(client, market):
    first = client.get("/companies/acme/")
    again = client.get("/companies/acme/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("url", ["/", "/jobs/", "/companies/acme/"])
def test_a_list_is_not_posted_to(client, market, url):
    assert client.post(url).status_code == 405
    assert client.head(url).content == b""


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=%00", 400),
        ("q=%FF", 400),
        ("q=" + "a" * 5000, 400),
        ("q=" + "a" * 201, 404),
        ("city=atlantis", 404),
        ("work_model=remote&work_model=unknown", 200),
        ("work_model=unknown&work_model=remote", 302),
        ("nothing=known", 200),
        ("&".join(f"city={n}" for n in range(200)), 404),
        ("q='%3B drop table--", 302),
        ("q=%25_%5C", 404),
        ("q={{7*7}}", 302),
        ("page=-1", 404),
        ("page=0", 404),
        ("page=abc", 404),
        ("page=" + "9" * 40, 404),
        ("page=2", 404),
        ("since=abc", 404),
        ("salary_min=-1", 404),
        ("posted=yesterday", 404),
        ("status=ajar", 404),
    ],
)
def test_no_query_string_is_an_error_of_ours(client, market, query, status):
    response = client.get(f"/jobs/?{query}")
    assert response.status_code == status
    if status == 302:
        assert client.get(response["Location"]).status_code == 200


def test_an_untidy_search_leads_to_the_tidy_one(client, market):
    response = client.get("/jobs/?work_model=&q=engineer&utm_source=x")
    assert (response.status_code, response["Location"]) == (302, "/jobs/?q=engineer")


def test_several_values_are_or_several_names_are_and(client, market):
    assert total(page(client, "/jobs/?company=acme&company=beta")) == 4
    assert total(page(client, "/jobs/?company=beta&work_model=remote")) == 0
    assert total(page(client, "/jobs/?city=unknown")) == 1
    assert total(page(client, "/jobs/?city=new-york-ny-united-states&city=unknown")) == 3


def test_a_value_that_does_not_exist_is_named_back(client, market):
    tree = page(client, "/jobs/?city=atlantis&company=acme", 404)
    assert "There is no city “atlantis” here." in text(tree.css_first("main"))


def test_the_lifecycle_of_a_posting_is_told_in_order_with_both_values(client, db):
    board = source()
    visit(board, [job("a", "Engineer")])
    visit(board, [job("a", "Senior Engineer")], hours=12)
    tree = page(client, f"{Posting.objects.get().get_absolute_url()}events/")
    steps = [text(step) for step in tree.css(".timeline > li")]
    assert steps[0].startswith("Opened 2026-06-01 08:00:00Z")
    assert steps[1].startswith("Changed title 2026-06-01 20:00:00Z")
    assert "Before Engineer After Senior Engineer" in steps[1]
    assert Event.objects.count() == 2


def test_a_source_page_shows_its_visits_and_what_failed(client, db):
    board = source()
    visit(board, [job("a")])
    visit(board, b"<html>", hours=12)
    tree = page(client, board.get_absolute_url())
    assert "not JSON" in text(tree.css_first(".visits"))
    assert len(tree.css(".visits tbody tr")) == 2


def test_health_is_told_to_machines(client, db):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ok\n"
