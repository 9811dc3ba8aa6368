from datetime import UTC, datetime
from typing import Any, NamedTuple

from postings.story import changes
from postings.story.changes import Change, visits
from postings.vocabulary import EventType

MONDAY, FRIDAY = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 5, tzinfo=UTC)
PAID = {"salary_min": 50_000, "salary_max": 70_000, "salary_currency": "EUR", "salary_period": "year"}


class Event(NamedTuple):
    id: int
    crawl_id: int
    type: str
    field: str = ""
    old: Any = None
    new: Any = None
    observed_at: datetime = MONDAY
    metadata: dict = {}


def changed(id: int, crawl: int, field: str, old: Any, new: Any) -> Event:
    return Event(id, crawl, EventType.UPDATED, field, old, new, FRIDAY)


def test_a_visit_that_saw_a_reopening_and_two_changes_is_told_as_one():
    events = [
        Event(1, 1, EventType.CREATED),
        Event(2, 2, EventType.REOPENED, observed_at=FRIDAY),
        changed(3, 2, "title", "Engineer", "Senior Engineer"),
        changed(4, 2, "workplace_type", "hybrid", "on_site"),
    ]
    first, second = visits(events, {})
    assert (first.words, first.kind, first.at, first.changes) == ("Opened", "job-created", MONDAY, [])
    assert (second.words, second.kind, second.topics) == ("Reopened, changed", "job-reopened", ["title", "work model"])
    assert second.changes == [
        Change("title", "title", "Engineer", "Senior Engineer"),
        Change("workplace_type", "work model", "Hybrid", "On-site"),
    ]


def test_a_closing_gives_its_reason():
    closing = Event(1, 1, EventType.CLOSED, metadata={"words": "Two whole crawls running, the board did not list it."})
    (visit,) = visits([closing], {})
    assert (visit.words, visit.why) == ("Closed", "Two whole crawls running, the board did not list it.")


def test_one_changed_part_of_the_pay_is_told_with_the_parts_that_stayed():
    events = [
        changed(1, 1, "salary_min", 40_000, 45_000),
        changed(2, 2, "salary_max", 60_000, 70_000),
        changed(3, 2, "salary_min", 45_000, 50_000),
    ]
    first, second = visits(events, PAID)
    assert first.changes == [Change("salary_min", "pay", "€40,000 to €60,000 a year", "€45,000 to €60,000 a year")]
    assert second.changes == [Change("salary_min", "pay", "€45,000 to €60,000 a year", "€50,000 to €70,000 a year")]
    assert second.topics == ["pay"]


def test_pay_that_was_stated_for_the_first_time_was_not_stated_before():
    (visit,) = visits([changed(n, 1, name, None, value) for n, (name, value) in enumerate(PAID.items())], PAID)
    assert visit.changes == [Change("salary_min", "pay", "", "€50,000 to €70,000 a year")]


def test_pay_whose_other_parts_are_not_known_any_more_is_told_part_by_part():
    """The rules have read the text anew since: what the minimum was on that day, nobody noted."""
    (visit,) = visits([changed(1, 1, "salary_max", 60_000, 65_000)], PAID)
    assert visit.changes == [Change("salary_max", "salary max", "60000", "65000")]


def test_a_description_is_told_by_the_words_that_changed():
    (visit,) = visits([changed(1, 1, "description", "We build boats.", "We build good boats.")], {})
    (change,) = visit.changes
    assert (change.is_text, change.added, change.removed) == (True, 1, 0)
    assert [run.text for run in change.shown] == ["We build ", "good ", "boats."]


def test_a_description_that_was_not_stated_before_is_all_new():
    (visit,) = visits([changed(1, 1, "description", None, "We build boats.")], {})
    assert visit.changes[0].added == 3


def test_of_too_many_texts_the_newest_are_compared(monkeypatch):
    monkeypatch.setattr(changes, "COMPARED", 100)
    events = [changed(n, n, "description", "a " * 20 + str(n), "a " * 20 + str(n + 1)) for n in range(4)]
    assert [bool(visit.changes[0].runs) for visit in visits(events, {})] == [False, False, False, True]
    assert all(visit.changes[0].is_text for visit in visits(events, {}))


def test_visits_are_told_oldest_first_whatever_the_order_of_the_events():
    events = [Event(2, 2, EventType.CLOSED, observed_at=FRIDAY), Event(1, 1, EventType.CREATED)]
    assert [visit.crawl_id for visit in visits(events, {})] == [1, 2]
