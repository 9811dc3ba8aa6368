"""The market through the real path: what the site makes of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from companies.crawling import crawl
from companies.models import Company, Crawl, Source
from postings.demo import building
from postings.demo import market as markets
from postings.demo.cases import named
from postings.demo.employers import boards
from postings.demo.market import DAYS, Market, Visit
from postings.demo.server import FakeATS
from postings.hashing import job_id
from postings.models import Event, Posting, PostingContent
from tests import make
from tests.postings.demo.conftest import BEGINS_AT

pytestmark = pytest.mark.django_db


def visits(market, address, *days):
    board = market.boards[address]
    return [Visit(market.moment(board, day), day, board) for day in days]


def live(market, name, *days):
    """Build the board of a case for some days; its crawls, oldest first."""
    address = named(name).board
    for _ in building.build(market, visits(market, address, *days)):
        pass
    return list(Source.objects.get(url=building.url(market.boards[address])).crawls.order_by("id"))


def key_of(market, name, day=0):
    """The key under which the posting of a case is known."""
    job, board = market.odd_job(named(name), day), market.boards[named(name).board]
    return str(job.serial if board.ats == "greenhouse" else job.id)


def posting_of(market, name, day=0):
    return Posting.objects.select_related("content").get(key=key_of(market, name, day))


def life_of(market, name, day=0):
    """The types of the events of a case's posting, oldest first."""
    return list(posting_of(market, name, day).events.order_by("id").values_list("type", flat=True))


def test_the_postings_of_a_board_are_those_of_the_market(market):
    live(market, "hostile HTML", 0)
    listed = market.listed(market.boards["ashby/nightwicket"], 0)
    assert set(Posting.objects.open().values_list("key", flat=True)) == {str(job.id) for job in listed}
    assert Event.objects.count() == len(listed)


def test_a_posting_is_known_by_the_id_that_other_systems_know_it_by(market):
    live(market, "token with a space", 0)
    posting = Posting.objects.first()
    assert posting.job_id == job_id("ashby", "Ovenbright Bakeries", posting.key)


def test_the_sources_are_paused_because_the_real_ats_knows_no_such_boards(market):
    live(market, "board that never changes", 0)
    assert [source.state for source in Source.objects.all()] == ["paused"]


def test_a_company_on_two_boards_is_one_company(market):
    building.add_sources(market, market.boards.values())
    assert Source.objects.count() == len(market.boards) == Company.objects.count() + 1
    assert Company.objects.get(name="Armadune Robotics").sources.count() == 2


def test_the_clock_of_the_postings_is_the_market_s(market):
    first, second = live(market, "edited twice", 0, 1)
    assert [first.started_at, second.started_at] == [visit.at for visit in visits(market, "greenhouse/quillmere", 0, 1)]
    assert Event.objects.earliest("id").observed_at == first.started_at


def test_a_board_that_is_empty_for_a_day_closes_nothing(market):
    crawls = live(market, "empty for a day", 10, 11, 12)
    assert [crawl.outcome for crawl in crawls] == ["whole", "held", "whole"]
    listed_before = {str(job.serial) for job in market.listed(market.boards["greenhouse/celandine"], 10)}
    listed_after = {str(job.serial) for job in market.listed(market.boards["greenhouse/celandine"], 12)}
    assert set(Posting.objects.open().values_list("key", flat=True)) >= listed_before & listed_after


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("too many requests", "failed"),
        ("unavailable", "failed"),
        ("second page cut off", "partial"),
        ("half a body", "failed"),
        ("page for people", "failed"),
        ("another shape", "failed"),
        ("wrong total", "partial"),
        ("record without id", "partial"),
        ("board taken down", "failed"),
        ("page for people at a careers site", "failed"),
        ("feed cut in the middle", "failed"),
        ("pages that come again", "partial"),
        ("total that lies", "partial"),
    ],
)
def test_a_board_that_cannot_be_read_to_its_end_loses_nothing(market, name, outcome):
    before, broken = live(market, name, named(name).first - 1, named(name).first)
    assert (before.outcome, broken.outcome) == ("whole", outcome)
    assert "127.0.0.1" not in broken.error
    assert not Posting.objects.missing().exists()
    assert not Event.objects.filter(type="job.closed").exists()


def test_a_freeze_is_believed_on_the_second_day(market):
    day = named("hiring freeze").first
    crawls = live(market, "hiring freeze", day - 1, day, day + 1)
    assert [crawl.outcome for crawl in crawls[:2]] == ["whole", "held"]
    assert crawls[2].outcome in ("whole", "unchanged")
    assert Event.objects.filter(type="job.closed", crawl=crawls[2]).count() >= 10


def test_of_two_records_with_one_id_the_first_stands(market):
    day = named("two records with one id").first
    crawls = live(market, "two records with one id", day)
    first = market.listed(market.boards["lever/coolabrook"], day)[0]
    assert Posting.objects.get(key=str(first.id)).title == first.title
    assert crawls[0].counts["repeated"] == 1


def test_a_posting_that_flickers_is_never_closed(market):
    live(market, "gone for a day", 10, 11, 12)
    assert life_of(market, "gone for a day") == ["job.created"]


def test_a_posting_that_comes_back_later_is_the_same_one_reopened(market):
    live(market, "closed and reopened", 7, 8, 9, 14)
    assert life_of(market, "closed and reopened")[:3] == ["job.created", "job.closed", "job.reopened"]
    assert posting_of(market, "closed and reopened").active


