"""Records' own pages: asked for when they may tell something new, and no more than a visit may ask."""

import json
from datetime import timedelta
from itertools import pairwise

import pytest

from companies.crawling import crawl
from companies.details import has_its_turn, lasting
from companies.directory import add_board
from companies.fetching import Declined, Postponed
from companies.models import Crawl
from companies.providers import PROVIDERS
from companies.providers.base import Page
from postings.audit import audit
from postings.effects import Effects
from postings.ingest import ingest
from postings.models import Event, Posting, PostingContent
from postings.renormalise import renormalise
from tests.boards import MONDAY
from tests.detailed import SLUG, DetailedBoard, outline

FIVE = {key: f"Engineer {key}" for key in "abcde"}


@pytest.fixture(autouse=True)
def registered(monkeypatch, settings):
    """One of the providers; own pages are asked again after years, except where a test is about that."""
    monkeypatch.setitem(PROVIDERS, SLUG, outline)
    settings.CRAWL_DETAIL_DAYS = 100_000


@pytest.fixture
def board(db):
    return DetailedBoard(dict(FIVE))


def texts() -> dict[str, str]:
    return dict(PostingContent.objects.values_list("posting__key", "text"))


def test_a_first_visit_asks_for_every_own_page_and_archives_it_with_its_key(board):
    source = board.source()
    seen = board.visit(source)
    assert board.asked == ["", "", *FIVE]
    assert [payload.get("of") for payload in seen.payloads] == [None, None, *FIVE]
    assert (seen.outcome, seen.owed, seen.pages) == (Crawl.Outcome.WHOLE, [], 7)
    assert texts() == {key: f"All about {key}." for key in FIVE}
    assert set(Event.objects.values_list("type", flat=True)) == {"job.created"}


@pytest.mark.parametrize("etag", ["", '"1"'])
def test_an_unchanged_board_costs_no_own_page(board, etag):
    """Whether its list comes again, comes with other words for its age, or is said to be the same."""
    board.etag = etag
    board.titles = {"a": "Engineer"}
    source = board.source()
    board.visit(source)
    board.posted = "yesterday"
    seen = board.visit(source, hours=12)
    assert board.asked == [""]
    assert (seen.outcome, seen.counts) == (Crawl.Outcome.UNCHANGED, {"listed": 1})
    assert Event.objects.count() == 1


def test_only_new_and_changed_records_are_asked_for_their_own_pages(board):
    source = board.source()
    board.visit(source)
    board.titles |= {"b": "Senior Engineer", "f": "Nurse"}
    board.texts["a"] = "<p>A change that the list does not show.</p>"
    board.visit(source, hours=12)
    assert board.details == ["b", "f"]
    assert texts()["f"] == "All about f."
    assert list(Event.objects.filter(type="job.updated").values_list("posting__key", "field")) == [("b", "title")]


def test_a_visit_asks_for_so_many_and_owes_the_rest(board, settings):
    settings.CRAWL_MAX_DETAILS = 2
    source = board.source()
    owed = []
    for hours in (0, 1, 2):
        owed.append(board.visit(source, hours=hours).owed)
        source.refresh_from_db()
        assert (source.next_due_at - source.last_tried_at < timedelta(hours=1)) == bool(owed[-1])
    assert owed == [["c", "d", "e"], ["e"], []]
    assert texts() == {key: f"All about {key}." for key in FIVE}
    assert board.visit(source, hours=3).outcome == Crawl.Outcome.UNCHANGED


def test_an_own_page_that_fails_is_owed_and_its_board_is_whole_all_the_same(board):
    source = board.source()
    board.broken = {"b"}
    board.texts["d"] = ""  # an answer of another shape
    seen = board.visit(source)
    assert (seen.outcome, seen.owed) == (Crawl.Outcome.WHOLE, ["b"])
    posting = Posting.objects.get(key="b")
    assert (posting.title, texts()["b"]) == ("Engineer b", "")
    board.broken = set()
    seen = board.visit(source, hours=12)
    assert (board.details, seen.owed, texts()["b"]) == (["b"], [], "All about b.")


def test_what_fails_comes_last_so_that_it_keeps_nobody_waiting(board, settings):
    settings.CRAWL_MAX_DETAILS = 2
    source = board.source()
    board.broken, board.status = {"a", "b"}, 404
    assert board.visit(source).owed == ["c", "d", "e", "a", "b"]
    assert board.visit(source, hours=1).owed == ["e", "a", "b"]


def test_a_host_that_refuses_three_running_is_left_alone_for_the_visit(board):
    source = board.source()
    board.broken = set(FIVE)
    seen = board.visit(source)
    assert board.details == ["a", "b", "c"]
    assert seen.owed == ["d", "e", "a", "b", "c"]


@pytest.mark.parametrize("refusal", [Postponed("It rests.", MONDAY), Declined("Its robots.txt keeps us off.")])
def test_a_host_that_is_not_to_be_asked_is_not_tried_again_for_the_next_page(board, refusal):
    source = board.source()
    board.broken, board.refusal = {"b", "c", "d", "e"}, refusal
    seen = board.visit(source)
    assert board.details == ["a", "b"]
    assert (seen.outcome, seen.owed) == (Crawl.Outcome.WHOLE, ["b", "c", "d", "e"])


