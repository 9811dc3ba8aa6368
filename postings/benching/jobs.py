"""The postings of a market, one after the other in first-seen order: `jobs(market)`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from companies.schedule import RHYTHM
from postings.benching.chance import Weighted, zipf
from postings.benching.market import IN_OWN_CITIES, IN_OWN_DEPARTMENTS, PARAGRAPHS, Board, Employer, Market, Span
from postings.benching.paying import Pay, pay
from postings.benching.words import Title, Titles
from postings.normalise.facts import Place
from postings.normalise.gazetteer import country_name
from postings.vocabulary import EmploymentType, WorkplaceType

# Shares of the postings. Of those that could be copies more are, for 2 % of all.
COPIES = 0.033
WITHOUT_DEPARTMENT = 0.08
WITHOUT_CITY = 0.10
IN_SEVERAL_PLACES, MOST_PLACES = 0.05, 4
OUT_OF_SCOPE = 0.01
MISSING = 0.005
WITHOUT_EMPLOYERS_DATE, DATED_AHEAD, DAYS_BEFORE = 0.15, 0.03, 18

# How many paragraphs a posting has: the middle, the spread, the least and the most.
LENGTH, SPREAD, SHORTEST, LONGEST = 8.2, 2.6, 2, 20

WORK_MODELS = Weighted([WorkplaceType.REMOTE, WorkplaceType.HYBRID, WorkplaceType.ON_SITE, ""], [18, 14, 38, 30])
LEANING = 0.3  # how far an employer's own leaning decides the work model
EMPLOYMENT = Weighted([*EmploymentType, ""], [52, 9, 6, 4, 3, 1, 0.5, 24.5])


class Words(NamedTuple):
    """Title and paragraphs. Two open postings of a company that have the same are copies of one another."""

    title: Title
    paragraphs: tuple[int, ...]


class State(NamedTuple):
    """How it stands today."""

    closed_at: datetime | None = None
    missing_since: datetime | None = None
    last_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Job:
    id: int
    employer: Employer
    board: Board
    words: Words
    places: list[Place]
    location_text: str
    department: str
    work_model: str
    employment: str
    pay: Pay
    first_seen_at: datetime
    posted_at: datetime | None
    state: State
    is_listed: bool

    @property
    def key(self) -> str:
        """The provider's id of it."""
        return f"{self.id:08x}"

    @property
    def digest(self) -> str:
        return digest(self.id)


def digest(id: int) -> str:
    """What stands for all hashes of a posting."""
    return sha256(str(id).encode()).hexdigest()


@cache
def place_words(place: Place) -> str:
    parts = (place.city, place.region, country_name(place.country))
    return ", ".join(part for part in parts if part)


def jobs(market: Market) -> Iterator[Job]:
    maker = JobMaker(market)
    for id, span in enumerate(market.spans(), start=1):
        yield maker.make(id, span)


class JobMaker:
    def __init__(self, market: Market):
        self.market = market
        self.rng = market.chance("jobs")
        self.titles = Titles()
        self.hiring = zipf(market.employers, slope=0.85, flat=5)
        self.leads: dict[int, Job] = {}  # {employer: its last open job that is no copy}

    def make(self, id: int, span: Span) -> Job:
        rng, employer = self.rng, self.hiring.draw(self.rng)
        lead = self.leads.get(employer.id) if span.is_open and rng.random() < COPIES else None
        board, places = rng.choice(employer.boards), self.places(employer)
        job = Job(
            id=id,
            employer=employer,
            board=board,
            words=lead.words if lead else self.words(employer),
            places=places,
            location_text="; ".join(map(place_words, places)),
            department=lead.department if lead else self.department(employer),
            work_model=WORK_MODELS.at(rng.random() * (1 - LEANING) + employer.remoteness * LEANING),
            employment=EMPLOYMENT.draw(rng),
            pay=pay(rng, places[0].country if places else None),
            first_seen_at=span.first_seen_at,
            posted_at=self.posted_at(span),
            state=self.state(span, board),
            is_listed=rng.random() >= OUT_OF_SCOPE,
        )
        if span.is_open and not lead:
            self.leads[employer.id] = job
        return job

    def words(self, employer: Employer) -> Words:
        number = min(max(round(self.rng.gauss(LENGTH, SPREAD)), SHORTEST), LONGEST)
        own = self.rng.choices(range(PARAGRAPHS), k=number)
        return Words(self.titles.draw(self.rng), (*own, *employer.paragraphs))

    def places(self, employer: Employer) -> list[Place]:
        if self.rng.random() < WITHOUT_CITY:
            return self.larger_place(employer)
        number = self.rng.randint(2, MOST_PLACES) if self.rng.random() < IN_SEVERAL_PLACES else 1
        return list(dict.fromkeys(self.city(employer) for _ in range(number)))

    def larger_place(self, employer: Employer) -> list[Place]:
        """A region, a country, or nothing."""
        city = self.city(employer)
        return self.rng.choice([[city._replace(city=None)], [Place(country=city.country)], []])

    def city(self, employer: Employer) -> Place:
        of = employer.cities if self.rng.random() < IN_OWN_CITIES else self.market.any_city
        return of.draw(self.rng)

    def department(self, employer: Employer) -> str:
        if self.rng.random() < WITHOUT_DEPARTMENT:
            return ""
        of = employer.departments if self.rng.random() < IN_OWN_DEPARTMENTS else self.market.any_department
        return of.draw(self.rng)

    def posted_at(self, span: Span) -> datetime | None:
        """The employer's own date: weeks before we saw it, and sometimes a day that is still to come."""
        if self.rng.random() < WITHOUT_EMPLOYERS_DATE:
            return None
        days = -1 if self.rng.random() < DATED_AHEAD else self.rng.expovariate(1 / DAYS_BEFORE)
        return span.first_seen_at - timedelta(days=days)

    def state(self, span: Span, board: Board) -> State:
        began = span.first_seen_at
        if not span.is_open:
            closed_at = began + (self.market.until - began) * self.rng.random()
            return State(closed_at=closed_at, last_seen_at=max(began, closed_at - RHYTHM))
        if self.rng.random() < MISSING and began < board.read_at:
            return State(missing_since=board.read_at, last_seen_at=max(began, board.read_at - RHYTHM))
        return State()
