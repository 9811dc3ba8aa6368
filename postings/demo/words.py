"""The vocabulary of the invented market, read once from data/.

A sentence may leave a choice open, "[once|twice] a week", and name {company}, {team}, {city},
{product}, {people} or {years}; `say` settles both.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from postings.demo.values import Place

DATA = Path(__file__).parent / "data"
CHOICE = re.compile(r"\[([^\[\]]+)\]")


class Level(NamedTuple):
    """A rung of a ladder: how the title is written, how often, what it pays, years asked for."""

    title: str
    weight: float
    pay: float
    years: int


@dataclass(frozen=True)
class Role:
    """An occupation: what it is called and paid, and sentences about it. Own ones before the family's."""

    name: str
    language: str
    title: str
    pay: float  # thousand USD a year that it pays at the middle of its ladder in the United States
    hourly: bool  # paid by the hour where that is the custom
    on_site: bool  # bound to a place by its nature
    ladder: tuple[Level, ...]
    employment: Mapping[str, float]
    intro: tuple[str, ...]
    does: tuple[str, ...]
    needs: tuple[str, ...]
    shared_does: tuple[str, ...]
    shared_needs: tuple[str, ...]
    plus: tuple[str, ...]


class Department(NamedTuple):
    """A department of a trade: its share of the jobs, and {team: roles in it}."""

    name: str
    weight: float
    teams: Mapping[str, Sequence[str]]


def say(sentence: str, rng: Random, slots: Mapping[str, Any]) -> str:
    """`sentence` with its choices made and its slots filled."""
    chosen = CHOICE.sub(lambda choice: rng.choice(choice[1].split("|")), sentence)
    return chosen.format_map(slots)


def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def roles() -> dict[str, Role]:
    """{name: Role}. A file of data/roles/<language>/ is a family: its `shared` table holds for all its roles."""
    found = {}
    for path in sorted(DATA.glob("roles/*/*.toml")):
        family = read(path)
        shared = family.pop("shared")
        for name, own in family.items():
            found[name] = role(name, path.parent.name, shared, own)
    return found


def role(name: str, language: str, shared: dict[str, Any], own: dict[str, Any]) -> Role:
    both = shared | own
    return Role(
        name=name,
        language=language,
        title=own["title"],
        pay=own["pay"],
        hourly=both.get("hourly", False),
        on_site=both.get("on_site", False),
        ladder=ladders()[both["ladder"]],
        employment=both.get("employment", {"full_time": 1}),
        intro=tuple(own["intro"]),
        does=tuple(own["does"]),
        needs=tuple(own["needs"]),
        shared_does=tuple(shared["does"]),
        shared_needs=tuple(shared["needs"]),
        plus=tuple(shared.get("plus", ())),
    )


@cache
def ladders() -> dict[str, tuple[Level, ...]]:
    return {
        name: tuple(Level(*rung) for rung in ladder["rungs"]) for name, ladder in read(DATA / "ladders.toml").items()
    }


@cache
def trades() -> dict[str, tuple[Department, ...]]:
    """{trade: its departments}. A trade may borrow another's whole list with `with`."""
    tables = read(DATA / "trades.toml")
    own = {
        trade: tuple(Department(name, part["weight"], part["teams"]) for name, part in table.items() if name != "with")
        for trade, table in tables.items()
    }
    return {
        trade: own[trade] + tuple(part for other in table.get("with", ()) for part in own[other])
        for trade, table in tables.items()
    }


@cache
def prose(language: str) -> dict[str, Any]:
    """Headings, phrases and the customs of writing numbers in `language`."""
    return read(DATA / "prose" / f"{language}.toml")


@cache
def countries() -> dict[str, dict[str, Any]]:
    """{ISO code: name, currency, customs of pay}."""
    return read(DATA / "countries.toml")


@cache
def cities() -> dict[str, dict[str, str]]:
    return read(DATA / "cities.toml")


def place(city: str, text: str = "{city}") -> Place:
    """The city of this name, written as `text` says."""
    known = cities()[city]
    country = countries()[known["country"]]
    parts = {
        "city": known.get("name", city),
        "region": known.get("region", ""),
        "region_name": known.get("region_name", ""),
        "country": known["country"],
        "country_name": country["name"],
    }
    local = {"local": known.get("local", parts["city"]), "local_country": country.get("local", country["name"])}
    return Place(text.format(**parts, **local), **parts)
