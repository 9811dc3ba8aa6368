"""How often a board is visited: the rules, and what they come to on boards that change in their own ways."""

import uuid
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.schedule import HELD_LOOK, RHYTHM, SECOND_LOOK, SLOWEST, next_due, rhythm
from tests.boards import MONDAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHORTEST, LONGEST = HOUR / 2, DAY
pauses = st.timedeltas(SHORTEST, LONGEST)
gaps = st.timedeltas(timedelta(seconds=1), 60 * DAY)


@given(pauses, gaps)
def test_a_change_never_makes_the_pause_longer_and_its_lack_never_shorter(pause, gap):
    quicker, slower = rhythm(pause, gap, True), rhythm(pause, gap, False)
    assert SHORTEST <= quicker <= pause <= slower <= LONGEST


@given(pauses, pauses, gaps)
def test_of_two_boards_the_one_that_was_read_more_often_stays_so(one, other, gap):
    brisk, slow = sorted((one, other))
    if gap >= slow / 2:
        assert rhythm(brisk, gap, False) <= rhythm(slow, gap, False)
        assert rhythm(brisk, gap, True) <= rhythm(slow, gap, True)


@given(pauses, gaps)
def test_a_visit_that_was_brought_forward_changes_nothing(pause, gap):
    if gap < pause / 2:
        assert rhythm(pause, gap, True) == rhythm(pause, gap, False) == pause


@given(pauses, st.integers(0, 200), st.uuids(), st.sampled_from([None, SECOND_LOOK, HELD_LOOK]), gaps)
def test_the_next_visit_is_neither_too_soon_nor_too_late(pause, failures, board, look, wait):
    due = next_due(MONDAY, failures, look, pause=pause, board=board)
    assert SHORTEST <= due - MONDAY <= max(SLOWEST, LONGEST)
    if look:
        assert due - MONDAY <= look
    asked_for = MONDAY + wait
    assert next_due(MONDAY, failures, look, pause=pause, board=board, not_before=asked_for) == max(due, asked_for)


@given(pauses, st.uuids())
def test_each_failure_doubles_the_pause_up_to_two_days(pause, board):
    waits = [next_due(MONDAY, failures, pause=pause, board=board) - MONDAY for failures in range(1, 12)]
    assert waits == sorted(waits)
    assert all(later >= min(2 * sooner, SLOWEST * 0.75) - SHORTEST for sooner, later in pairwise(waits))


@pytest.mark.parametrize(
    ("every", "at_least", "at_most"),
    [
        (HOUR / 10, HOUR * 0.49, HOUR * 0.51),
        (HOUR, HOUR / 2, HOUR),
        (6 * HOUR, HOUR, 4 * HOUR),
        (DAY, 5 * HOUR, 14 * HOUR),
        (7 * DAY, 20 * HOUR, DAY),
        (90 * DAY, 23 * HOUR, DAY),
    ],
)
@pytest.mark.parametrize("by_chance", [False, True])
def test_a_board_is_read_about_thrice_for_each_time_it_changes(every, at_least, at_most, by_chance):
    span = max(60 * DAY, 10 * every)
    assert at_least <= mean_pause(every, span, by_chance) <= at_most


def mean_pause(every: timedelta, span: timedelta, by_chance: bool) -> timedelta:
    """The mean pause between visits to a board that changes `every` so often, once the schedule knows it."""
    chance, pause, now, visits = Random(5), RHYTHM, timedelta(0), 0
    change = every
    while now < span:
        now += pause
        changed = change <= now
        while change <= now:
            change += every * chance.expovariate(1) if by_chance else every
        pause = rhythm(pause, pause, changed)
        visits += now > span / 4
    return span * 3 / 4 / visits


def test_a_thousand_boards_added_at_once_do_not_come_due_at_once():
    chance = Random(7)
    boards = [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(1000)]
    due = sorted(next_due(MONDAY, pause=RHYTHM, board=board) for board in boards)
    assert all(later - sooner > timedelta(minutes=1) for sooner, later in zip(due, due[20:], strict=False))
    assert due[-1] - due[0] > timedelta(hours=2, minutes=50)
