"""Each awkward case does what its name says."""

import json
from collections import Counter

import pytest

from companies import fetching
from companies.fetching import FetchError
from companies.providers import board_in, greenhouse, lever
from companies.providers.base import Request
from postings.demo import shapes
from postings.demo.cases import CASES, Oddity, Upset, named
from postings.demo.market import DAYS
from postings.demo.words import roles, trades


def job_of(market, name, day=0):
    return market.odd_job(named(name), day)


def record_of(market, name, day=0):
    """The case's job as its ATS tells it."""
    board = market.boards[named(name).board]
    return shapes.BY_ATS[board.ats].record(job_of(market, name, day), board)


def days_listed(market, name):
    """The days on which the case's job is on its board."""
    key, board = job_of(market, name).id, market.boards[named(name).board]
    return [day for day in range(DAYS) if key in {job.id for job in market.listed(board, day)}]


def ask(ats, name, day, skip=0):
    """What the case's board answers that day, as a page."""
    ats.day = day
    board = ats.market.boards[named(name).board]
    slug, found = board_in(shapes.page(board))
    first = {"lever": lever, "greenhouse": greenhouse}[slug].first(found)
    return ats.get(Request(first.url, {**first.params, "skip": skip} if slug == "lever" else first.params))


def test_cases_have_names_of_their_own_and_boards_that_exist(market):
    assert max(Counter(case.name for case in CASES).values()) == 1
    assert {case.board for case in CASES} <= set(market.boards)
    assert all(case.tells.endswith(".") for case in CASES)


@pytest.mark.parametrize("case", [case for case in CASES if isinstance(case, Oddity)], ids=lambda case: case.name)
def test_an_odd_job_is_of_a_role_that_its_employer_hires(market, case):
    parts = trades()[market.boards[case.board].employer.trade]
    assert not case.role or case.role in {name for part in parts for team in part.teams.values() for name in team}
    assert market.odd_job(case, 0).role in roles()


@pytest.mark.parametrize("case", [case for case in CASES if isinstance(case, Upset)], ids=lambda case: case.name)
def test_an_upset_happens_within_the_market_s_days(market, case):
    board = market.boards[case.board]
    assert 0 <= case.first < DAYS
    assert case in market.upsets(board, case.first)
    assert case.last >= DAYS or case not in market.upsets(board, case.last + 1)


def test_the_remote_flag_stands_beside_a_text_that_denies_it(market):
    record = record_of(market, "remote flag contradicted")
    assert record["workplaceType"] == "remote"
    assert "This is not a remote position" in record["descriptionPlain"]


def test_pay_stands_only_in_the_text(market):
    record = record_of(market, "pay only in the text")
    assert "salaryRange" not in record
    assert "$168,000 to $214,000" in record["additionalPlain"]


def test_one_job_is_in_nine_cities_of_several_countries(market):
    job = job_of(market, "one job in many cities")
    assert len(job.places) == 9
    assert len({place.country for place in job.places}) > 5


def test_a_posting_is_edited_twice(market):
    jobs = [job_of(market, "edited twice", day) for day in (0, 7, 8, 16, 17, 29)]
    assert [jobs[0], jobs[2], jobs[4]] == [jobs[1], jobs[3], jobs[5]]
    assert jobs[0].title != jobs[2].title == jobs[4].title
    assert [len(job.places) for job in jobs] == [1, 1, 1, 1, 2, 2]
    assert len({job.id for job in jobs}) == 1


@pytest.mark.parametrize(
    ("name", "gone"),
    [("gone for a day", [11]), ("closed and reopened", [8, 9, 10, 11, 12, 13])],
)
def test_a_job_goes_and_comes_back_under_its_id(market, name, gone):
    assert days_listed(market, name) == [day for day in range(DAYS) if day not in gone]


def test_a_job_is_posted_again_under_another_id(market):
    first, second = job_of(market, "posted, then closed"), job_of(market, "posted again", 13)
    assert first.id != second.id
    assert (first.title, first.sections, first.requisition) == (second.title, second.sections, second.requisition)
    assert first.posted_at < second.posted_at
    assert days_listed(market, "posted, then closed")[-1] < days_listed(market, "posted again")[0]


