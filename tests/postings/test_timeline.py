"""Weeks are the events added up: exact whatever happened, and every number is the length of a list."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import Source
from postings.models import Posting
from postings.selection import Selection
from postings.slices import COMPANY
from postings.streams import TYPES, Stream
from postings.timeline import (
    WEEKS,
    Week,
    add_up,
    in_lists,
    of_company,
    of_everything,
    of_source,
    week_called,
    week_name,
)
from postings.walks import walk_of
from tests import make
from tests.boards import MONDAY, job, source, visit

JUNE_1 = date(2026, 6, 1)
WEEK_HOURS = 7 * 24

# Some of these are copies of one another: the same title and the same text.
TITLES = ("Engineer", "Nurse")
boards = st.sets(st.sampled_from("abcdef")).map(lambda keys: [job(key, TITLES[key > "b"]) for key in sorted(keys)])


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(boards, min_size=1, max_size=5), second=st.lists(boards, max_size=2))
def test_after_any_history_the_last_number_is_the_number_open_now(first, second):
    # Each example goes on where the last one stopped: one more state to be right in.
    one, other = source(), source("https://jobs.lever.co/acme-two")
    Source.objects.filter(id=other.id).update(company=one.company)
    days = 3 * one.crawls.count()
    for number, jobs in enumerate(first):
        visit(one, jobs, hours=24 * (days + 3 * number))
    for number, jobs in enumerate(second):
        visit(other, jobs, hours=24 * (days + 3 * number + 1))
    selection = Selection(include={"company": (COMPANY.value(one.company),)})
    assert of_company(one.company).weeks[-1].open == walk_of(selection).total
    assert of_source(one).weeks[-1].open == Posting.objects.open().on(one).count()
    assert of_everything().weeks[-1].open == walk_of(Selection()).total


@pytest.fixture
def acme(db):
    """Read for four weeks: two jobs are found, one opens, one closes, and comes back."""
    board = source()
    visit(board, [job("a", "Cook"), job("b", "Nurse")])
    three = [job("a", "Cook"), job("b", "Nurse"), job("c", "Pilot")]
    visit(board, three, hours=WEEK_HOURS)
    visit(board, three[1:], hours=2 * WEEK_HOURS)
    visit(board, three[1:], hours=2 * WEEK_HOURS + 1)
    visit(board, three, hours=3 * WEEK_HOURS)
    return board.company


def test_each_week_says_what_opened_closed_and_was_open_at_its_end(acme):
    weeks = of_company(acme).weeks
    assert [week.name for week in weeks] == ["2026-W23", "2026-W24", "2026-W25", "2026-W26"]
    assert [tuple(week)[1:] for week in weeks] == [
        (2, 2, 0, 0, 2),  # opened, of them found at the first reading, reopened, closed, open
        (1, 0, 0, 0, 3),
        (0, 0, 0, 1, 2),
        (0, 0, 1, 0, 3),
    ]


def test_each_number_is_the_length_of_its_list_of_events(client, acme):
    for week in of_company(acme).weeks:
        for type, number in (("opened", week.opened), ("closed", week.closed), ("reopened", week.reopened)):
            stream = Stream("", type, week.start)
            assert stream.among(in_lists(acme.events)).count() == number
            page = client.get(f"/companies/acme/events/{stream.url}").content.decode()
            assert f"<h1>{stream.counted(number)} at" in page
            assert page.count('<li class="job-') == number


def test_a_timeline_ends_with_the_last_reading_for_nothing_is_known_after(acme):
    line = of_company(acme)
    assert line.since == MONDAY
    assert line.until == MONDAY + timedelta(hours=3 * WEEK_HOURS)
    visit(acme.sources.get(), [job("a", "Cook"), job("b", "Nurse"), job("c", "Pilot")], hours=6 * WEEK_HOURS)
    assert [week[1:] for week in of_company(acme).weeks[-3:]] == [(0, 0, 0, 0, 3)] * 3


def test_a_failed_visit_is_no_reading(acme):
    make.crawl(source=acme.sources.get(), outcome="failed", started_at=MONDAY + timedelta(days=300))
    assert len(of_company(acme).weeks) == 4


@pytest.mark.django_db
def test_a_company_that_was_never_read_has_no_weeks():
    line = of_company(make.company())
    assert (line.weeks, line.since, line.until, line.found) == ([], None, None, 0)


@pytest.mark.django_db
def test_what_is_outside_the_scope_of_the_site_counts_nowhere():
    inside = make.posting()
    outside = make.posting(company=inside.company, listed=False)
    for posting in (inside, outside):
        make.event(posting)
    assert of_company(inside.company).weeks[-1].open == 1


@pytest.mark.django_db
def test_weeks_begin_on_mondays_in_utc():
    posting = make.posting()
    sunday_night = datetime(2026, 6, 7, 23, 59, 59, tzinfo=UTC)
    make.event(posting, observed_at=sunday_night)
    make.event(posting, "job.closed", observed_at=sunday_night + timedelta(seconds=1))
    first, second = of_company(posting.company).weeks
    assert (first.start, first.opened, first.closed) == (JUNE_1, 1, 0)
    assert (second.start, second.opened, second.closed) == (JUNE_1 + timedelta(weeks=1), 0, 1)


@pytest.mark.django_db
def test_the_weeks_of_a_company_are_two_queries_however_long_its_history(acme, django_assert_num_queries):
    with django_assert_num_queries(2):  # the readings; the events by week
        of_company(acme)


def test_only_the_last_half_year_is_shown_but_all_before_it_is_counted(acme):
    board = acme.sources.get()
    visit(board, [job("a", "Cook"), job("b", "Nurse"), job("c", "Pilot")], hours=40 * WEEK_HOURS)
    line = of_company(acme)
    assert len(line.weeks) == WEEKS
    assert (line.weeks[0].open, line.found) == (3, 0)


def test_a_week_without_moves_is_one_of_zeros():
    moved = {JUNE_1: {"opened": 2, "found": 0, "reopened": 0, "closed": 0}}
    later = JUNE_1 + timedelta(weeks=2)
    assert add_up(moved, JUNE_1, later)[1:] == [
        Week(JUNE_1 + timedelta(weeks=1), 0, 0, 0, 0, 2),
        Week(later, 0, 0, 0, 0, 2),
    ]


@given(st.dates(date(2000, 1, 3), date(2099, 12, 20)))
def test_a_week_is_found_by_its_name(day):
    start = week_called(week_name(day))
    assert start.weekday() == 0
    assert start <= day < start + timedelta(days=7)


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-W00", "2026-W54", "2026-W5", "2026-w05", "9999-W52", "٢٠٢٦-W01", "2026-W01\n"]
)
def test_what_names_no_week_is_none(name):
    assert week_called(name) is None


@pytest.mark.parametrize(
    "query", ["week=2026-W99", "week=yesterday", "type=job.closed", "type=closed&week=1", "week=%27%3B--"]
)
def test_an_unknown_week_or_type_is_named_back(client, acme, query):
    response = client.get(f"/companies/acme/events/?{query}")
    assert response.status_code == 404
    assert "is no week" in response.content.decode() or "is no type of event" in response.content.decode()


def test_the_kinds_and_the_weeks_beside_lead_to_lists_with_as_many(client, acme):
    stream = Stream("/companies/acme/events/", "closed", JUNE_1 + timedelta(weeks=2))
    assert [url for _, url, _ in stream.by_type()][:2] == [
        "/companies/acme/events/?week=2026-W25",
        "/companies/acme/events/?type=opened&week=2026-W25",
    ]
    everything = Stream("/companies/acme/events/", "", JUNE_1 + timedelta(weeks=1))
    assert everything.beside(in_lists(acme.events)) == [
        ("Week of 1 June 2026", "/companies/acme/events/?week=2026-W23"),
        ("Week of 15 June 2026", "/companies/acme/events/?week=2026-W25"),
        ("All weeks", "/companies/acme/events/"),
    ]
    assert "<h1>5 events at" in client.get("/companies/acme/events/").content.decode()


def test_a_stream_is_paged_within_its_week(client, db):
    posting = make.posting()
    for minute in range(60):
        make.event(posting, "job.updated", field="title", observed_at=MONDAY + timedelta(minutes=minute))
    address = f"{posting.company.get_absolute_url()}events/?type=changed&week=2026-W23"
    first = client.get(address).content.decode()
    assert "60 changes at Company" in first
    assert "in the week of 1 June 2026</h1>" in first
    assert first.count('<li class="job-updated"') == 50
    older = posting.events.order_by("-id")[49].id
    assert f"{address.replace('&', '&amp;')}&amp;after={older}" in first
    assert client.get(f"{address}&after={older}").content.decode().count('<li class="job-updated"') == 10


def test_every_type_of_event_can_be_asked_for():
    assert {Stream("", type).url for type in TYPES} == {f"?type={type}" for type in TYPES}
