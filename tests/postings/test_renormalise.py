"""Better rules reach everything that is stored, out of the archive, and are no events in a posting's life."""

import dataclasses
import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.files.storage import storages
from django.core.management import call_command

from companies.providers import lever
from postings import renormalise as renormalising
from postings import tallies
from postings.effects import Effects
from postings.models import Event, Posting, PostingContent, PostingPlace, Tally
from postings.normalise import normalise
from postings.normalise.facts import Evidence, Place
from postings.renormalise import renormalise
from tests.boards import job, source, visit

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 7, 1, tzinfo=UTC)
OSLO = Place("Oslo", None, "NO")


def run(dry_run: bool = False) -> Effects:
    effects = Effects()
    for _ in renormalise(effects, LATER, dry_run):
        pass
    return effects


def snapshot() -> dict:
    """Every row that a rule may touch, whole."""
    models = (Posting, PostingContent, PostingPlace, Tally, Event)
    rows = {model: list(model.objects.order_by("pk").values()) for model in models}
    for row in rows[PostingPlace] + rows[Tally]:
        del row["id"]  # these are written anew, not changed
    return rows


@pytest.fixture
def rule(monkeypatch):
    """`rule(language="no")`: from now on our rules say so of every posting."""

    def begin(**facts):
        def better(listing):
            return dataclasses.replace(normalise(listing), **facts)

        monkeypatch.setattr(renormalising, "normalise", better)

    return begin


def eventful_board():
    """A board with a posting of each fate: open, changed twice, missing, closed, opened again."""
    board = source()
    everyone = [job(key) for key in ("open", "changed", "missing", "closed", "again")]
    visit(board, everyone)
    visit(board, [job("open"), job("changed", "Nurse"), job("missing"), job("new", country="NO")], hours=24)
    visit(
        board, [job("open"), job("changed", "Nurse", updatedAt=1), job("missing"), job("new", country="NO")], hours=48
    )
    visit(board, [job("open"), job("changed", "Cook"), job("again"), job("new", country="NO")], hours=72)
    return board


def test_right_after_a_visit_there_is_nothing_to_change():
    eventful_board()
    before = snapshot()
    effects = run()
    assert (effects.looked_at, effects.changed) == (6, 0)
    assert not effects.facts
    assert snapshot() == before


def test_right_after_an_answer_without_bodies_there_is_nothing_to_change():
    """Greenhouse's list without content: what it cannot say was said by an earlier answer, and stays."""
    board = source("https://job-boards.greenhouse.io/acme")
    brief = {
        "id": 1,
        "title": "Engineer",
        "absolute_url": "https://job-boards.greenhouse.io/acme/jobs/1",
        "location": {"name": "Berlin, Germany"},
        "updated_at": "2026-06-01T08:00:00-04:00",
    }
    whole = {**brief, "content": "&lt;p&gt;Build boats.&lt;/p&gt;", "departments": [{"name": "Yard"}], "offices": []}
    visit(board, {"jobs": [whole], "meta": {"total": 1}})
    visit(board, {"jobs": [{**brief, "title": "Boatbuilder"}], "meta": {"total": 1}}, hours=24)
    before = snapshot()
    assert run().changed == 0
    assert snapshot() == before
    assert PostingContent.objects.get().text == "Build boats."


def test_a_better_rule_reaches_the_row_the_body_the_places_and_the_tallies(rule):
    board = source()
    visit(board, [job("a")])
    held = Posting.objects.get()
    rule(
        language="no", seniority="senior", places=(OSLO,), evidence={"language": Evidence("text", "title", "Engineer")}
    )
    effects = run()
    posting = Posting.objects.select_related("content", "city").get()
    assert (posting.language, posting.seniority, posting.city.name) == ("no", "senior", "Oslo")
    assert [place.city.name for place in posting.places.all()] == ["Oslo"]
    assert posting.content.facts["language"] == posting.content.parsed_structured["language"] == "no"
    assert posting.content.parsed_structured["evidence"]["language"]["quote"] == "Engineer"
    assert posting.content.parsed_structured["inferred_at"] == "2026-07-01T00:00:00.000Z"
    assert posting.content_hash != held.content_hash
    assert tallies.numbers("city") == {posting.city_id: 1}
    assert effects.changed == effects.facts["language"] == effects.facts["seniority"] == effects.facts["places"] == 1