def test_html_is_hostile_orphaned_or_escaped_as_its_case_says(market):
    assert "<script>" in record_of(market, "hostile HTML")["descriptionHtml"]
    assert "&lt;ul&gt;" in record_of(market, "HTML escaped once more")["descriptionBody"]
    assert "&lt;li&gt;Advise" in record_of(market, "orphan list items")["content"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("date in the year 39996", "createdAt"),
        ("date in the year 0", "first_published"),
        ("date in the year 40000", "publishedAt"),
    ],
)
def test_dates_are_absurd(market, name, field):
    assert record_of(market, name)[field] == job_of(market, name).posted_raw


def test_titles_are_long_or_decorated(market):
    assert len(job_of(market, "very long title").title) > 400
    assert "🚀" in job_of(market, "emoji and gender mark in the title").title


def test_other_oddities_are_in_their_records(market):
    assert record_of(market, "unlisted posting")["isListed"] is False
    two_minds = record_of(market, "remote flag beside hybrid")
    assert (two_minds["isRemote"], two_minds["workplaceType"]) == (True, "Hybrid")
    assert record_of(market, "pay upside down")["salaryRange"]["max"] == 9_500
    assert "\x00" in record_of(market, "broken characters")["descriptionPlain"]
    assert record_of(market, "no text at all")["content"] == ""
    assert "English" in record_of(market, "two languages in one body")["content"]


def test_a_lone_surrogate_leaves_the_server_escaped_as_json_allows(ats):
    page = ask(ats, "broken characters", 0)
    assert rb"\ud83d" in page.body
    assert any("\ud83d" in job["descriptionPlain"] for job in page.json)


def test_a_board_is_empty_for_a_day(ats):
    assert [len(ask(ats, "empty for a day", day).json["jobs"]) > 0 for day in (10, 11, 12)] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("too many requests", "429"),
        ("second page cut off", "could not be read"),
    ],
)
def test_a_board_refuses_or_breaks_off(ats, name, words):
    day = named(name).first
    with pytest.raises(FetchError, match=words):
        ask(ats, name, day, skip=100)
    ask(ats, name, day - 1, skip=100)


def test_some_answers_are_no_boards(ats):
    with pytest.raises(ValueError, match="not JSON"):
        ask(ats, "half a body", named("half a body").first).json  # noqa: B018
    with pytest.raises(ValueError, match="not JSON"):
        ask(ats, "page for people", named("page for people").first).json  # noqa: B018
    assert isinstance(ask(ats, "another shape", named("another shape").first).json, dict)
    wrong = ask(ats, "wrong total", named("wrong total").first).json
    assert wrong["meta"]["total"] == len(wrong["jobs"]) + 7


def test_a_board_without_pages_for_it_answers_503_or_404(ats):
    for name, status in (("unavailable", 503), ("board taken down", 404)):
        board = ats.market.boards[named(name).board]
        ats.day = named(name).first
        with pytest.raises(FetchError) as failure:
            fetching.ask(ats.via(Request(f"https://api.ashbyhq.com/posting-api/job-board/{board.token}")), private=True)
        assert failure.value.status == status


def test_records_lose_or_share_an_id(market):
    records = [{"id": str(number)} for number in range(4)]
    assert [job["id"] for job in named("record without id").records(records)] == ["0", "1", None, "3"]
    assert [job["id"] for job in named("two records with one id").records(records)] == ["0", "0", "2", "3"]


def test_a_company_is_renamed(ats):
    names = [{job["company_name"] for job in ask(ats, "renamed company", day).json["jobs"]} for day in (14, 15)]
    assert names == [{"Gridwether Wind"}, {"Gridwether Energy"}]


def test_a_recruiter_is_named_in_a_field_of_the_type_user(ats):
    page = ask(ats, "recruiter's name", 0)
    named_users = [field for job in page.json["jobs"] for field in job["metadata"] if field["value_type"] == "user"]
    assert len(named_users) == len(page.json["jobs"])
    assert "Ottoline Fennimarsh" in json.dumps(named_users)


def test_the_freeze_takes_more_at_once_than_one_visit_is_believed_for(market):
    board, day = market.boards[named("hiring freeze").board], named("hiring freeze").first
    before, after = ({job.id for job in market.listed(board, each)} for each in (day - 1, day))
    assert len(before - after) >= 10
    assert len(before - after) > 0.3 * len(before)
