from datetime import UTC, datetime

import pytest

from postings.story.rows import EventRow
from postings.story.telling import story, times
from postings.vocabulary import EventType


def day(number: int) -> datetime:
    return datetime(2026, 6, number, tzinfo=UTC)


def test_a_story_counts_days_visits_that_saw_changes_and_reopenings():
    events = [
        EventRow(EventType.CREATED, "", day(1), 1),
        EventRow(EventType.UPDATED, "title", day(2), 2),
        EventRow(EventType.CLOSED, "", day(5), 3),
        EventRow(EventType.REOPENED, "", day(9), 4),
        EventRow(EventType.UPDATED, "salary_min", day(9), 4),
        EventRow(EventType.UPDATED, "salary_max", day(9), 4),
        EventRow(EventType.UPDATED, "description", day(9), 4),
    ]
    told = story(events, day(12))
    assert (told.is_open, told.days) == (True, 7)
    assert (told.changes, told.changed_at, told.changed, told.last_visit) == (2, day(9), ["pay", "description"], 4)
    assert (told.times_closed, told.times_reopened, told.times_changed) == ("once", "once", "twice")
    assert [days for _, days in told.stretches] == [4, 3]


def test_a_closed_posting_has_no_days_after_its_closing():
    events = [EventRow(EventType.CREATED, "", day(1), 1), EventRow(EventType.CLOSED, "", day(4), 2)]
    told = story(events, day(30))
    assert (told.is_open, told.days, told.times_closed) == (False, 3, "once")


def test_of_what_nothing_is_noted_there_is_no_story():
    assert story([], day(1)) is None


@pytest.mark.parametrize(("number", "said"), [(1, "once"), (2, "twice"), (3, "3 times"), (1200, "1,200 times")])
def test_how_often_is_said_in_words(number, said):
    assert times(number) == said
