"""What a word or phrase of a location string can mean: our own lists, then the gazetteer."""

import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from postings.normalise.gazetteer import DATA, Row, fold, rows

# A name in our own lists is what boards mean by it, whatever else is called so.
OURS = 500_000

# The city that a state's code may stand for is less than the state.
STATE_CITY = 2_000

# The last letter of Chinese and Japanese names, which says whether a place is a city or a province.
RANKS = tuple("市県縣府都区區省")


class Hint(NamedTuple):
    """What fields of the board say of a place beside its words: ISO codes, "" for what they do not say."""

    country: str = ""
    region: str = ""


class Places(NamedTuple):
    """data/places.toml, keyed by folded phrases, codes by their capitals."""

    names: dict[str, Row]
    codes: dict[str, Row]
    parts: dict[str, frozenset[str]]  # {"CN": {"HK", ...}}: countries that boards call a part of another
    areas: dict[str, tuple[str, ...]]
    area_codes: dict[str, tuple[str, ...]]
    zones: frozenset[str]


class Words(NamedTuple):
    """data/words.toml, keyed by folded words and phrases."""

    modes: dict[str, str]
    fillers: frozenset[str]
    strangers: frozenset[str]
    ordinary: frozenset[str]
    joints: dict[str, frozenset[str]]
    marks: dict[str, frozenset[str]]


@cache
def our_places() -> Places:
    lists = tomllib.loads((DATA / "places.toml").read_text())
    cities, states = (
        {code: row("city", value) for code, value in lists[name].items()} for name in ("codes", "state_codes")
    )
    return Places(
        names={fold(name): row("city", value) for name, value in lists["cities"].items()}
        | {fold(name): row("metro", value) for name, value in lists["metros"].items()}
        | {fold(name): row("division", f", {value}") for name, value in lists["regions"].items()}
        | {fold(name): row("country", f", , {value}") for name, value in lists["countries"].items()},
        codes=cities | {code: city._replace(weight=STATE_CITY) for code, city in states.items()},
        parts={code: frozenset(others) for code, others in lists["parts"].items()},
        areas={fold(name): tuple(value.split()) for name, value in lists["areas"].items()},
        area_codes={code: tuple(value.split()) for code, value in lists["area_codes"].items()},
        zones=frozenset(lists["zones"]["names"].split()),
    )


def row(kind: str, value: str) -> Row:
    """ "New York, NY, US" """
    name, region, country = (part.strip() for part in value.split(","))
    return Row(kind, name, country, region, OURS)


@cache
def our_words() -> Words:
    lists = tomllib.loads((DATA / "words.toml").read_text())
    fillers, strangers, ordinary = (
        frozenset(lists[name]["words"].split()) for name in ("fillers", "strangers", "ordinary")
    )
    return Words(
        modes={fold(name): mode for mode, names in lists["workplace"].items() for name in names},
        fillers=fillers,
        strangers=strangers,
        ordinary=ordinary,
        joints={name: frozenset(words.split()) for name, words in lists["joints"].items()},
        marks={name: frozenset(words.split()) for name, words in lists["marks"].items()},
    )


@lru_cache(maxsize=5_000)
def meanings(key: str) -> tuple[Row, ...]:
    """The places that a folded phrase can name."""
    ours = our_places().names.get(key)
    known = rows(key) or (rows(key[:-1]) if key.endswith(RANKS) else ())
    return (ours, *known) if ours else known
