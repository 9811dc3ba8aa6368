"""The lifecycle's rules as sentences, then as a plain model that any sequence of readings must agree with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.lifecycle import Kind, Known, Step, Trust, is_held, is_large, steps

ENGINEER = {"title": "Engineer"}


def kinds(*args, **kwargs):
    return [(step.kind, step.key) for step in steps(*args, **kwargs)]


def test_a_key_seen_for_the_first_time_is_created():
    assert list(steps({}, {"1": ENGINEER}, {"1"})) == [Step(Kind.CREATED, "1")]


def test_the_first_absence_makes_missing_and_the_second_closes():
    assert kinds({"1": Known(ENGINEER, is_open=True)}, {}, set()) == [(Kind.MISSED, "1")]
    assert kinds({"1": Known(ENGINEER, is_open=True, is_missing=True)}, {}, set()) == [(Kind.CLOSED, "1")]


def test_a_missing_posting_that_is_listed_again_was_never_gone():
    known = {"1": Known(ENGINEER, is_open=True, is_missing=True)}
    assert kinds(known, {"1": ENGINEER}, {"1"}) == [(Kind.RETURNED, "1")]


def test_a_closed_posting_that_is_seen_again_reopens_with_its_changes():
    known = {"1": Known(ENGINEER, is_open=False)}
    assert list(steps(known, {"1": {"title": "Senior Engineer"}}, {"1"})) == [
        Step(Kind.REOPENED, "1"),
        Step(Kind.CHANGED, "1", "title", "Engineer", "Senior Engineer"),
    ]


def test_an_unreadable_listing_is_neither_changed_nor_closed():
    known = {"1": Known(ENGINEER, is_open=True)}
    assert list(steps(known, seen={}, listed={"1"})) == []


def test_an_unreadable_listing_of_a_closed_posting_reopens_nothing():
    assert list(steps({"1": Known(ENGINEER, is_open=False)}, seen={}, listed={"1"})) == []


def test_each_changed_fact_is_a_step_of_its_own():
    known = {"1": Known({"title": "Engineer", "team": "Core", "city": "Bern"}, is_open=True)}
    changed = list(steps(known, {"1": {"title": "Engineer II", "team": "Edge", "city": "Bern"}}, {"1"}))
    assert changed == [
        Step(Kind.CHANGED, "1", "title", "Engineer", "Engineer II"),
        Step(Kind.CHANGED, "1", "team", "Core", "Edge"),
    ]


def test_a_fact_that_the_answer_does_not_carry_is_not_a_change():
    known = {"1": Known({"title": "Engineer", "description": "Much to do."}, is_open=True)}
    assert list(steps(known, {"1": {"title": "Engineer"}}, {"1"})) == []


@pytest.mark.parametrize("is_missing", [False, True])
def test_what_is_not_the_whole_board_says_nothing_about_the_absent(is_missing):
    known = {"1": Known(ENGINEER, is_open=True, is_missing=is_missing)}
    assert list(steps(known, {}, set(), Trust.NONE)) == []


def test_a_held_crawl_notes_the_absent_but_closes_nobody():
    known = {"1": Known(ENGINEER, is_open=True), "2": Known(ENGINEER, is_open=True, is_missing=True)}
    assert kinds(known, {}, set(), Trust.LOOK) == [(Kind.MISSED, "1")]


@pytest.mark.parametrize(
    ("lost", "held", "large"),
    [
        (0, 0, False),
        (0, 5, False),
        (1, 1, True),  # all of them
        (3, 3, True),
        (9, 10, False),  # fewer than ten
        (10, 33, True),
        (10, 34, False),  # not over 30 %
        (300, 1000, False),
        (301, 1000, True),
    ],
)
def test_a_loss_is_large_when_it_is_all_or_ten_and_over_thirty_per_cent(lost, held, large):
    assert is_large(lost, held) is large


def board(size: int, missing: int = 0) -> dict[str, Known]:
    return {str(n): Known(ENGINEER, is_open=True, is_missing=n < missing) for n in range(size)}


def test_a_board_that_empties_is_held_once_and_then_believed():
    assert is_held(board(5), listed=set(), after_hold=False)
    assert not is_held(board(5, missing=5), listed=set(), after_hold=True)


def test_a_second_large_loss_of_other_postings_is_held_again():
    known = board(40, missing=0)
    assert is_held(known, listed={str(n) for n in range(20)}, after_hold=True)


# -- The plain model. A posting is a word: open, missing or closed.

KEYS = [str(n) for n in range(24)]
reading = st.fixed_dictionaries(
    {
        "listed": st.sets(st.sampled_from(KEYS)) | st.just(set(KEYS)) | st.just(set()),
        "unreadable": st.sets(st.sampled_from(KEYS), max_size=3),
        "is_whole": st.booleans() | st.just(True),
    }
)


def model(states: dict[str, str], held_before: bool, reading) -> bool:
    """Change `states` as the rules say, written as plainly as they are told; whether it was held."""
    listed, readable = reading["listed"], reading["listed"] - reading["unreadable"]
    was = dict(states)
    for key in listed:
        if key in readable or was.get(key) == "missing":
            states[key] = "open"
    if not reading["is_whole"]:
        return held_before
    was_open = {key for key, state in was.items() if state != "closed"}
    lost = was_open - listed
    fresh = {key for key in lost if was[key] == "open"}
    held = is_large(len(lost), len(was_open)) and not (held_before and not is_large(len(fresh), len(was_open)))
    for key in lost:
        if key in fresh:
            states[key] = "missing"
        elif not held:
            states[key] = "closed"
    return held


def engine(states: dict[str, str], held_before: bool, reading) -> tuple[bool, list[Step]]:
    """The same through the real functions: states become Known, steps become states."""
    known = {key: Known({}, state != "closed", state == "missing") for key, state in states.items()}
    seen = {key: {} for key in reading["listed"] - reading["unreadable"]}
    held, trust = held_before, Trust.NONE
    if reading["is_whole"]:
        held = is_held(known, reading["listed"], held_before)
        trust = Trust.LOOK if held else Trust.WHOLE
    happened = list(steps(known, seen, reading["listed"], trust))
    becomes = {
        Kind.CREATED: "open",
        Kind.RETURNED: "open",
        Kind.REOPENED: "open",
        Kind.MISSED: "missing",
        Kind.CLOSED: "closed",
    }
    for step in happened:
        states[step.key] = becomes[step.kind]
    return held, happened


@given(st.lists(reading, max_size=12))
def test_any_sequence_of_readings_ends_where_the_plain_model_ends(readings):
    plain: dict[str, str] = {}
    real: dict[str, str] = {}
    plain_held = real_held = False
    for one in readings:
        plain_held = model(plain, plain_held, one)
        real_held, _ = engine(real, real_held, one)
        assert real == plain
        assert real_held == plain_held


@given(st.lists(reading, max_size=12))
def test_no_posting_is_ever_lost_and_its_events_explain_its_state(readings):
    states: dict[str, str] = {}
    balance = dict.fromkeys(KEYS, 0)
    held = False
    for one in readings:
        before = set(states)
        held, happened = engine(states, held, one)
        assert before <= set(states)
        for step in happened:
            balance[step.key] += {Kind.CREATED: 1, Kind.REOPENED: 1, Kind.CLOSED: -1}.get(step.kind, 0)
        for key in states:
            assert balance[key] == (states[key] != "closed")


@given(st.lists(reading, max_size=12))
def test_nobody_is_closed_who_was_listed_in_either_of_the_last_two_whole_readings(readings):
    states: dict[str, str] = {}
    held = False
    whole: list[set[str]] = []
    for one in readings:
        held, happened = engine(states, held, one)
        if one["is_whole"]:
            whole.append(one["listed"])
        closed = {step.key for step in happened if step.kind is Kind.CLOSED}
        assert not closed or len(whole) >= 2
        for listed in whole[-2:]:
            assert not closed & listed


@given(reading)
def test_the_same_reading_twice_changes_nothing_but_the_absent(one):
    states = dict.fromkeys(one["listed"] - one["unreadable"], "open")
    _, happened = engine(states, False, one)
    assert [step for step in happened if step.kind is not Kind.MISSED] == [
        step for step in happened if step.kind is Kind.CREATED
    ]
