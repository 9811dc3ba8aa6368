"""A visit is taken back as one set, in new events; and a board that is gone is closed by an admin's word only."""

from datetime import timedelta

import pytest

from companies.models import Crawl, Source
from companies.providers import PROVIDERS
from postings import tallies
from postings.audit import audit
from postings.closing import close_gone
from postings.models import Event, Posting, PostingContent
from postings.undo import undo
from tests.boards import MONDAY, job, source, visit
from tests.detailed import SLUG, DetailedBoard, outline
from tests.reading import page, text

pytestmark = pytest.mark.django_db

NOW = MONDAY + timedelta(hours=40)
FACTS = ("key", "title", "city__name", "workplace_type", "content_hash", "active", "missing_since", "last_seen_at")
BODY = ("html", "text", "facts", "native_structured", "record_hash")


def rows(board: Source) -> dict[str, tuple]:
    """What a reader sees of each posting, and what it was made of."""
    columns = (*FACTS, *(f"content__{name}" for name in BODY))
    return {row[0]: row[1:] for row in Posting.objects.filter(source=board).order_by("id").values_list(*columns)}


def an_eventful_visit(board: Source) -> Crawl:
    """One that creates, changes, closes, reopens, and misses."""
    everyone = [job(key, f"Engineer {key}") for key in ("stays", "edited", "goes", "closes", "again")]
    visit(board, everyone)
    for hours in (12, 13):
        visit(board, everyone[:4], hours=hours)
    visit(board, everyone[:3], hours=24)
    moved = {"team": "Core", "location": "Munich", "allLocations": ["Munich"]}
    edited = job("edited", "Nurse", categories=moved, description="<p>Care.</p>")
    return visit(board, [everyone[0], edited, everyone[4], job("new", "Pilot")], hours=25)


def test_all_that_a_visit_did_is_done_the_other_way_round():
    board = source()
    seen = an_eventful_visit(board)
    assert seen.counts == {"listed": 4, "created": 1, "changed": 4, "closed": 1, "reopened": 1, "missed": 1}
    events = undo(seen, NOW, "ada")
    after = rows(board)
    assert tallies.open_jobs() == 4
    for key, row in former_rows().items():
        assert after[key] == row
    assert {key for key, row in after.items() if not row[4]} == {"new", "again"}
    assert {event.metadata["reason"] for event in events} == {"undone"}
    assert f"Undo of crawl {seen.id}" in events[0].metadata["words"]
    assert {(event.crawl_id, event.observed_at) for event in events} == {(seen.id, NOW)}
    assert sorted({event.type for event in events}) == ["job.closed", "job.reopened", "job.updated"]
    assert [place.city.name for place in Posting.objects.get(source=board, key="edited").places.all()] == ["Berlin"]


def former_rows() -> dict[str, tuple]:
    """Another board as it was before such a visit; "closes" without its mark, so that it gets two looks again."""
    other = source("https://jobs.lever.co/other")
    visit(other, [job(key, f"Engineer {key}") for key in ("stays", "edited", "goes", "closes")])
    return rows(other)


def test_the_visit_says_who_took_it_back_and_its_board_is_looked_at_anew():
    board = source()
    seen = an_eventful_visit(board)
    undo(seen, NOW, "ada")
    seen.refresh_from_db()
    board.refresh_from_db()
    assert (seen.outcome, seen.undone_at, seen.undone_by) == (Crawl.Outcome.UNDONE, NOW, "ada")
    assert board.last_whole_at == MONDAY + timedelta(hours=24)
    assert (board.next_due_at, board.second_look, board.etag) == (NOW, True, "")
    assert audit(board).faults == []


def test_what_the_board_still_says_is_told_again_at_the_next_visit():
    board = source()
    visit(board, [job("a")])
    seen = visit(board, [job("a", "Nurse"), job("b")], hours=12)
    undo(seen, NOW, "ada")
    assert Posting.objects.get(key="a").title == "Engineer"
    visit(board, [job("a", "Nurse"), job("b")], hours=41)
    assert Posting.objects.get(key="a").title == "Nurse"
    assert list(Event.objects.filter(posting__key="b").order_by("id").values_list("type", flat=True)) == [
        "job.created",
        "job.closed",
        "job.reopened",
    ]
    assert audit(board).faults == []


def test_the_marks_of_a_held_visit_are_taken_off():
    board = source()
    visit(board, [job("a"), job("b")])
    seen = visit(board, [], hours=12)
    assert (seen.outcome, Posting.objects.missing().count()) == (Crawl.Outcome.HELD, 2)
    assert undo(seen, NOW, "ada") == []
    assert Posting.objects.missing().count() == 0


