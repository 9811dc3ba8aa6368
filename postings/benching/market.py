"""An invented market of n postings: the employers, and what each of them has listed over 120 days.

The shape is that of a board of 2.4 million postings at 67,000 companies, scaled: a few companies,
cities and departments have very many of the jobs and most have few, and a company hires mostly in
its own cities and departments. The same seed makes the same market, to the moment `until`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import exp, log
from random import Random
from typing import NamedTuple
from uuid import UUID

from postings.benching import towns, words
from postings.benching.chance import Weighted, fading, zipf
from postings.dimensions import city_slug
from postings.normalise.facts import Place

WHOLE = 2_412_739  # the postings of the board that this one is a part of
COMPANIES = 67_118
CITIES = 20_000
DEPARTMENTS = 8_000
PARAGRAPHS = 4_000

DAYS = 120
# When it began, so many of the postings were there already: boards are read for the first time.
FIRST_DAYS, IN_FIRST_DAYS = 20, 0.35
OPEN_SHARE = 0.684
# The older a posting, the likelier it is closed: by so many days, e times.
CLOSING_DAYS = 45

OWN_CITIES, IN_OWN_CITIES = 8, 0.60
OWN_DEPARTMENTS, IN_OWN_DEPARTMENTS = 12, 0.75
SECOND_BOARD = 0.10
BOILERPLATE = 2  # paragraphs that stand below all postings of a company


class Board(NamedTuple):
    id: int
    provider: str
    token: str
    read_at: datetime

    @property
    def url(self) -> str:
        return f"https://{self.provider}.example/{self.token}"


@dataclass(frozen=True, slots=True)
class Employer:
    """`remoteness` is how its work models lean, 0 to 1; `paragraphs` are what it says below every posting."""

    id: int
    org_id: UUID
    name: str
    boards: list[Board]
    cities: Weighted[Place]
    departments: Weighted[str]
    remoteness: float
    paragraphs: list[int]


class Span(NamedTuple):
    """When a posting was first seen, and whether it is still open."""

    first_seen_at: datetime
    is_open: bool


class Market:
    """`cities`, `departments`, `employers`: everything that a posting may name."""

    def __init__(self, number: int, seed: int, until: datetime, providers: list[str]):
        self.number, self.seed, self.until = number, seed, until
        places = towns.cities(self.chance("cities"), CITIES)
        self.cities = list({city_slug(place): place for place in places}.values())
        self.departments = words.departments(self.chance("departments"), DEPARTMENTS)
        self.paragraphs = words.paragraphs(self.chance("paragraphs"), PARAGRAPHS)
        self.providers = zipf(providers, slope=1, flat=0.5)
        self.any_city = zipf(self.cities, slope=1, flat=3)
        self.any_department = zipf(self.departments, slope=1.1, flat=2)

    def chance(self, of: str) -> Random:
        """Every part has chance of its own: one that draws more does not change the others."""
        return Random(f"{self.seed} {of}")

    @cached_property
    def employers(self) -> list[Employer]:
        number = round(COMPANIES * min(1, (self.number / WHOLE) ** 0.7))
        rng = self.chance("employers")
        return [self.employer(rng, id, name) for id, name in enumerate(words.companies(rng, number), start=1)]

    def employer(self, rng: Random, id: int, name: str) -> Employer:
        cities = [self.any_city.draw(rng) for _ in range(OWN_CITIES)]
        departments = [self.any_department.draw(rng) for _ in range(OWN_DEPARTMENTS)]
        return Employer(
            id=id,
            org_id=UUID(int=rng.getrandbits(128), version=4),
            name=name,
            boards=self.boards(rng, id, name),
            cities=fading(cities, 0.35),
            departments=fading(departments, 0.2),
            remoteness=rng.random(),
            paragraphs=rng.sample(range(PARAGRAPHS), BOILERPLATE),
        )

    def boards(self, rng: Random, employer: int, name: str) -> list[Board]:
        """One, or two where it is moving to another provider."""
        providers = [self.providers.draw(rng)]
        if rng.random() < SECOND_BOARD and (second := self.providers.draw(rng)) not in providers:
            providers.append(second)
        token = name.replace(" ", "").lower()
        read_at = [self.until - timedelta(hours=12 * rng.random()) for _ in providers]
        return [
            Board(employer * 2 + place, provider, token, at)
            for place, (provider, at) in enumerate(zip(providers, read_at, strict=True))
        ]

    def spans(self) -> Iterator[Span]:
        """One for each posting, in first-seen order."""
        rng = self.chance("spans")
        days = sorted(self.first_day(rng) for _ in range(self.number))
        staying = [-log(1 - rng.random()) * exp((day - DAYS) / CLOSING_DAYS) for day in days]
        bar = sorted(staying)[self.number - round(self.number * OPEN_SHARE)]
        for day, stays in zip(days, staying, strict=True):
            yield Span(self.until - timedelta(days=DAYS - day), stays >= bar)

    def first_day(self, rng: Random) -> float:
        if rng.random() < IN_FIRST_DAYS:
            return rng.random() * FIRST_DAYS
        return FIRST_DAYS + rng.random() ** 0.8 * (DAYS - FIRST_DAYS)
