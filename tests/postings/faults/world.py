"""A small part of the demo's market, with accidents of every kind on days drawn by seed."""

from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from postings.demo.cases import Upset, upsets
from postings.demo.employers import DemoBoard, boards
from postings.demo.market import Market
from postings.demo.shapes import BY_ATS

BEGINS_AT = datetime(2026, 5, 1, 6, tzinfo=UTC)
# One of each ATS, and small: a month of them is a matter of a minute.
SMALL = (
    "lever_eu/armadune-europe",
    "greenhouse/pellworth",
    "ashby/kumonoki",
    "smartrecruiters/aubrelle",
    "workday/clonferran/wd3/Careers",
    "bamboohr/thistledown",
    "personio/morgenkiste",
    "recruitee/waterschans",
)


def first_page_again(params: Any) -> Any:
    return {**params, **dict.fromkeys(("skip", "offset"), "0")}


def cut_off(answer: Any, params: Any) -> Any:
    return replace(answer, cut=True)


# Whole, well-formed, and nobody on it; for a day at most, since a board that says so for longer is believed.
EMPTY = "empty"
# What befalls any board, and what only those that come in pages or say how many they list.
ANYWHERE: dict[str, dict[str, Any]] = {
    "HTML with 200": {"answer": upsets.maintenance},
    "half a body": {"answer": upsets.half_a_body},
    "cut off": {"answer": cut_off},
    "429": {"answer": upsets.too_many_requests},
    "429 every third": {"answer": upsets.too_many_requests, "every": 3},
    "503": {"answer": upsets.unavailable},
    "404": {"answer": upsets.not_found},
    "slow": {"answer": upsets.slow, "every": 2},
    EMPTY: {"records": upsets.nothing},
}
LOOP = {"pages that loop": {"asked": first_page_again}}
OF_ATS: dict[str, dict[str, dict[str, Any]]] = {
    "greenhouse": {"total that lies": {"answer": upsets.total_too_high}},
    "smartrecruiters": {"total that lies": {"answer": upsets.total_found_too_high}},
    "workday": LOOP,
    "lever": LOOP,
}


class World(Market):
    """`days` days of some boards; after them, nothing changes and nothing goes wrong any more.

    Of the days of a board but the first, `trouble` have an accident. It stands still from one of `ticks` to the next.
    """

    def __init__(self, days: int, seed: int, addresses: tuple[str, ...] = SMALL, trouble: float = 0.3):
        super().__init__(BEGINS_AT, days, seed)
        self.trouble = trouble
        self.ticks: list[datetime] = []
        self.boards = {address: boards()[address] for address in addresses}
        self.accidents = {address: list(self.draw(board)) for address, board in self.boards.items()}

    def draw(self, board: DemoBoard) -> Any:
        rng = Random(f"{self.seed}/{board.address}/accidents")
        special = OF_ATS.get(board.ats, {})
        kinds = ANYWHERE | special
        name = ""
        for day in range(1, self.days):
            before, name = name, ""
            if rng.random() < self.trouble:
                names = [*ANYWHERE, *special, *special, *special]
                name = rng.choice([other for other in names if not other == before == EMPTY])
                yield Upset(f"{name}, {board.address}", board.address, f"{name}.", day, day, **kinds[name])

    def upsets(self, board: DemoBoard, day: int) -> list[Upset]:
        return [upset for upset in self.accidents[board.address] if upset.first <= day <= upset.last]

    def listed(self, board: DemoBoard, day: int) -> Any:
        return super().listed(board, min(day, self.days - 1))

    def keys(self, board: DemoBoard, at: datetime) -> set[str]:
        """The truth: what is open on `board` at a moment."""
        shape, tick = BY_ATS[board.ats], self.ticks[bisect_right(self.ticks, at) - 1]
        return {shape.key(job) for job in self.listed(board, self.day_of(board, tick)) if job.is_listed}
