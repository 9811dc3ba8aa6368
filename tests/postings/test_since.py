"""What is new to a reader who was here before: the marks, their exact numbers, and the lists behind these."""

import random

import pytest
from django.http import Http404, QueryDict
from django.template import engines
from selectolax.lexbor import LexborHTMLParser

from postings.entries import enter
from postings.feeds import changes
from postings.filters import selected
from postings.models import Event, Posting
from postings.since import CLOSED_SHOWN, MARKS, Since, position, since
from tests import make

pytestmark = pytest.mark.django_db


def told(query: str, ids=()) -> Since:
    """What the page at /jobs/?query with the rows `ids` says."""
    query = QueryDict(query)
    selection = selected(query).selection
    return since(selection, query, ids, selection.url(), position())


def marks_since(number: int, *postings: Posting) -> dict[str, str]:
    marks = told(f"since={number}", [posting.id for posting in postings]).marks
    return {posting.title: marks[posting.id] for posting in postings if posting.id in marks}


def numbers(query: str) -> dict[str, int]:
    return {counted.mark: counted.number for counted in told(query).counts}


def opened(title: str = "Engineer", **columns) -> Posting:
    posting = make.posting(title, **columns)
    make.event(posting)
    return posting


def happen(posting: Posting, *types: str) -> None:
    """Each of `types` ("updated", "closed", "reopened") happens, and leaves the posting as it does."""
    for type in types:
        make.event(posting, f"job.{type}", field="title" if type == "updated" else "")
        if type != "updated":
            posting.active = type == "reopened"
            posting.closed_at = posting.last_seen_at = None if posting.active else make.NOW
    posting.save()
    enter([posting.id])


# -- the marks


@pytest.mark.parametrize(
    ("types", "mark"),
    [
        (["updated"], "changed"),
        (["closed"], "closed"),
        (["updated", "closed"], "closed"),
        (["closed", "reopened"], "reopened"),
        (["closed", "reopened", "updated"], "reopened"),
        (["closed", "reopened", "closed"], "closed"),
    ],
)
def test_a_job_that_was_there_is_marked_by_what_has_become_of_it(types, mark):
    posting = opened()
    before = position()
    assert marks_since(before, posting) == {}
    happen(posting, *types)
    assert marks_since(before, posting) == {"Engineer": mark}
    assert numbers(f"since={before}") == {mark: 1}
    assert marks_since(position(), posting) == {}


@pytest.mark.parametrize(
    ("types", "mark"),
    [([], "new"), (["updated"], "new"), (["closed", "reopened"], "new"), (["closed"], "closed")],
)
def test_a_job_that_was_not_there_is_new_while_it_is_open(types, mark):
    before = position()
    posting = opened()
    happen(posting, *types)
    assert marks_since(before, posting) == {"Engineer": mark}


def test_only_the_rows_of_the_page_are_marked_and_all_of_the_selection_are_counted():
    shown, _ = opened("Shown"), opened("Other")
    found = told("since=0", [shown.id])
    assert found.marks == {shown.id: "new"}
    assert [counted.number for counted in found.counts] == [2]


def test_copies_and_what_is_out_of_scope_are_neither_marked_nor_counted():
    source = make.source()
    for _ in range(2):
        opened("Driver", source=source, content={"text": "The same."})
    opened("Elsewhere", source=source, listed=False)
    assert numbers("since=0") == {"new": 1}


def test_another_selection_has_its_own_numbers():
    berlin = make.city("Berlin", "DE")
    opened("Nurse", places=[berlin])
    happen(opened("Cook", places=[make.city("Paris", "FR"), berlin]), "closed")
    opened("Clerk")
    assert numbers("city=berlin-germany&since=0") == {"new": 1, "closed": 1}
    assert numbers("-city=berlin-germany&since=0") == {"new": 1}
    assert numbers("city=unknown&since=0") == {"new": 1}
    assert numbers("q=nurse&since=0") == {"new": 1}


def test_a_list_of_closed_jobs_marks_those_that_have_closed():
    happen(opened("Nurse"), "closed")
    opened("Cook")
    assert numbers("status=closed&since=0") == {"closed": 1}
    assert numbers("status=all&since=0") == {"new": 1, "closed": 1}


# -- the numbers, against an account of our own


def account(number: int) -> dict[str, int]:
    """The numbers, told event by event."""
    counted: dict[str, int] = {}
    for posting in Posting.objects.all():
        types = set(Event.objects.filter(posting=posting, id__gt=number).values_list("type", flat=True))
        for mark, type, is_open in (
            ("closed", "job.closed", False),
            ("new", "job.created", True),
            ("reopened", "job.reopened", True),
            ("changed", "job.updated", True),
        ):
            if posting.active == is_open and type in types:
                counted[mark] = counted.get(mark, 0) + 1
                break
    return counted