def test_a_job_that_is_posted_again_is_another_posting(market):
    live(market, "posted again", 8, 10, 11, 13)
    first, second = posting_of(market, "posted, then closed"), posting_of(market, "posted again", 13)
    assert not first.active
    assert second.active
    assert first.title == second.title


def test_each_edit_of_a_posting_is_an_event_per_changed_fact(market):
    live(market, "edited twice", 7, 8, 17)
    events = posting_of(market, "edited twice").events.filter(type="job.updated").order_by("id")
    days = {event.observed_at.date(): set() for event in events}
    for event in events:
        days[event.observed_at.date()].add(event.field)
    assert len(days) == 2
    assert [name in fields for name, fields in zip(("title", "places"), days.values(), strict=True)] == [True, True]


def test_a_renamed_company_keeps_its_old_name_as_an_alias(market):
    live(market, "renamed company", 14, 15)
    company = Company.objects.get(name="Gridwether Energy")
    assert company.aliases == ["Gridwether Wind"]


def test_a_recruiter_s_name_is_stored_in_no_row(market):
    live(market, "recruiter's name", 0)
    for content in PostingContent.objects.all():
        columns = {field.attname: getattr(content, field.attname) for field in PostingContent._meta.fields}
        assert "Fennimarsh" not in str(columns)
        assert "fennimarsh" not in str(columns)


def test_an_unlisted_posting_is_not_shown(market):
    live(market, "unlisted posting", 0)
    assert Posting.objects.exists()
    assert not Posting.objects.filter(key=key_of(market, "unlisted posting")).exists()


def test_hostile_html_is_tamed_and_the_rest_of_it_kept(market):
    live(market, "hostile HTML", 0)
    html = posting_of(market, "hostile HTML").content.html
    for danger in ("<script", "onerror", "javascript:", "<iframe", "<style", "onclick"):
        assert danger not in html
    assert "Never closed" in html


@pytest.mark.parametrize(
    "name", ["date in the year 39996", "date in the year 0", "date in the year 40000", "broken characters"]
)
def test_absurd_values_do_not_keep_a_posting_out(market, name):
    crawls = live(market, name, 0)
    assert "unreadable" not in crawls[0].counts
    assert posting_of(market, name).title == market.odd_job(named(name), 0).title


def test_a_killed_building_goes_on_where_it_stopped(market):
    todo = visits(market, "lever/milpazul", 0, 1, 2)
    next(building.build(market, todo))
    source = Source.objects.get(board="milpazul")
    with FakeATS(market) as ats:
        ats.day = 1
        crawl(source, ats.get, todo[1].at)  # killed before it was ingested
    left = [visit for visit in building.visits_left(market) if visit in todo]
    assert left == todo[1:]
    assert len(list(building.build(market, left))) == 2
    assert not [visit for visit in building.visits_left(market) if visit in todo]
    assert Crawl.objects.filter(source=source).count() == 3


def test_a_database_with_other_companies_is_left_alone(market):
    make.source(company=make.company("A Real Employer"))
    with pytest.raises(building.NotOurs, match="A Real Employer"):
        building.visits_left(market)


def test_a_demo_world_of_another_seed_is_not_mixed_with_this_one(market):
    first = next(market.visits())
    list(building.build(market, [first]))
    with pytest.raises(building.NotOurs, match="another seed"):
        building.visits_left(Market(BEGINS_AT, DAYS, seed=2))


@pytest.fixture
def three_boards(monkeypatch):
    few = {name: boards()[name] for name in ("lever/protealight", "ashby/commonplate", "ashby/alderdispatch")}
    monkeypatch.setattr(markets, "boards", lambda: few)
    monkeypatch.setattr(building, "boards", lambda: few)


def demo(**options):
    out, err = StringIO(), StringIO()
    call_command("demo", stdout=out, stderr=err, **options)
    return out.getvalue()


def test_the_command_builds_the_world_once(three_boards):
    assert demo(days=2).startswith("6 visits in ")
    last = Crawl.objects.latest("started_at").started_at
    assert building.begun_at() < last < building.beginning(0)
    events = Event.objects.count()
    assert demo(days=2) == "The demo world is complete: there is nothing to add.\n"
    assert Event.objects.count() == events


def test_the_command_says_in_a_sentence_why_it_does_not_run(three_boards):
    make.source(company=make.company("A Real Employer"))
    with pytest.raises(CommandError, match="of its own; in this one, it holds companies"):
        demo()
    with pytest.raises(CommandError, match="at least one day"):
        demo(days=0)


def test_a_board_that_is_slow_is_read_whole(market):
    assert [crawl.outcome for crawl in live(market, "slow answers", 14, 15)] == ["whole", "whole"]


def test_own_answers_that_are_refused_are_owed_and_read_the_next_days(market):
    """Each third request is refused: of the list's and the jobs' own, two in three are read."""
    board = market.boards[named("every third request refused").board]
    first, *_, last = live(market, "every third request refused", 3, 4, 5, 6, 7, 8)
    assert len(first.owed) >= len(market.listed(board, 3)) // 4
    assert not Event.objects.filter(type="job.closed", crawl=first).exists()
    assert len(last.owed) < len(first.owed) / 2
