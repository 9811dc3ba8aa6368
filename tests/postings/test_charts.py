"""Charts are pure shapes: nothing is drawn outside, and what is drawn is to scale."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.charts import FEWEST, HEIGHT, SLOT, moves_chart, open_chart, round_above
from postings.timeline import Week

MONDAY = date(2026, 6, 1)


def week(number: int = 0, opened: int = 0, found: int = 0, reopened: int = 0, closed: int = 0, open: int = 0) -> Week:
    return Week(MONDAY + number * timedelta(weeks=1), opened, found, reopened, closed, open)


few = st.integers(0, 2_000_000)
any_weeks = st.lists(st.tuples(few, few, few, few), min_size=2, max_size=26).map(
    lambda rows: [week(number, a + b, b, c, d, d) for number, (a, b, c, d) in enumerate(rows)]
)


@pytest.mark.parametrize(
    ("most", "top"),
    [
        (0, 2),
        (1, 2),
        (2, 2),
        (3, 4),
        (7, 8),
        (9, 10),
        (11, 20),
        (21, 40),
        (99, 100),
        (101, 200),
        (340, 400),
        (900, 1000),
    ],
)
def test_an_axis_ends_at_a_round_number(most, top):
    assert round_above(most) == top


@given(few)
def test_the_end_of_an_axis_is_not_far_above_and_has_a_whole_half(most):
    top = round_above(most)
    assert most <= top <= max(2, 2 * most)
    assert top % 2 == 0


@given(any_weeks)
def test_nothing_is_drawn_outside(weeks):
    for chart in (open_chart(weeks), moves_chart(weeks)):
        assert chart.width == max(len(weeks), FEWEST) * SLOT
        assert all(0 <= y <= HEIGHT for _, y in chart.ticks)
        for bar in chart.bars:
            assert bar.x >= 0
            assert bar.x + bar.width <= chart.width
            assert bar.y >= -0.02
            assert bar.y + bar.height <= HEIGHT + 0.02
    heights = [float(point.split()[1]) for point in open_chart(weeks).line[1:].split("L")]
    assert len(heights) == len(weeks)
    assert all(0 <= y <= HEIGHT for y in heights)


def test_a_line_stands_as_high_as_its_numbers():
    chart = open_chart([week(0, open=10), week(1, open=0), week(2, open=5)])
    assert chart.line == "M110 0L130 100L150 50"
    assert chart.area == "M110 0L130 100L150 50V100H110Z"
    assert chart.ticks == [("10", 0), ("5", 50), ("0", 100)]


def test_what_opened_stands_on_the_base_line_and_what_closed_hangs_from_it():
    opened, reopened, closed = moves_chart([week(0, opened=6, reopened=2, closed=8), week(1)]).bars
    assert (opened.kind, opened.y, opened.height) == ("opened", 12.5, 37.5)
    assert (reopened.kind, reopened.y, reopened.height) == ("reopened", 0, 12.5)
    assert (closed.kind, closed.y, closed.height) == ("closed", 50, 50)


def test_what_stood_there_at_the_first_reading_is_told_but_not_drawn():
    chart = moves_chart([week(0, opened=300, found=298), week(1, closed=2)])
    assert [bar.height for bar in chart.bars] == [50, 50]
    assert "300 opened (298 of them found at a first reading)" in chart.hints[0].words


def test_one_week_makes_no_chart():
    assert open_chart([week()]) is None
    assert moves_chart([]) is None


def test_a_phone_has_room_for_three_dates():
    weeks = [week(number) for number in range(26)]
    assert open_chart(weeks).dates == [weeks[0].start, weeks[13].start, weeks[25].start]
    assert open_chart(weeks[:9]).dates == [weeks[0].start, weeks[4].start, weeks[8].start]


def test_few_weeks_stand_at_the_right_and_the_dates_before_them_are_empty_slots():
    chart = open_chart([week(6), week(7)])
    assert chart.width == FEWEST * SLOT
    assert chart.dates == [MONDAY, MONDAY + timedelta(weeks=4), MONDAY + timedelta(weeks=7)]
    assert [hint.x for hint in chart.hints] == [6 * SLOT, 7 * SLOT]


def test_a_label_too_close_to_zero_is_left_out():
    chart = moves_chart([week(0, opened=200), week(1, closed=2)])
    assert [label for label, _ in chart.ticks] == ["200", "0"]


def test_the_words_of_a_chart_say_what_is_seen_at_a_glance():
    weeks = [week(0, opened=1200, found=1200, open=1200), week(1, opened=40, closed=1, open=1239), week(2, open=900)]
    assert open_chart(weeks).words == (
        "1,200 in the week of 1 June 2026, 900 now; most in the week of 8 June 2026, 1,239."
    )
    assert moves_chart(weeks).words == "In these 3 weeks 40 opened, 0 reopened and 1 closed."
