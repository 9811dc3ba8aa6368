"""Whether the public site lists a posting: by its language, and by the countries it is in or open to.

A site may be for the whole world (`worldwide`), or for one part of it. A rule is written as
`english_us_canada`, or as the languages and countries themselves, small and capital as ISO writes
them: "en fr CA" is what is in English or French and in Canada, "de" what is in German anywhere,
"EUROPE" what is there in any language.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale

from postings.normalise.facts import Eligible, Place
from postings.normalise.gazetteer import DATA

NAMED = {"worldwide": "", "english_us_canada": "en US CA"}
# The areas whose name in regions.toml is another: there, NA is Namibia.
OTHER_NAMES = {"NA": "NORTH_AMERICA"}


class Rule(NamedTuple):
    """What a site lists; no languages are all of them, and so with countries."""

    name: str
    languages: frozenset[str]
    countries: frozenset[str]


class Scope(NamedTuple):
    """Whether a posting is listed; by which rule, or why not; and the countries it names, as ISO codes."""

    included: bool
    reason: str
    countries: tuple[str, ...]


def scope(language: str | None, places: Iterable[Place], eligible: Eligible | None, rule: Rule) -> Scope:
    """Listed is what is known to be inside the rule: a posting that does not say its country is not.

    A place inside is enough, and so is an area that reaches inside and is not excluded there: for a
    site on Canada "EMEA or the Americas" is inside, "worldwide except Canada" is not.
    """
    in_places = [place.country for place in places if place.country]
    areas, excluded = (eligible.areas, eligible.excluded) if eligible else ((), ())
    named = tuple(dict.fromkeys([*in_places, *filter(None, map(country_of, areas))]))
    # A state that is excluded leaves the rest of its country.
    shut = everywhere(area for area in excluded if "-" not in area)
    reached = (everywhere(areas) - shut).union(in_places)
    if rule.languages and language not in rule.languages:
        return Scope(False, f"language: {language or 'not stated'}", named)
    if rule.countries and not reached & rule.countries:
        return Scope(False, f"countries: {', '.join(named or areas) or 'not stated'}", named)
    return Scope(True, rule.name, named)


@lru_cache(maxsize=10)
def read_rule(text: str) -> Rule:
    """The rule that a setting writes; ValueError, with the word, when it names no language or country."""
    words = re.findall(r"[^\s,;]+", NAMED.get(text.strip(), text))
    languages = frozenset(word for word in words if len(word) == 2 and word in Locale("en").languages)
    places = [word for word in words if word not in languages]
    if strange := [word for word in places if not (reach(word) and reach(word) <= reach("worldwide"))]:
        raise ValueError(
            f"{strange[0]!r} is neither a language nor a country. Write {' or '.join(NAMED)}, or languages in "
            f'small and countries in capital letters, such as "en fr CA".'
        )
    name = text.strip() if text.strip() in NAMED else " ".join(words)
    return Rule(name or "worldwide", languages, everywhere(places))


def everywhere(areas: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(reach, areas))


def reach(area: str) -> frozenset[str]:
    """The countries that a job open to `area` may be done from; none of an area without a meaning here."""
    country = country_of(area)
    return frozenset({country}) if country else regions().get(OTHER_NAMES.get(area, area), frozenset())


def country_of(area: str) -> str | None:
    """The country that an area is or lies in: "US" and "US-CA" are US; None for a region of the world."""
    code = area.partition("-")[0]
    is_country = len(code) == 2 and code.isupper() and code not in OTHER_NAMES and code not in regions()
    return code if is_country else None


@cache
def regions() -> dict[str, frozenset[str]]:
    """{region of the world: its countries}"""
    lists = tomllib.loads((DATA / "regions.toml").read_text())

    def members(name: str) -> frozenset[str]:
        words = lists[name].split()
        return frozenset().union(*(members(word) if word in lists else {word} for word in words))

    return {name: members(name) for name in lists}
