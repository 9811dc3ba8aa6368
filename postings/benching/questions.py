"""Selections that a reader might make, drawn from real jobs by seeded chance, so that most of them find some."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from postings.benching.chance import Weighted

UNKNOWN = "unknown"
# In the order of a tidy address, each with how often it is asked for.
NAMES = {
    "company": 1,
    "city": 3,
    "region": 1,
    "country": 5,
    "department": 3,
    "function": 3,
    "work_model": 5,
    "employment": 3,
    "seniority": 2,
    "provider": 2,
    "currency": 1,
}
FILTERS = Weighted([0, 1, 2, 3, 4], [8, 34, 32, 20, 6])
WITH_PAY, WITH_AGE, WITH_WORDS = 0.12, 0.20, 0.30
# What the oracles ask for beyond the searches that are timed.
SEVERAL, EXCLUDED, ANY_STATE = 0.25, 0.20, 0.20
PAYS = (30_000, 50_000, 80_000, 100_000, 150_000)
AGES = ("24h", "3d", "7d", "30d")


class Term(NamedTuple):
    """What a job must have: any of these words. A word of several parts is a phrase."""

    words: tuple[str, ...]
    is_excluded: bool = False

    def __str__(self) -> str:
        quoted = (f'"{word}"' if " " in word else word for word in self.words)
        return "-" * self.is_excluded + " or ".join(quoted)


class Example(NamedTuple):
    """A job that questions are made of: {name: the slugs of its values}, and the words of its title."""

    values: Mapping[str, list[str]]
    words: list[str]
    phrases: list[str]


@dataclass(frozen=True)
class Question:
    """{name: slugs} that are wanted and unwanted, and the rest of what an address of a search can say."""

    include: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    salary_min: int = 0
    unstated_pay: bool = False
    posted: str = ""
    status: str = "open"

    @property
    def query(self) -> str:
        pairs = [("q", " ".join(map(str, self.terms)))] if self.terms else []
        for sign, chosen in (("", self.include), ("-", self.exclude)):
            pairs += [(sign + name, slug) for name in NAMES for slug in sorted(set(chosen.get(name, ())))]
        pairs += [("salary_min", str(self.salary_min))] if self.salary_min else []
        pairs += [("unstated_pay", "1")] if self.unstated_pay else []
        pairs += [("posted", self.posted)] if self.posted else []
        pairs += [("status", self.status)] if self.status != "open" else []
        return urlencode(pairs)

    @property
    def url(self) -> str:
        return f"/jobs/?{self.query}" if self.query else "/jobs/"

    def choosing_no(self, name: str) -> "Question":
        return replace(self, include={other: slugs for other, slugs in self.include.items() if other != name})


class Questioner:
    """`searches()` without an end, as readers make them; `every_kind(n)` has all that an address can say."""

    def __init__(self, examples: list[Example], rng: Random):
        self.examples, self.rng = examples, rng
        self.names = Weighted(list(NAMES), NAMES.values())

    def searches(self) -> Iterator[Question]:
        """No two alike."""
        asked = set()
        while True:
            question = self.search(self.rng.choice(self.examples))
            if question.query not in asked:
                asked.add(question.query)
                yield question

    def every_kind(self, number: int) -> list[Question]:
        """For each name "not stated", one value left out, and several at once; the others by chance."""
        systematic = [make(name) for name in NAMES for make in (self.unstated, self.left_out, self.several)]
        return (systematic + [self.anything() for _ in range(number - len(systematic))])[:number]

    def search(self, job: Example) -> Question:
        rng = self.rng
        wanted = {self.names.draw(rng) for _ in range(FILTERS.draw(rng))}
        return Question(
            include={name: (job.values[name][0],) for name in wanted if job.values.get(name)},
            terms=self.terms(job) if rng.random() < WITH_WORDS else (),
            salary_min=rng.choice(PAYS) if rng.random() < WITH_PAY else 0,
            posted=rng.choice(AGES) if rng.random() < WITH_AGE else "",
        )

    def terms(self, job: Example) -> tuple[Term, ...]:
        number = min(self.rng.choice([1, 2]), len(job.words))
        return tuple(Term((word,)) for word in self.rng.sample(job.words, number))

    def unstated(self, name: str) -> Question:
        return Question(include={name: (UNKNOWN,)})

    def left_out(self, name: str) -> Question:
        """Without a value; every other time without those that state none either."""
        job, beside = self.job_with(name), self.rng.choice(["country", "function"])
        excluded = (self.rng.choice(job.values[name]), *self.rng.choice([(), (UNKNOWN,)]))
        return Question(include={beside: self.values(beside, 1)}, exclude={name: excluded})

    def several(self, name: str) -> Question:
        return Question(include={name: (*self.values(name, 2), *self.rng.choice([(), (UNKNOWN,)]))})

    def anything(self) -> Question:
        question, rng = self.search(self.rng.choice(self.examples)), self.rng
        include = dict(question.include)
        for name in include:
            if rng.random() < SEVERAL:
                include[name] += rng.choice([self.values(name, 1), self.values(name, 2), (UNKNOWN,)])
        if rng.random() < EXCLUDED:
            name = self.names.draw(rng)
            question = replace(question, exclude={name: self.values(name, 1)})
        return replace(
            question,
            include=include,
            terms=self.odd_terms() if question.terms else (),
            unstated_pay=bool(question.salary_min) and rng.random() < 0.5,
            status=rng.choice(["closed", "all"]) if rng.random() < ANY_STATE else "open",
        )

    def odd_terms(self) -> tuple[Term, ...]:
        """A word and another, one or the other, one without the other, or two side by side."""
        job = self.rng.choice([job for job in self.examples if job.phrases])
        first, second = self.rng.sample(job.words, 2)
        return self.rng.choice(
            [
                (Term((first,)), Term((second,))),
                (Term((first, second)),),
                (Term((first,)), Term((second,), is_excluded=True)),
                (Term((self.rng.choice(job.phrases),)),),
            ]
        )

    def values(self, name: str, number: int) -> tuple[str, ...]:
        return tuple(self.rng.choice(self.job_with(name).values[name]) for _ in range(number))

    def job_with(self, name: str) -> Example:
        return self.rng.choice([job for job in self.examples if job.values.get(name)])
