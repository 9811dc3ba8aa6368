from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from postings.story.spans import Span, spans, time_open
from postings.vocabulary import EventType

START = datetime(2026, 3, 1, tzinfo=UTC)
TYPES = st.sampled_from([EventType.CREATED, EventType.UPDATED, EventType.CLOSED, EventType.REOPENED])


def hours(number: int) -> datetime:
    return START + timedelta(hours=number)


def test_the_time_between_a_closing_and_a_reopening_does_not_count():
    moves = [("job.created", hours(0)), ("job.closed", hours(48)), ("job.reopened", hours(100))]
    found = spans(moves)
    assert found == [Span(hours(0), hours(48)), Span(hours(100))]
    assert time_open(found, hours(124)) == timedelta(hours=48 + 24)


def test_a_change_opens_and_closes_nothing():
    assert spans([("job.created", hours(0)), ("job.updated", hours(5))]) == [Span(hours(0))]


def test_nothing_noted_is_no_time_open():
    assert time_open(spans([]), hours(10)) == timedelta()


@settings(deadline=None)
@given(st.lists(st.tuples(TYPES, st.integers(1, 30)), max_size=12), st.integers(0, 50))
def test_time_open_is_the_hours_in_which_the_last_move_before_was_an_opening(steps, after):
    """Reckoned anew, hour by hour."""
    moves, at = [], 0
    for type, gap in steps:
        moves.append((type, at))
        at += gap
    until = at + after
    is_open, open_hours = False, 0
    for hour in range(until):
        for type, moment in moves:
            if moment == hour:
                is_open = type in (EventType.CREATED, EventType.REOPENED) or (is_open and type != EventType.CLOSED)
        open_hours += is_open
    found = spans([(type, hours(moment)) for type, moment in moves])
    assert time_open(found, hours(until)) == timedelta(hours=open_hours)


@settings(deadline=None)
@given(st.lists(st.tuples(TYPES, st.integers(0, 500)), max_size=12))
def test_spans_follow_one_another_and_only_the_last_may_be_open(moves):
    found = spans(sorted(((type, hours(at)) for type, at in moves), key=lambda move: move[1]))
    assert all(one.closed_at and one.closed_at <= other.opened_at for one, other in pairwise(found))
