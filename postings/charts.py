"""Charts as shapes for SVG: how many were open over time, and how many opened and closed in each week.

Pure: a list of weeks in, coordinates and words out; templates/components/chart.html draws them.
A drawing is stretched to the width of its place, so it holds no text: labels stand beside it and
keep their size on a phone. Colours are the stylesheet's.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from postings.timeline import WEEK, Week, day_words

HEIGHT = 100
SLOT = 20  # the width of one week; both charts share it, so that they stand one above the other
BAR = 12
FEWEST = 8  # slots: with fewer, bars are blocks
APART = 15  # labels that stand closer run into each other
# The halves of these are whole, so that every label is.
ROUND = (2, 4, 6, 8, 10, 20)


class Bar(NamedTuple):
    """A rectangle; `kind` is its colour."""

    kind: str
    x: int
    y: float
    width: int
    height: float


class Hint(NamedTuple):
    """One week's slot and its numbers in words, for those who point at it."""

    x: int
    words: str


class Chart(NamedTuple):
    """A drawing `width` wide and HEIGHT high, `y` counted downwards from its upper edge.

    `ticks` are the labels of the vertical axis, each with its `y`; `dates` those of the horizontal
    one, evenly spread. `line` and `area` are path data, empty in a chart of `bars`.
    """

    title: str
    words: str
    width: int
    ticks: list[tuple[str, float]]
    dates: list[date]
    hints: list[Hint]
    line: str = ""
    area: str = ""
    bars: list[Bar] = []


def open_chart(weeks: Sequence[Week]) -> Chart | None:
    """How many were open at each week's end, as a line; None where there is no time for one to run."""
    if len(weeks) < 2:
        return None
    top = round_above(max(week.open for week in weeks))
    points = [(x + SLOT // 2, height(week.open, top)) for x, week in in_slots(weeks)]
    line = "M" + "L".join(f"{x} {y:g}" for x, y in points)
    return Chart(
        title="Open jobs at each week’s end",
        words=open_words(weeks),
        width=slots(weeks) * SLOT,
        ticks=[(f"{value:,}", height(value, top)) for value in (top, top // 2, 0)],
        dates=few_dates(weeks),
        hints=hints(weeks),
        line=line,
        area=f"{line}V{HEIGHT}H{points[0][0]}Z",
    )


def moves_chart(weeks: Sequence[Week]) -> Chart | None:
    """What opened and reopened in each week, upwards, and what closed, downwards.

    Without what was `found` at a first reading: it opened before, nobody knows when, and would
    make all else look like nothing.
    """
    if len(weeks) < 2:
        return None
    up = round_above(max(week.opened - week.found + week.reopened for week in weeks))
    down = round_above(max(week.closed for week in weeks))
    scale = HEIGHT / (up + down)
    zero = round(up * scale, 2)
    return Chart(
        title="Opened and closed in each week",
        words=moves_words(weeks),
        width=slots(weeks) * SLOT,
        ticks=[tick for tick in ((f"{up:,}", 0), ("0", zero), (f"{down:,}", HEIGHT)) if is_apart(tick[1], zero)],
        dates=few_dates(weeks),
        hints=hints(weeks),
        bars=[bar for x, week in in_slots(weeks) for bar in bars(x + (SLOT - BAR) // 2, week, zero, scale)],
    )


def bars(x: int, week: Week, zero: float, scale: float) -> list[Bar]:
    """The bars of one week, those of no height left out."""
    new, again, gone = ((week.opened - week.found) * scale, week.reopened * scale, week.closed * scale)
    stacked = (("opened", zero - new, new), ("reopened", zero - new - again, again), ("closed", zero, gone))
    return [Bar(kind, x, round(y, 2), BAR, round(tall, 2)) for kind, y, tall in stacked if tall]


def slots(weeks: Sequence[Week]) -> int:
    return max(len(weeks), FEWEST)


def in_slots(weeks: Sequence[Week]) -> list[tuple[int, Week]]:
    """Each week with the left edge of its slot; few weeks stand at the right, before them nothing is known."""
    first = slots(weeks) - len(weeks)
    return [((first + place) * SLOT, week) for place, week in enumerate(weeks)]


def is_apart(y: float, zero: float) -> bool:
    return y == zero or abs(y - zero) >= APART


def height(value: int, top: int) -> float:
    """How far below the upper edge `value` stands."""
    return round(HEIGHT - value * HEIGHT / top, 2)


def round_above(most: int) -> int:
    """The next round number that is `most` or more, and even: 0 -> 2, 7 -> 8, 30 -> 40, 340 -> 400."""
    unit = 1
    while most > ROUND[-1] * unit:
        unit *= 10
    return next(step * unit for step in ROUND if step * unit >= most)


def few_dates(weeks: Sequence[Week]) -> list[date]:
    """The Mondays of the first, the middle and the last slot: what has room on a phone."""
    from_the_end = (slots(weeks), (slots(weeks) + 1) // 2, 1)
    return [weeks[-1].start - (number - 1) * WEEK for number in from_the_end]


def hints(weeks: Sequence[Week]) -> list[Hint]:
    return [Hint(x, week_words(week)) for x, week in in_slots(weeks)]


def week_words(week: Week) -> str:
    again = f", {week.reopened:,} reopened" if week.reopened else ""
    found = f" ({week.found:,} of them found at a first reading)" if week.found else ""
    return (
        f"Week of {day_words(week.start)}: {week.opened:,} opened{found}{again}, "
        f"{week.closed:,} closed, {week.open:,} open at its end"
    )


def open_words(weeks: Sequence[Week]) -> str:
    """What a line says at a glance: where it begins and ends, and its highest point."""
    peak = max(weeks, key=lambda week: week.open)
    return (
        f"{weeks[0].open:,} in the week of {day_words(weeks[0].start)}, {weeks[-1].open:,} now; "
        f"most in the week of {day_words(peak.start)}, {peak.open:,}."
    )


def moves_words(weeks: Sequence[Week]) -> str:
    opened = sum(week.opened - week.found for week in weeks)
    reopened, closed = sum(week.reopened for week in weeks), sum(week.closed for week in weeks)
    return f"In these {len(weeks)} weeks {opened:,} opened, {reopened:,} reopened and {closed:,} closed."