def test_a_text_comes_back_from_the_own_page_that_last_told_it(monkeypatch):
    monkeypatch.setitem(PROVIDERS, SLUG, outline)
    board = DetailedBoard({"a": "Engineer"})
    its_source = board.source()
    board.visit(its_source)
    board.visit(its_source, hours=6)
    board.titles, board.texts = {"a": "Nurse"}, {"a": "<p>Other.</p>"}
    seen = board.visit(its_source, hours=12)
    assert PostingContent.objects.get().text == "Other."
    undo(seen, NOW, "ada")
    assert (Posting.objects.get().title, PostingContent.objects.get().text) == ("Engineer", "All about a.")


def built_on(board):
    seen = visit(board, [job("a", "Nurse")], hours=12)
    visit(board, [job("a", "Pilot")], hours=13)
    return seen


def undone(board):
    seen = visit(board, [job("a", "Nurse")], hours=12)
    undo(seen, NOW, "ada")
    return seen


def failed(board):
    return visit(board, {"ok": False}, hours=12)


def lost(board):
    seen = visit(board, [job("a", "Nurse")], hours=12)
    Crawl.objects.exclude(id=seen.id).update(payloads=[])
    return seen


@pytest.mark.parametrize(
    ("made", "words"),
    [(built_on, "undo that visit first"), (undone, "already"), (failed, "nothing to undo"), (lost, "no longer holds")],
)
def test_what_cannot_be_undone_is_refused_in_words(made, words):
    board = source()
    visit(board, [job("a")])
    seen = made(board)
    events, before = Event.objects.count(), rows(board)
    with pytest.raises(ValueError, match=words):
        undo(seen, NOW, "ada")
    assert (Event.objects.count(), rows(board)) == (events, before)


def test_a_later_visit_that_found_nothing_new_has_not_built_on_it():
    board = source()
    visit(board, [job("a")])
    seen = visit(board, [job("a", "Nurse")], hours=12)
    visit(board, [job("a", "Nurse")], hours=13)
    undo(seen, NOW, "ada")
    assert Posting.objects.get().title == "Engineer"
    visit(board, [job("a", "Nurse")], hours=41)
    assert Posting.objects.get().title == "Nurse"


def test_the_postings_of_a_board_that_is_gone_are_closed_by_an_admins_word():
    board = source()
    visit(board, [job("a"), job("b")])
    with pytest.raises(ValueError, match="still visited"):
        close_gone(board, "ada", NOW)
    Source.objects.update(state="parked", parked_reason="It answered 404.")
    events = close_gone(board, "ada", NOW)
    assert [event.type for event in events] == ["job.closed"] * 2
    assert events[0].metadata == {"reason": "board_gone", "words": "Its board is gone; an admin confirmed it."}
    word = Crawl.objects.get(outcome="gone")
    assert (word.approved_by, word.counts) == ("ada", {"listed": 0, "closed": 2})
    assert (tallies.open_jobs(), audit(board).faults) == (0, [])


def test_a_board_that_comes_back_opens_its_postings_and_the_word_can_be_taken_back():
    board = source()
    visit(board, [job("a"), job("b")])
    Source.objects.update(state="parked", parked_reason="It answered 404.")
    close_gone(board, "ada", NOW)
    undo(Crawl.objects.get(outcome="gone"), NOW, "ada")
    assert Posting.objects.filter(active=True).count() == 2
    close_gone(board, "ada", NOW)
    visit(board, [job("a"), job("b")], hours=41)
    assert Posting.objects.filter(active=True).count() == 2
    board.refresh_from_db()
    assert (board.state, board.parked_reason) == ("active", "")


def test_a_postings_pages_tell_the_visit_and_its_undoing_apart(client):
    board = source()
    visit(board, [job("a")])
    seen = visit(board, [job("a", "Nurse"), job("b", "Pilot")], hours=12)
    undo(seen, NOW, "ada")
    told = page(client, f"{Posting.objects.get(key='a').get_absolute_url()}events/")
    assert [node.attributes["id"] for node in told.css(f"#visit-{seen.id}, #undo-{seen.id}")] == [
        f"visit-{seen.id}",
        f"undo-{seen.id}",
    ]
    closed = text(page(client, Posting.objects.get(key="b").get_absolute_url()).css_first(".notice.closed"))
    assert f"Undo of crawl {seen.id}" in closed
