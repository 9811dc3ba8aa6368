"""changes/ under any list: what happened to its jobs, as a page and as Atom."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from postings import changes
from postings.entries import enter
from postings.feeds import changes as pages
from postings.filters import selected
from postings.models import Event, Posting
from postings.paging import keyset_page
from postings.story.wording import topic
from tests import make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def close(posting: Posting) -> Event:
    posting.active, posting.closed_at, posting.last_seen_at = False, make.NOW, make.NOW
    posting.save()
    enter([posting.id])
    return make.event(posting, "job.closed", metadata={"words": "The board did not list it."})


@pytest.fixture
def market(db):
    """A nurse in Berlin that moved there and a closed cook, at Acme; an engineer with a copy and one out of scope."""
    acme, berlin = make.source(company=make.company("Acme")), make.city("Berlin", "DE")
    nurse = make.posting("Nurse", source=acme, places=[berlin], workplace_type="remote")
    cook = make.posting("Cook", source=acme, places=[berlin])
    for posting in (nurse, cook):
        make.event(posting)
    same_visit = make.crawl(source=acme)
    moved = {"old": [{"city": "Paris", "country": "FR"}], "new": [{"city": "Berlin", "country": "DE"}]}
    make.event(nurse, "job.updated", field="places", crawl=same_visit, **moved)
    make.event(nurse, "job.updated", field="description", old="Long ago.", new="Today.", crawl=same_visit)
    make.event(nurse, "job.updated", field="salary_min", old=None, new=50_000, crawl=same_visit)
    close(cook)
    other = make.source(company=make.company("Beta"))
    for _ in range(2):
        make.event(make.posting("Engineer", source=other, content={"text": "The same."}))
    make.event(make.posting("Elsewhere", source=other, listed=False))
    return acme


def types_in(query: str, **at: str) -> list[str]:
    """The events of a page, in the order of the page."""
    events = changes.events_of(selected(QueryDict(query)).selection)
    page = keyset_page(events, RequestFactory().get("/", at), 50)
    return [f"{event.type} {event.posting.title}" for event in page.rows]


NURSE = ["job.updated Nurse"] * 3
BERLIN = ["job.closed Cook", *NURSE, "job.created Cook", "job.created Nurse"]


@pytest.mark.parametrize("narrow", [0, 1000])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["job.created Engineer", *BERLIN]),
        ("city=berlin-germany", BERLIN),
        ("city=berlin-germany&status=closed", BERLIN),
        ("-city=berlin-germany", ["job.created Engineer"]),
        ("city=unknown", ["job.created Engineer"]),
        ("work_model=remote", [*NURSE, "job.created Nurse"]),
        ("q=cook", ["job.closed Cook", "job.created Cook"]),
        ("q=plumber", []),
    ],
)
def test_the_events_of_a_list_are_those_of_its_jobs_in_any_state(market, monkeypatch, narrow, query, expected):
    """However they are read: by the events, or by the jobs. Copies and what is out of scope are in no list."""
    monkeypatch.setattr(changes, "NARROW", narrow)
    assert types_in(query) == expected


@pytest.mark.parametrize("narrow", [0, 1000])
def test_pages_of_events_lead_on_without_repeating_or_leaving_out(client, market, monkeypatch, narrow):
    monkeypatch.setattr(changes, "NARROW", narrow)
    monkeypatch.setattr(pages, "SIZE", 2)
    url, found = "/cities/berlin-germany/changes/feed.atom", []
    while url:
        root = ElementTree.fromstring(client.get(url).content)
        found += [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        url = next((link.get("href") for link in root.iter(f"{ATOM}link") if link.get("rel") == "next"), None)
    listed = Event.objects.filter(posting__title__in=["Nurse", "Cook"]).order_by("-id")
    assert [id.rpartition("/")[2] for id in found] == [str(event.id) for event in listed]


# -- the page


def rows(client, url: str) -> list[str]:
    response = client.get(url)
    assert response.status_code == 200
    return [" ".join(row.text(separator=" ").split()) for row in LexborHTMLParser(response.content).css(".jobs > li")]


def test_what_one_visit_saw_of_a_job_is_one_row_in_words(client, market):
    closed, changed, *opened = rows(client, "/cities/berlin-germany/changes/")
    assert "Closed" in closed
    assert "The board did not list it." in closed
    assert f"{topic('places').capitalize()}: Paris, France became Berlin, Germany" in changed
    assert "Salary min: not stated became 50000" in changed
    assert "Description: what changed in it" in changed
    assert len(opened) == 2


def test_a_page_of_one_type_has_only_that(client, market):
    assert len(rows(client, "/jobs/changes/?type=closed")) == 1
    assert len(rows(client, "/jobs/changes/?type=opened")) == 3
    assert rows(client, "/companies/beta/changes/?type=closed") == []


@pytest.mark.parametrize(
    "query", ["type=moved", "since=yesterday", "since=-1", "after=x", "page=2", "colour=red", "city=nowhere"]
)
def test_what_a_page_of_changes_cannot_mean_is_said(client, market, query):
    response = client.get(f"/jobs/changes/?{query}")
    assert response.status_code == 404
    assert query.partition("=")[2 if query.startswith(("type", "since", "after", "city")) else 0] in response.text


def test_since_a_visit_a_job_is_one_row_with_all_that_happened_to_it(client, market):
    nurse = Posting.objects.get(title="Nurse")
    before = Event.objects.filter(posting=nurse).order_by("id").first().id
    (closed, changed) = rows(client, f"/cities/berlin-germany/changes/?since={before}")
    assert "Opened, closed" in closed
    assert "Changed" in changed
    assert rows(client, f"/cities/berlin-germany/changes/?type=closed&since={before}") == [closed]


def test_a_page_of_changes_offers_the_address_for_the_next_visit(client, market):
    last = Event.objects.order_by("id").last().id
    assert f'href="/cities/berlin-germany/?since={last}"' in client.get("/cities/berlin-germany/changes/").text


def test_a_visit_in_the_future_is_said_to_be_one(client, market):
    response = client.get("/jobs/changes/?since=123456789012345678901234567890")
    assert "in the future of this site" in response.text
    assert "Nothing has happened since" in response.text


def test_texts_of_boards_are_shown_as_text(client, market):
    nurse = Posting.objects.get(title="Nurse")
    make.event(nurse, "job.updated", field="title", old="<script>", new="<b>" * 100)
    make.event(nurse, "job.updated", field="places", old="of an older shape", new={"city": ["odd"]})
    response = client.get("/jobs/changes/")
    assert response.status_code == 200
    assert "<script>" not in response.text.replace('<script type="application/ld+json">', "")


def test_a_long_description_is_not_fetched_for_a_list(market):
    events = changes.with_values(changes.events_of(selected(QueryDict("q=nurse")).selection)).order_by("-id")
    values = {event.field: (event.before, event.after) for event in events}
    assert values["description"] == (None, None)
    assert values["salary_min"] == (None, 50_000)


def test_a_page_of_changes_reads_each_thing_once(client, market):
    client.get("/cities/berlin-germany/changes/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/cities/berlin-germany/changes/")
    assert len(queries) <= 7  # the city, the position, its jobs, events, the rows of their jobs, further places


# -- Atom


def test_an_event_is_an_entry_in_words(client, market):
    root = ElementTree.fromstring(client.get("/cities/berlin-germany/changes/feed.atom").content)
    said = {
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) for entry in root.findall(f"{ATOM}entry")
    }
    assert root.findtext(f"{ATOM}title") == "What happened to jobs in Berlin, Germany"
    assert said == {
        ("Closed: Cook at Acme", "The board did not list it."),
        ("Changed: Nurse at Acme", f"{topic('places').capitalize()}: Paris, France became Berlin, Germany."),
        ("Changed: Nurse at Acme", "Description changed."),
        ("Changed: Nurse at Acme", "Salary min: not stated became 50000."),
        ("Opened: Cook at Acme", "Opened on its board."),
        ("Opened: Nurse at Acme", "Opened on its board."),
    }


def test_a_feed_of_one_type_says_so_on_all_its_pages(client, market, monkeypatch):
    monkeypatch.setattr(pages, "SIZE", 1)
    root = ElementTree.fromstring(client.get("/jobs/changes/feed.atom?type=opened").content)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert all("type=opened" in href for href in links.values())
    assert client.get(links["next"]).status_code == 200
    assert links["alternate"].endswith("/jobs/changes/?type=opened")
