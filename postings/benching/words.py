"""The market's vocabulary, read from words.toml: occupations, departments, companies, paragraphs."""

import tomllib
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from postings.benching.chance import Weighted, zipf

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text())
SENTENCES_A_PARAGRAPH = 3
# Of the titles, so many name a speciality too.
SPECIAL = 0.55


class Occupation(NamedTuple):
    role: str
    function: str


class Rung(NamedTuple):
    """How a title is written on a rung of the ladder, with {role}, and the seniority that it says."""

    title: str
    seniority: str


class Title(NamedTuple):
    """`plain` is the title without its speciality."""

    text: str
    plain: str
    function: str
    seniority: str


def listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def names(of: str) -> list[str]:
    return listed(WORDS["names"][of])


def occupations() -> Weighted[Occupation]:
    """All roles: a function has its share of them, and within it some are common and some rare."""
    found, weights = [], []
    for function, its in WORDS["functions"].items():
        roles = listed(its["roles"])
        ranked = [1 / (place + 4) ** 0.6 for place in range(len(roles))]
        found += [Occupation(role, function) for role in roles]
        weights += [its["share"] * weight / sum(ranked) for weight in ranked]
    return Weighted(found, weights)


class Titles:
    """`draw(rng)`: a title with what can be read from it."""

    def __init__(self) -> None:
        self.occupations = occupations()
        rungs = WORDS["rungs"]
        self.rungs = Weighted([Rung(r["title"], r["seniority"]) for r in rungs], [r["weight"] for r in rungs])
        self.specialities = zipf(names("specialities"), slope=0.3, flat=1)

    def draw(self, rng: Random) -> Title:
        role, function = self.occupations.draw(rng)
        rung = self.rungs.draw(rng)
        plain = rung.title.format(role=role)
        text = f"{plain}, {self.specialities.draw(rng)}" if rng.random() < SPECIAL else plain
        return Title(text, plain, function, rung.seniority)


def departments(rng: Random, count: int) -> list[str]:
    """Names of departments, the commonest first: the plain ones, then those of a speciality."""
    plain = names("departments")
    special = [
        form.format(department=department, speciality=speciality)
        for form, department, speciality in product(names("department_forms"), plain, names("specialities"))
    ]
    rng.shuffle(special)
    return [*plain, *special][:count]


def companies(rng: Random, count: int) -> list[str]:
    """Names that no two companies share."""
    parts = [names(of) for of in ("company_colours", "company_things", "company_trades")]
    every = [" ".join(words) for words in product(*parts)]
    rng.shuffle(every)
    return every[:count]


def paragraphs(rng: Random, count: int) -> list[str]:
    """Prose of no great interest, each about 390 characters long."""
    prose: dict[str, Any] = {part: listed(words) for part, words in WORDS["prose"].items()}

    def sentence() -> str:
        opening, ending = rng.choice(prose["openings"]), rng.choice(prose["endings"])
        deeds = " and ".join(rng.sample(prose["deeds"], 2))
        return f"{opening} {deeds} {rng.choice(prose['objects'])}, {ending}."

    sentences = iter(sentence, None)
    return [" ".join(islice(sentences, SENTENCES_A_PARAGRAPH)) for _ in range(count)]