def test_a_rule_is_no_event_and_no_change_of_the_posting(rule):
    eventful_board()
    rows = ("id", "active", "changed_at", "closed_at", "missing_since", "last_seen_at", "first_seen_at")
    events, lives = Event.objects.count(), list(Posting.objects.values_list(*rows))
    rule(language="no", places=(OSLO,))
    assert run().changed == 6
    assert Event.objects.count() == events
    assert list(Posting.objects.values_list(*rows)) == lives


def test_a_second_run_changes_nothing(rule):
    eventful_board()
    rule(language="no", places=(OSLO, Place(None, None, "SE")), html="<p>Better.</p>", text="Better.")
    assert run().changed == 6
    before = snapshot()
    assert run().changed == 0
    assert snapshot() == before


def test_a_dry_run_says_the_same_and_writes_nothing(rule):
    eventful_board()
    before = snapshot()
    rule(language="no", places=(OSLO,))
    effects = run(dry_run=True)
    assert snapshot() == before
    assert effects == run()


def test_the_next_visit_tells_only_what_the_board_has_changed(rule, monkeypatch):
    """The facts that visits compare with are those of today's rules."""
    board = source()
    visit(board, [job("a"), job("b")])
    rule(language="no")
    run()
    monkeypatch.setattr("postings.reading.normalise", renormalising.normalise)
    events = Event.objects.count()
    visit(board, [job("a", "Nurse"), job("b", updatedAt=2)], hours=24)
    assert list(Event.objects.order_by("id").values_list("field", flat=True))[events:] == ["title"]


def test_what_an_answer_cannot_speak_of_stays(rule):
    board = source()
    visit(board, [job("a")])
    rule(html="", text="", language="no", silent=frozenset({"description"}))
    run()
    content = PostingContent.objects.get()
    assert (content.text, content.facts["language"]) == ("Build things that last.", "no")


def test_each_answer_is_opened_once(monkeypatch, rule):
    board = source()
    visit(board, [job(str(number)) for number in range(5)])
    visit(board, [job(str(number)) for number in range(4)] + [job("4", "Nurse")], hours=24)
    opened = []
    storage = storages["raw"]
    opener = storage.open
    monkeypatch.setattr(storage, "open", lambda name, *mode: opened.append(name) or opener(name, *mode))
    monkeypatch.setattr(renormalising, "BATCH", 2)
    rule(language="no")
    assert run().changed == 5
    assert len(opened) == len(set(opened)) == 2


def test_of_answers_that_begin_alike_each_posting_finds_its_own(monkeypatch, rule):
    """A payload names the first page; the second may be another at every visit."""
    monkeypatch.setattr(lever, "PAGE_SIZE", 1)
    board = source()
    visit(board, [job("a")], [job("b", "Baker")], [])
    visit(board, [job("a")], [job("b", "Cook")], [], hours=24)
    visit(board, [job("a")], [job("c", "Waiter")], [], hours=48)
    assert PostingContent.objects.values("payload_key").distinct().count() == 1
    before = snapshot()
    effects = run()
    assert (effects.looked_at, effects.changed) == (3, 0)
    assert snapshot() == before
    rule(language="no")
    assert run().changed == 3
    assert set(Posting.objects.values_list("title", "language")) == {
        ("Engineer", "no"),
        ("Cook", "no"),
        ("Waiter", "no"),
    }