@pytest.fixture
def busy_weeks(db):
    """Jobs to which many things happened, in an order that no rule made."""
    chance, source = random.Random(7), make.source()
    postings = []
    for number in range(30):
        if not postings or chance.random() < 0.5:
            postings.append(opened(f"Job {number}", source=source))
        else:
            posting = chance.choice(postings)
            happen(posting, chance.choice(["updated", "closed" if posting.active else "reopened"]))


def test_the_numbers_are_exact_from_every_position_on(busy_weeks):
    for event in Event.objects.order_by("id"):
        assert numbers(f"since={event.id}") == account(event.id)


def test_every_number_leads_to_a_list_of_exactly_so_many(client, busy_weeks, monkeypatch):
    monkeypatch.setattr(changes, "SIZE", 3)
    middle = Event.objects.order_by("id")[10].id
    counts = told(f"since={middle}").counts
    assert {counted.mark for counted in counts} == set(MARKS)
    for counted in counts:
        rows = rows_of_all_pages(client, counted.url)
        assert len(rows) == len(set(rows)) == counted.number
    assert len(rows_of_all_pages(client, f"/jobs/changes/?since={middle}")) == sum(counted.number for counted in counts)


def rows_of_all_pages(client, url: str) -> list[str]:
    """The addresses of the jobs on a page of changes and on those that follow; back again they are the same."""
    rows, pages, back = [], [], ""
    while url:
        page = LexborHTMLParser(client.get(url).content)
        pages.append([link.attributes["href"] for link in page.css(".jobs .job-title a")])
        rows += pages[-1]
        back = url
        url = next((link.attributes["href"] for link in page.css("a[rel~=next]")), "")
    before = LexborHTMLParser(client.get(back).content).css_first("a[rel~=prev]")
    if before:
        page = LexborHTMLParser(client.get(before.attributes["href"]).content)
        assert [link.attributes["href"] for link in page.css(".jobs .job-title a")] == pages[-2]
    return rows


# -- what has closed


def test_the_last_that_have_closed_are_named_the_last_first():
    source = make.source()
    postings = [opened(f"Job {number}", source=source) for number in range(CLOSED_SHOWN + 2)]
    before = position()
    for posting in postings:
        happen(posting, "closed")
    found = told(f"since={before}")
    assert [row.title for row in found.closed] == [posting.title for posting in postings[:1:-1]]
    assert found.counts[0].number == len(postings)
    assert found.counts[0].url == f"/jobs/changes/?type=closed&since={before}"


# -- the number in the address


def test_a_first_visit_is_offered_the_address_to_come_back_to():
    opened()
    found = told("work_model=remote")
    assert found == Since(url=f"/jobs/?work_model=remote&since={position()}")


def test_a_site_where_nothing_has_happened_stands_at_the_beginning():
    assert position() == 0
    assert told("").url == "/jobs/?since=0"
    assert told("since=0").counts == []


def test_a_number_that_the_site_has_not_come_to_is_taken_as_now():
    opened()
    for number in (position() + 1, 10**30):
        found = told(f"since={number}")
        assert found.visit.is_future
        assert found.visit.number == position()
        assert found.counts == []


@pytest.mark.parametrize("text", ["-1", "1.5", "now", "1e3", "１２", "0x10", " 1", "²"])
def test_what_is_no_number_is_named_back(text):
    with pytest.raises(Http404, match="since= takes the number of a last visit"):
        since(selected(QueryDict("")).selection, {"since": text}, [], "/jobs/", 0)


def test_a_visit_is_told_by_its_moment():
    opened()
    assert told(f"since={position()}").visit.at == make.NOW
    assert told("since=0").visit.at is None


# -- as it is shown


@pytest.mark.parametrize("query", ["", "since=0", "since=999999999"])
def test_the_part_of_the_page_says_it_in_words(query):
    happen(opened("Nurse <b>"), "closed")
    opened("Cook")
    html = rendered(told(query))
    if not query:
        assert f"/jobs/?since={position()}" in html
        return
    future, new = "is in the future of this site" in html, "1 new" in html
    assert (future, new) == (query == "since=999999999", query == "since=0")
    assert ("Nurse &lt;b&gt;" in html) is new


def rendered(found: Since) -> str:
    return engines["jinja2"].env.get_template("components/since.html").render(since=found)