def test_a_list_that_breaks_off_asks_for_no_own_page_and_forgets_none(board):
    source = board.source()
    board.visit(source)
    board.titles |= {"a": "Other", "f": "Nurse"}
    whole, board.get = board.get, breaking_off(board)
    seen = board.visit(source, hours=12)
    assert (seen.outcome, board.details, seen.owed) == (Crawl.Outcome.PARTIAL, [], ["a"])
    board.get = whole
    board.visit(source, hours=13)
    assert sorted(board.details) == ["a", "f"]


def breaking_off(board):
    whole = board.get

    def get(request):
        if request.params.get("page") == 1:
            board.broken.add("")
        try:
            return whole(request)
        finally:
            board.broken.discard("")

    return get


def test_every_own_page_is_asked_again_in_its_turn_so_that_a_change_of_its_text_is_found(board, settings):
    settings.CRAWL_DETAIL_DAYS = 30
    source = board.source()
    board.visit(source)
    board.texts["c"] = "<p>Another text.</p>"
    asked = []
    for visit in range(1, 61):
        board.visit(source, hours=12 * visit)
        asked += board.details
    assert sorted(asked) == sorted(FIVE)
    change = Event.objects.get(type="job.updated")
    assert (change.posting.key, change.field, change.new) == ("c", "description", "Another text.")


def test_the_turns_are_spread_evenly_over_the_days(settings):
    settings.CRAWL_DETAIL_DAYS = 30
    keys = [f"job-{number}" for number in range(3000)]
    days = [MONDAY + timedelta(days=day) for day in range(31)]
    a_day = [sum(has_its_turn(key, *pair) for key in keys) for pair in pairwise(days)]
    assert sum(a_day) == 3000
    assert 60 < min(a_day) <= max(a_day) < 140


def test_what_changes_by_itself_is_no_change():
    assert lasting(outline, {"id": "a", "posted": "today"}) == {"id": "a"}


def test_brought_in_anew_and_by_todays_rules_everything_is_as_it_was(board, monkeypatch):
    source = board.source()
    board.visit(source)
    board.titles["a"] = "Senior Engineer"
    board.broken = {"a"}
    board.visit(source, hours=12)
    board.broken = set()
    board.visit(source, hours=24)
    before = list(PostingContent.objects.order_by("pk").values())
    effects = Effects()
    for _ in renormalise(effects, MONDAY):
        pass
    assert (effects.looked_at, effects.changed) == (5, 0)
    assert list(PostingContent.objects.order_by("pk").values()) == before
    assert audit(source).faults == []


SMALL_BOARDS = {
    "smartrecruiters": (
        "acme",
        {"content": [{"id": "1", "name": "Engineer"}], "totalFound": 1},
        {
            "id": "1",
            "name": "Engineer",
            "postingUrl": "https://jobs.smartrecruiters.com/acme/1",
            "jobAd": {"sections": {"jobDescription": {"title": "", "text": "<p>Build.</p>"}}},
        },
    ),
    "workday": (
        "acme/wd5/careers",
        {"total": 1, "jobPostings": [{"title": "Engineer", "externalPath": "/job/Engineer_1", "postedOn": "Today"}]},
        {"jobPostingInfo": {"title": "Engineer", "jobPostingId": "Engineer_1", "jobDescription": "<p>Build.</p>"}},
    ),
    "bamboohr": (
        "acme",
        {"meta": {"totalCount": 1}, "result": [{"id": "1", "jobOpeningName": "Engineer"}]},
        {
            "result": {
                "jobOpening": {
                    "jobOpeningName": "Engineer",
                    "description": "<p>Build.</p>",
                    "jobOpeningShareUrl": "https://acme.bamboohr.com/careers/1",
                }
            }
        },
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SMALL_BOARDS)
def test_a_board_of_each_kind_is_read_with_its_own_pages_and_then_costs_one_request(slug):
    token, listed, own = SMALL_BOARDS[slug]
    provider = PROVIDERS[slug]
    its_board = provider.board(token)
    source = add_board(slug, its_board, now=MONDAY)[0]
    asked = []

    def get(request):
        is_list = request.url == provider.first(its_board).url
        asked.append("list" if is_list else "own")
        return Page(request, json.dumps(listed if is_list else own).encode())

    for hours in (0, 12):
        source.refresh_from_db()
        seen = crawl(source, get, MONDAY + timedelta(hours=hours))
        ingest(seen)
        listed = json.loads(json.dumps(listed).replace("Today", "Yesterday"))
    assert asked == ["list", "own", "list"]
    assert (seen.outcome, seen.error) == (Crawl.Outcome.UNCHANGED, "")
    posting = Posting.objects.get()
    assert (posting.key, posting.title, posting.content.text) == ("1", "Engineer", "Build.")