def test_records_that_an_adapter_takes_out_otherwise_are_found_by_their_key(monkeypatch):
    visit(source(), [job("a"), job("b")])
    records = lever.records

    def with_mark(pages):
        found = records(pages)
        for record in found.values():
            record["mark"] = "new"
        return found

    monkeypatch.setattr(lever, "records", with_mark)
    hashes = set(PostingContent.objects.values_list("record_hash", flat=True))
    effects = run()
    assert (effects.looked_at, effects.changed, effects.lost) == (2, 2, [])
    assert hashes.isdisjoint(PostingContent.objects.values_list("record_hash", flat=True))
    assert run().changed == 0


def test_postings_whose_answer_is_gone_are_counted_and_named_and_left(raw_archive, rule):
    board = source()
    seen = visit(board, [job("a"), job("b")])
    other = visit(source("https://jobs.lever.co/other"), [job("c")])
    raw_archive.delete(seen.payloads[0]["key"])
    rule(language="no")
    effects = run()
    [lost] = effects.lost
    assert (lost.source, lost.payload_key, lost.number) == (board, seen.payloads[0]["key"], 2)
    assert "is gone" in lost.why
    assert set(Posting.objects.values_list("key", "language")) == {("a", ""), ("b", ""), ("c", "no")}
    assert other.source.postings.count() == effects.changed == 1


def test_postings_whose_visit_is_no_longer_on_record_are_counted(rule):
    visit(source(), [job("a")])
    PostingContent.objects.update(payload_key="raw/elsewhere")
    assert [(lost.number, lost.why) for lost in run().lost] == [(1, "No visit on record holds it any more.")]


def test_a_record_that_todays_adapter_cannot_read_is_named_and_left(monkeypatch):
    visit(source(), [job("a"), job("b")])
    before = snapshot()
    listing = lever.listing

    def strict(record):
        if record["id"] == "a":
            raise ValueError("it has no wings")
        return listing(record)

    monkeypatch.setattr(lever, "listing", strict)
    effects = run()
    assert effects.unreadable == ["lever/acme a: it has no wings"]
    assert effects.looked_at == 1
    assert snapshot() == before


def test_what_a_visit_brings_meanwhile_is_not_written_over(monkeypatch):
    """Between the reading of an answer and the lock on its board, a visit may have read a newer one."""
    board = source()
    visit(board, [job("a")])

    def slow(listing):
        if Posting.objects.get().title == "Engineer":
            visit(board, [job("a", "Nurse")], hours=24)
        return dataclasses.replace(normalise(listing), language="no")

    monkeypatch.setattr(renormalising, "normalise", slow)
    assert run().looked_at == 0
    assert Posting.objects.get().title == "Nurse"


def test_the_command_says_what_changed_with_samples(rule):
    visit(source(), [job(f"{number}", f"Engineer {number}") for number in range(5)])
    rule(
        language="no",
        html="<p>B.</p>",
        text="Build things that fly over the bay, year after year, and never touch the water.",
    )
    before, out = snapshot(), StringIO()
    call_command("renormalise", "--dry-run", stdout=out)
    said = out.getvalue()
    assert snapshot() == before
    assert "language: 5\n" in said
    assert said.count('null -> "no"') == 3
    assert '"Build things that last."' in said
    assert said.endswith("Postings read again: 5; would change: 5; left as they were, for they could not be read: 0.\n")
    call_command("renormalise", stdout=out)
    assert "changed: 5" in out.getvalue()


def test_the_command_names_what_it_could_not_read(raw_archive):
    seen = visit(source(), [job("a")])
    raw_archive.delete(seen.payloads[0]["key"])
    out = StringIO()
    call_command("renormalise", stdout=out)
    assert f"Not read again: 1 of lever/acme. The archived answer {seen.payloads[0]['key']} is gone." in out.getvalue()
    assert "could not be read: 1." in out.getvalue()


def test_facts_are_compared_as_the_database_gives_them_back():
    """Tuples become lists in JSON; that is no change."""
    visit(source(), [job("a", categories={"location": "Remote - US", "allLocations": ["Remote - US"]})])
    assert json.dumps(PostingContent.objects.get().parsed_structured["eligible"])
    assert run().changed == 0
