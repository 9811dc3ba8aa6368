"""Every list told otherwise: the same jobs, order and total as its page has; and 304 while nothing changes."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from postings.entries import enter
from postings.feeds import conditional, csv_export, items
from postings.feeds.asking import Asked
from postings.feeds.atom import clean
from postings.feeds.csv_rows import NAMES, harmless
from postings.filters import selected
from postings.models import Posting
from postings.selection import Selection
from postings.walks import walk_of
from tests import make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
DAY = timedelta(days=1)


@pytest.fixture
def market(db):
    """Nine jobs of two companies that differ in every name of a query; one is closed, one has a copy."""
    acme, beta = make.source(company=make.company("Acme")), make.source(company=make.company("Beta"), provider="ashby")
    berlin, new_york = make.city("Berlin", "DE"), make.city("New York", "US", "NY")
    engineering, care = make.department("Engineering"), make.department("Care")
    now = timezone.now()
    for number in range(4):
        make.posting(
            f"Engineer {number}",
            source=acme,
            places=[berlin, new_york] if number else [berlin],
            department=engineering,
            workplace_type="remote" if number % 2 else "hybrid",
            job_function="engineering",
            employment_type="full_time",
            seniority="senior",
            first_seen_at=now - number * 5 * DAY,
            changed_at=now - number * DAY,
            salary_min=100_000 + number * 10_000,
            salary_max=120_000 + number * 10_000,
            salary_currency="USD",
            salary_period="year",
        )
    make.posting("Nurse", source=beta, places=[new_york], department=care)
    make.posting("Night nurse for engineers", source=beta, location_text="Somewhere")
    make.posting("Cook", source=beta, active=False)
    for _ in range(2):
        make.posting("Driver", source=acme, places=[berlin], content={"text": "The same."})
    return acme


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


def ids_on_the_page(query: str) -> list[int]:
    walk = walk_of(selected(QueryDict(query)).selection)
    return walk.at(0, 1000)


def address(tail: str, query: str) -> str:
    return f"/jobs/{tail}?{query}" if query else f"/jobs/{tail}"


def atom_ids(root: ElementTree.Element) -> list[int]:
    return [int(entry.findtext(f"{ATOM}id").rpartition("/")[2]) for entry in root.iter(f"{ATOM}entry")]


def atom_pages(client, url: str) -> list[ElementTree.Element]:
    """All pages of a feed, by their rel=next."""
    pages = []
    while url:
        response = client.get(url)
        assert response.status_code == 200, response.content
        pages.append(ElementTree.fromstring(response.content))
        url = next((link.get("href") for link in pages[-1].iter(f"{ATOM}link") if link.get("rel") == "next"), None)
    return pages


def json_pages(client, url: str | None) -> list[dict]:
    """All pages of a feed, by their next_url."""
    pages = []
    while url:
        pages.append(client.get(url).json())
        url = pages[-1].get("next_url")
    return pages


def csv_rows(client, url: str) -> list[dict[str, str]]:
    response = client.get(url)
    assert response.status_code == 200, response.content
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


# -- the same selection, the same order, the same total


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


# -- Atom and JSON Feed by their rules


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


# -- CSV


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1 Engineer",
    "-1 Engineer",
    "@SUM(1)",
    "\tTabbed",
    "\rReturned",
    "＝Wide",
    'A "quoted", title; with everything',
    "Two\nlines",
    "Bell \x07 and Ünïcödé 🚀",
    "'Quoted",
]


def test_hostile_titles_come_back_as_they_are_and_none_as_a_formula(client):
    source = make.source()
    for title in HOSTILE:
        make.posting(title, source=source)
    found = [row["title"] for row in csv_rows(client, "/jobs/jobs.csv")][::-1]
    assert [title.removeprefix("'") for title in found] == [title.removeprefix("'") for title in HOSTILE]
    assert not [title for title in found if title[0] in "=+-@\t\r＝"]


@pytest.mark.parametrize(("text", "cell"), [("=1", "'=1"), ("a=1", "a=1"), ("", ""), (None, None), ("－1", "'－1")])
def test_only_what_begins_as_a_formula_does_gets_a_mark(text, cell):
    assert harmless(text) == cell


def test_a_csv_row_says_all_that_is_stated(client, market):
    (row,) = csv_rows(client, "/jobs/jobs.csv?q=%22engineer+1%22")
    posting = Posting.objects.get(title="Engineer 1")
    assert list(row) == NAMES
    assert row["url"].endswith(posting.get_absolute_url())
    stated = {
        "company": "Acme",
        "places": "Berlin, Germany; New York, NY, United States",
        "country": "Germany",
        "region": "",
        "city": "Berlin",
        "department": "Engineering",
        "function": "engineering",
        "seniority": "senior",
        "work_model": "remote",
        "employment": "full-time",
        "salary_min": "110000",
        "salary_max": "130000",
        "salary_currency": "USD",
        "salary_period": "year",
        "posted_at": "",
        "first_seen_at": f"{posting.first_seen_at:%Y-%m-%dT%H:%M:%SZ}",
        "status": "open",
        "closed_at": "",
        "provider": "lever",
        "apply_url": posting.content.apply_url,
    }
    assert {name: row[name] for name in stated} == stated


def test_a_csv_names_the_places_of_copies_and_the_board_s_words_for_a_place_it_does_not_know(client, market):
    by_title = {row["title"]: row["places"] for row in csv_rows(client, "/jobs/jobs.csv")}
    assert by_title["Night nurse for engineers"] == "Somewhere"
    make.posting("Driver", source=market, places=[make.city("Paris", "FR")], content={"text": "The same."})
    by_title = {row["title"]: row["places"] for row in csv_rows(client, "/jobs/jobs.csv")}
    assert by_title["Driver"] == "Berlin, Germany; Paris, France"


def test_a_csv_has_a_type_and_a_name_to_be_kept_by(client, market):
    response = client.get("/jobs/jobs.csv?city=berlin-germany&work_model=remote")
    text = response.getvalue()
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response["Content-Disposition"] == 'attachment; filename="remote-jobs-in-berlin-germany.csv"'
    assert text.startswith(b"id,url,title,")
    assert text.count(b"\r\n") == text.count(b"\n") == 3


def test_who_goes_away_in_the_middle_of_a_csv_leaves_nothing_open(market, monkeypatch):
    monkeypatch.setattr(csv_export, "CHUNK", 2)
    lines = csv_export.csv_lines(csv_export.all_ids(Selection()))
    assert next(lines) + next(lines)
    with CaptureQueriesContext(connection) as queries:
        lines.close()
    assert not queries.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_cursors where name <> ''")
        assert cursor.fetchone() == (0,)


def test_the_rows_of_a_csv_are_those_of_the_moment_it_was_asked_for(client, market, monkeypatch):
    monkeypatch.setattr(csv_export, "CHUNK", 2)
    expected = ids_on_the_page("")
    response = client.get("/jobs/jobs.csv")
    make.posting("Late", source=market)
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    assert [int(row["id"]) for row in rows] == expected


def test_the_head_of_a_csv_reads_no_job(client, market):
    with CaptureQueriesContext(connection) as queries:
        response = client.head("/jobs/jobs.csv?city=berlin-germany")
    assert response.status_code == 200
    assert response.getvalue() == b""
    assert len(queries) == 2  # the city, the stamp


# -- 304


FORMS = ["feed.atom", "feed.json", "jobs.csv", "changes/feed.atom"]


def again(client, url: str, **headers: str):
    return client.get(url, headers=headers)


def test_who_has_a_list_already_is_told_so_by_two_queries(client, market):
    for tail in FORMS:
        url = f"/cities/berlin-germany/{tail}"
        first = client.get(url)
        with CaptureQueriesContext(connection) as queries:
            second = again(client, url, if_none_match=first["ETag"])
        assert second.status_code == 304
        assert second["ETag"] == first["ETag"]
        assert len(queries) == 2  # the city, the stamp


def close(posting: Posting) -> None:
    posting.active, posting.closed_at, posting.last_seen_at = False, make.NOW, make.NOW
    posting.save()
    enter([posting.id])


def retitle(posting: Posting) -> None:
    posting.title += ", changed"
    posting.save()
    enter([posting.id])


def move_to_paris(posting: Posting) -> None:
    paris = make.city("Paris", "FR")
    posting.city, posting.country = paris, paris.country
    posting.save()
    posting.places.all().delete()
    posting.places.create(position=0, city=paris, country=paris.country)
    enter([posting.id])


@pytest.mark.parametrize("happens", [close, retitle, move_to_paris])
def test_a_list_is_told_anew_when_a_job_of_it_closes_changes_or_leaves(client, market, happens):
    urls = [f"/jobs/{tail}?city=berlin-germany&department=engineering" for tail in FORMS]
    had = {url: client.get(url)["ETag"] for url in urls}
    happens(Posting.objects.get(title="Engineer 0"))
    for url in urls:
        assert again(client, url, if_none_match=had[url]).status_code == 200


def test_a_list_is_told_anew_when_a_job_opens_in_it(client, market):
    urls = [f"/cities/berlin-germany/{tail}" for tail in FORMS]
    had = {url: client.get(url)["ETag"] for url in urls}
    make.posting("Baker", places=[make.city("Berlin", "DE")])
    for url in urls:
        assert again(client, url, if_none_match=had[url]).status_code == 200


def test_what_happens_elsewhere_does_not_tell_a_list_anew(client, market):
    url = "/cities/berlin-germany/feed.atom"
    first = client.get(url)
    make.posting("Baker", places=[make.city("Paris", "FR")])
    assert again(client, url, if_none_match=first["ETag"]).status_code == 304


def test_the_list_of_closed_jobs_is_told_anew_when_one_closes(client, market):
    first = client.get("/jobs/feed.atom?status=closed")
    close(Posting.objects.get(title="Nurse"))
    assert again(client, "/jobs/feed.atom?status=closed", if_none_match=first["ETag"]).status_code == 200


def asked(query: str, stamp: datetime) -> Asked:
    made = Asked(selected(QueryDict(query)).selection, "/jobs/", "feed.atom", QueryDict(query))
    made.__dict__["stamp"] = stamp
    return made


NOON = datetime(2026, 6, 6, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_date_of_the_last_change_is_given_when_no_other_can_bear_it():
    assert conditional.last_modified(asked("", NOON), NOON + SECOND) is None
    assert conditional.last_modified(asked("", NOON), NOON + 10 * SECOND) == NOON


def test_a_list_by_age_changes_with_the_hour(monkeypatch):
    assert conditional.last_modified(asked("posted=7d", NOON - DAY), NOON + 90 * SECOND) == NOON
    before = conditional.etag_of(asked("posted=7d", NOON))
    monkeypatch.setattr(conditional, "hour", lambda selection: NOON)
    assert conditional.etag_of(asked("posted=7d", NOON)) != before


def test_a_reader_with_only_a_date_is_answered_by_it(client, market, monkeypatch):
    monkeypatch.setattr(conditional.timezone, "now", lambda: datetime.now(UTC) + 11 * SECOND)
    first = client.get("/jobs/feed.json")
    assert again(client, "/jobs/feed.json", if_modified_since=first["Last-Modified"]).status_code == 304
    early = "Mon, 01 Jan 2024 00:00:00 GMT"
    assert again(client, "/jobs/feed.json", if_modified_since=early).status_code == 200


def test_a_new_way_of_writing_is_told_anew(client, market, monkeypatch):
    first = client.get("/jobs/feed.json")
    monkeypatch.setattr(conditional, "VERSION", conditional.VERSION + 1)
    assert again(client, "/jobs/feed.json", if_none_match=first["ETag"]).status_code == 200


# -- addresses


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
