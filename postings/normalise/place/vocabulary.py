"""What a word or phrase of a location string can mean: the hand-written lists, then the gazetteer."""

import tomllib
from functools import cache
from typing import NamedTuple

from postings.normalise.gazetteer import DATA, Row, fold, rows

# A name in our own list is what boards mean by it, whatever else is called so.
OURS = 500_000

# The city that a state's code may stand for is less than the state.
STATE_CITY = 2_000

# The last letter of Chinese and Japanese names, which says whether a place is a city or a province.
RANKS = tuple("市県縣府都區区省")


class Lists(NamedTuple):
    """data/places.toml and data/words.toml, keyed by folded phrases."""

    places: dict[str, tuple[Row, ...]]
    codes: dict[str, Row]  # in capitals, unfolded
    parts: dict[str, frozenset[str]]  # {"CN": {"HK", ...}}: countries that boards call a part of another
    areas: dict[str, tuple[str, ...]]
    modes: dict[str, str]
    zones: frozenset[str]
    fillers: frozenset[str]
    strangers: frozenset[str]
    ordinary: frozenset[str]
    area_codes: dict[str, tuple[str, ...]]


@cache
def lists() -> Lists:
    places = tomllib.loads((DATA / "places.toml").read_text())
    words = tomllib.loads((DATA / "words.toml").read_text())
    rows_ = (
        {fold(name): _row("city", value) for name, value in places["cities"].items()}
        | {fold(name): _row("metro", value) for name, value in places["metros"].items()}
        | {fold(name): _row("division", f", {value}") for name, value in places["regions"].items()}
        | {fold(name): _row("country", f", , {value}") for name, value in places["countries"].items()}
    )
    return Lists(
        places={key: (row,) for key, row in rows_.items()},
        codes={code: _row("city", value) for code, value in places["codes"].items()}
        | {code: _row("city", value)._replace(weight=STATE_CITY) for code, value in places["state_codes"].items()},
        parts={code: frozenset(others) for code, others in places["parts"].items()},
        areas={fold(name): tuple(value.split()) for name, value in places["areas"].items()},
        modes={fold(name): mode for mode, names in words["workplace"].items() for name in names},
        zones=frozenset(places["zones"]["names"].split()),
        fillers=frozenset(words["fillers"]["words"].split()),
        strangers=frozenset(words["strangers"]["words"].split()),
        ordinary=frozenset(words["ordinary"]["words"].split()),
        area_codes={code: tuple(value.split()) for code, value in places["area_codes"].items()},
    )


def _row(kind: str, value: str) -> Row:
    name, region, country = (part.strip() for part in value.split(","))
    return Row(kind, name, country, region, OURS)


def meanings(key: str) -> tuple[Row, ...]:
    """The places that a folded phrase can name. Japanese and Chinese names may end in their rank."""
    return lists().places.get(key, ()) + (rows(key) or (rows(key[:-1]) if key.endswith(RANKS) else ()))
