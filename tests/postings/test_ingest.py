"""From a crawl to rows and events: what a visit to a board does, and what it must not do."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from companies.crawling import crawl
from companies.fetching import FetchError
from companies.models import Crawl
from companies.providers import lever
from postings import ingest as ingesting
from postings import reading, tallies
from postings.benching.ingesting import Board
from postings.ingest import ingest
from postings.models import City, Event, Posting, PostingContent, PostingPlace
from tests.boards import MONDAY, answers, job, source, visit

pytestmark = pytest.mark.django_db


def stream() -> list[tuple[str, str]]:
    return list(Event.objects.order_by("id").values_list("type", "posting__key"))


def test_the_first_visit_opens_every_posting_with_its_body_and_an_event():
    board = source()
    seen = visit(board, [job("a"), job("b", "Nurse")])
    assert seen.outcome == Crawl.Outcome.WHOLE
    assert seen.counts == {"listed": 2, "created": 2}
    assert stream() == [("job.created", "a"), ("job.created", "b")]
    posting = Posting.objects.select_related("content", "company").get(key="b")
    assert posting.title == "Nurse"
    assert posting.active
    assert posting.first_seen_at == MONDAY
    assert posting.company.name == "Acme"
    assert posting.job_id == hashlib.sha1(b"lever|acme|b").hexdigest()
    assert posting.content.html == "<p>Build things that last.</p>"
    assert posting.content.payload_key == seen.payloads[0]["key"]


def test_the_last_posted_come_first_on_a_new_board():
    visit(source(), [job("new", createdAt=1_780_000_000_000), job("old", createdAt=1_700_000_000_000)])
    assert [posting.key for posting in Posting.objects.newest()] == ["new", "old"]


def test_an_unchanged_board_adds_its_visit_and_no_other_row():
    board = source()
    visit(board, [job("a")])
    rows = {model: model.objects.count() for model in (Posting, PostingContent, PostingPlace, Event)}
    with connection.execute_wrapper(no_write_but("companies_crawl", "companies_source")):
        seen = visit(board, [job("a")], hours=12)
    assert seen.outcome == Crawl.Outcome.UNCHANGED
    assert board.crawls.count() == 2
    assert {model: model.objects.count() for model in rows} == rows


def edit_and_exchange(board: Board) -> None:
    board.edit(0.01)
    board.replace(2)


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda board: board.edit(0.01), 10),
        (lambda board: board.replace(2), 11),  # no bodies to compare with; instead the new ones' cities, and their rows
        (edit_and_exchange, 12),
    ],
    ids=["1 % edited", "1 % exchanged", "both"],
)
def test_a_board_of_which_little_has_changed_is_brought_in_with_few_statements(change, most):
    """As many of 300 postings as of 3,000, whatever kinds of change they are. `manage.py bench_ingest` has the times.

    Lock, last visit, rows, bodies, what is changed; the lock of the lists, who leaves them, who hears of it, tallies;
    crawl and source. What comes to a table is copied.
    """
    board = Board(300)
    its_source = board.source()
    board.visit(its_source)
    change(board)
    cost = board.visit(its_source)
    assert cost.of_board + cost.of_lists <= most, [statement.name for statement in cost.statements]


def no_write_but(*tables: str):
    """Refuse every INSERT, UPDATE and DELETE but those on `tables`."""

    def guard(execute, sql, params, many, context):
        verb = sql.split(" ", 1)[0]
        if verb in ("INSERT", "UPDATE", "DELETE"):
            assert any(f'"{table}"' in sql for table in tables), sql
        return execute(sql, params, many, context)

    return guard


def test_a_board_that_was_read_again_proves_its_postings_open_without_touching_them():
    board = source()
    visit(board, [job("a")])
    visit(board, [job("a")], hours=12)
    board.refresh_from_db()
    assert board.last_whole_at == MONDAY + timedelta(hours=12)
    assert Posting.objects.get().last_seen_at is None


def test_one_event_for_each_changed_fact_with_both_values():
    board = source()
    visit(board, [job("a", "Engineer")])
    seen = visit(board, [job("a", "Senior Engineer", description="<p>Build more.</p>")], hours=12)
    changes = list(Event.objects.filter(type="job.updated").order_by("id").values_list("field", "old", "new"))
    assert changes == [
        ("title", "Engineer", "Senior Engineer"),
        ("description", "Build things that last.", "Build more."),
    ]
    posting = Posting.objects.get()
    assert posting.title == "Senior Engineer"
    assert posting.changed_at == seen.started_at
    assert posting.first_seen_at == MONDAY


def test_the_content_hash_changes_if_and_only_if_a_reader_sees_a_change():
    board = source()
    visit(board, [job("a")])
    first = Posting.objects.get().content_hash
    visit(board, [job("a", updatedAt=1_780_000_999_000)], hours=12)
    assert Posting.objects.get().content_hash == first
    visit(board, [job("a", "Other")], hours=24)
    assert Posting.objects.get().content_hash != first
    visit(board, [job("a")], hours=36)
    assert Posting.objects.get().content_hash == first


def test_the_first_absence_makes_missing_and_the_second_closes():
    board = source()
    both = [job("a"), job("b")]
    visit(board, both)
    visit(board, both[:1], hours=12)
    posting = Posting.objects.get(key="b")
    assert posting.active
    assert posting.missing_since == MONDAY + timedelta(hours=12)
    assert posting.last_seen_at == MONDAY
    visit(board, both[:1], hours=13)
    posting.refresh_from_db()
    assert not posting.active
    assert posting.closed_at == MONDAY + timedelta(hours=13)
    assert stream()[-1] == ("job.closed", "b")
    assert Event.objects.get(type="job.closed").metadata["reason"] == "absent_twice"


def test_an_absence_brings_the_next_visit_forward_within_the_hour():
    board = source()
    visit(board, [job("a"), job("b")])
    board.refresh_from_db()
    assert board.next_due_at > MONDAY + timedelta(hours=2)
    visit(board, [job("a")], hours=12)
    board.refresh_from_db()
    assert board.next_due_at <= MONDAY + timedelta(hours=13)


def test_a_posting_that_flickers_was_never_gone():
    board = source()
    both = [job("a"), job("b")]
    visit(board, both)
    visit(board, both[:1], hours=12)
    visit(board, both, hours=13)
    posting = Posting.objects.get(key="b")
    assert (posting.active, posting.missing_since, posting.last_seen_at) == (True, None, None)
    assert "job.closed" not in dict(stream())


def test_seen_again_after_closing_it_reopens_on_the_same_row_and_address():
    board = source()
    both = [job("a"), job("b")]
    visit(board, both)
    address = Posting.objects.get(key="b").get_absolute_url()
    for hours in (12, 13):
        visit(board, both[:1], hours=hours)
    visit(board, both, hours=24)
    posting = Posting.objects.get(key="b")
    assert posting.active
    assert posting.closed_at is None
    assert posting.get_absolute_url() == address
    assert [kind for kind, key in stream() if key == "b"] == ["job.created", "job.closed", "job.reopened"]


def test_a_crawl_is_brought_in_once():
    board = source()
    seen = crawl(board, answers([job("a")]), MONDAY)
    assert len(ingest(seen)) == 1
    assert ingest(seen) == []
    assert Event.objects.count() == 1


def test_an_older_visit_changes_nothing_after_a_later_one():
    board = source()
    early = crawl(board, answers([job("a"), job("b")]), MONDAY)
    late = crawl(board, answers([job("a")]), MONDAY + timedelta(hours=12))
    ingest(late)
    assert ingest(early) == []
    assert early.outcome == Crawl.Outcome.PARTIAL
    assert list(Posting.objects.values_list("key", flat=True)) == ["a"]


@pytest.mark.parametrize("stage", ["write", "known_rows", "confirm"])
def test_killed_at_any_stage_nothing_is_half_written_and_a_retry_finishes(stage, monkeypatch):
    board = source()
    visit(board, [job("a"), job("b")])
    seen = crawl(board, answers([job("a", "Changed"), job("c")]), MONDAY + timedelta(hours=12))
    before = list(Posting.objects.order_by("id").values())

    real = getattr(ingesting, stage)

    def killed(*args, **kwargs):
        if stage == "confirm":
            real(*args, **kwargs)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ingesting, stage, killed)
        with pytest.raises(KeyboardInterrupt):
            ingest(seen)
    assert list(Posting.objects.order_by("id").values()) == before
    assert Event.objects.filter(crawl=seen).count() == 0

    assert [crawl.id for crawl in Crawl.objects.awaiting_ingest()] == [seen.id]
    ingest(Crawl.objects.get(id=seen.id))
    assert {event.type for event in Event.objects.filter(crawl=seen)} == {"job.created", "job.updated"}


def test_a_board_of_more_postings_than_any_employer_has_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(reading, "MAX_RECORDS", 2)
    board = source()
    visit(board, [job("a")])
    seen = visit(board, [job("a"), job("b"), job("c")], hours=12)
    assert (seen.outcome, Posting.objects.count()) == (Crawl.Outcome.FAILED, 1)
    assert "It lists 3 postings" in seen.error


def test_what_a_partial_visit_of_several_pages_lists_is_believed_and_its_silence_is_not(monkeypatch):
    """The first page came, the second broke off: of what was on it we know nothing."""
    monkeypatch.setattr(lever, "PAGE_SIZE", 1)
    board = source()
    visit(board, [job("a")], [job("b")], [])

    pages = answers([job("a", "Nurse")])

    def get(request):
        if request.params["skip"]:
            raise FetchError("api.lever.co answered 503", 503)
        return pages(request)

    board.refresh_from_db()
    seen = crawl(board, get, MONDAY + timedelta(hours=12))
    ingest(seen)
    assert (seen.outcome, seen.pages) == (Crawl.Outcome.PARTIAL, 1)
    assert list(Posting.objects.order_by("key").values_list("title", "missing_since")) == [
        ("Nurse", None),
        ("Engineer", None),
    ]


def test_after_an_answer_that_proves_to_be_less_than_the_board_no_condition_is_put():
    """Its stamp is not that of the last whole answer, for which a "not modified" would be taken."""
    board = source("https://job-boards.greenhouse.io/acme")
    record = {"id": 1, "title": "Nurse", "absolute_url": "https://acme.example/1", "location": {"name": "Bern"}}
    for hours, total in ((0, 1), (12, 2)):
        board.refresh_from_db()
        answer = answers({"jobs": [record], "meta": {"total": total}}, etag=f'"{total}"')
        seen = crawl(board, answer, MONDAY + timedelta(hours=hours))
        ingest(seen)
    board.refresh_from_db()
    assert (seen.outcome, board.etag, board.second_look) == (Crawl.Outcome.PARTIAL, "", True)


def test_an_unreadable_record_is_counted_and_its_posting_stays_as_it_was():
    board = source()
    visit(board, [job("a"), job("b")])
    seen = visit(board, [job("a"), job("b", "")], hours=12)
    assert seen.counts == {"listed": 2, "unreadable": 1}
    visit(board, [job("a"), job("b", "")], hours=13)
    posting = Posting.objects.get(key="b")
    assert (posting.title, posting.active, posting.missing_since) == ("Engineer", True, None)


def test_a_city_counts_a_posting_for_as_long_as_it_is_open():
    board = source()
    both = [job("a"), job("b", "Another")]
    visit(board, both)
    berlin = City.objects.get()
    assert tallies.total("city", berlin.id) == 2
    for hours in (12, 13):
        visit(board, both[:1], hours=hours)
    assert tallies.total("city", berlin.id) == 1
    visit(board, both, hours=24)
    assert tallies.total("city", berlin.id) == 2


def test_places_follow_an_edit():
    board = source()
    visit(board, [job("a")])
    moved = {"team": "Core", "location": "Munich", "allLocations": ["Munich", "Berlin"]}
    visit(board, [job("a", categories=moved)], hours=12)
    assert [place.city.name for place in Posting.objects.get().places.order_by("position")] == ["Munich", "Berlin"]
    assert Posting.objects.get().city.name == "Munich"


def test_an_event_can_be_neither_changed_nor_deleted():
    visit(source(), [job("a")])
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.update(field="")


def test_the_company_takes_the_name_that_its_board_gives_and_keeps_its_old_address():
    board = source("https://job-boards.greenhouse.io/acme")
    record = {"id": 1, "title": "Nurse", "absolute_url": "https://acme.example/1", "location": {"name": "Bern"}}
    visit(board, {"jobs": [{**record, "company_name": "Acme Health"}], "meta": {"total": 1}})
    board.company.refresh_from_db()
    assert (board.company.name, board.company.slug) == ("Acme Health", "acme-health")
    assert board.company.former_slugs == ["acme"]


def test_a_posting_outside_the_scope_is_followed_and_in_no_list(client, settings):
    settings.SCOPE = "english_us_canada"
    board = source()
    outside = job("out", "Nurse")
    there = {"location": "Toronto, ON", "allLocations": ["Toronto, ON"]}
    english = "<p>" + "We care for people and we do it together, every day. " * 5 + "</p>"
    inside = job("in", "Nurse", categories=there, country="CA", description=english)
    visit(board, [outside, inside])
    assert list(Posting.objects.open().values_list("key", flat=True)) == ["in"]
    assert tallies.open_jobs() == 1
    page = client.get(Posting.objects.get(key="out").get_absolute_url()).content.decode()
    assert "outside of what this site lists (language:" in page
    assert "noindex" in page
    for hours in (12, 13):
        visit(board, [inside], hours=hours)
    assert Posting.objects.get(key="out").closed_at is not None
