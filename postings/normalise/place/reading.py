"""A bare location string, read: where the work is, how, and who may do it from where."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from postings.normalise.facts import Eligible, Place
from postings.normalise.gazetteer import country_code, fold
from postings.normalise.place import eligibility
from postings.normalise.place.chains import chains
from postings.normalise.place.choice import Choice, choose
from postings.normalise.place.doubts import doubted
from postings.normalise.place.mentions import Mention, spotted
from postings.normalise.place.towns import with_towns
from postings.normalise.place.words import LONGEST, Gap, words

# What a hint alone is worth, when the words beside it are the name of an office or a shop.
HINT_ONLY = 0.6

# "three days a week in office"
SOME_DAYS = re.compile(r"\b(?:[1-4]|one|two|three|four)(?: \w+)? days?\b|\bdays? (?:a|per) week\b|\b[1-9]0 in office\b")


class Reading(NamedTuple):
    """What a location string says; each part empty where it says nothing.

    `areas` are the countries, states and regions of the world that it names apart from cities:
    those who may take the job, should it be remote.
    """

    places: tuple[Place, ...] = ()
    workplace_type: str | None = None
    eligible: Eligible | None = None
    areas: tuple[str, ...] = ()
    confidence: float = 0.0  # of the least sure place
    rule: str = ""


@lru_cache(maxsize=20_000)
def resolve(text: str, country_hint: str | None = None) -> Reading:
    """Read a location string. `country_hint` is an ISO code, from a field beside it."""
    hint = country_code(country_hint or "") or ""
    text_words = words(text)
    found = list(doubted(spotted(text_words)))
    choices = with_towns(text_words, choose(chains(found, hint)))
    mode = workplace_type(found, text)
    areas = eligibility.areas(found, eligibility.own_areas(choices))
    places = most_specific(choice.place for choice in where(found, choices))
    if hint and not places and not areas and text.strip():
        return Reading((Place(country=hint),), mode, None, (hint,), HINT_ONLY, "hint")
    return Reading(
        places,
        mode,
        eligibility.eligible(text, found, choices) if mode == "remote" else None,
        areas,
        min((choice.confidence for choice in choices), default=0.0),
        "+".join(sorted({choice.level for choice in choices})),
    )


def where(found: list[Mention], choices: list[Choice]) -> list[Choice]:
    """The choices that are places of the work: beside a city, "Remote (Hawaii + Canada)" names none."""
    cities = [choice for choice in choices if choice.level == "city"]
    aside = eligibility.granted(found, choices) if cities else []
    return [choice for choice in choices if choice not in aside]


def workplace_type(found: list[Mention], text: str) -> str | None:
    """How the string says one works: remote, hybrid, on_site.

    A choice between remote and an office is remote ("NYC (hybrid) or remote"); both in one breath
    are hybrid ("Remote/In-Office"), as are some days in the office.
    """
    modes = [mention for mention in found if mention.mode in ("remote", "hybrid", "on_site")]
    said = {mention.mode for mention in modes}
    if "remote" in said and not (said > {"remote"} and all(is_mixed(found, mention) for mention in modes)):
        return "remote"
    if "hybrid" in said or "remote" in said or ("on_site" in said and SOME_DAYS.search(fold(text[:LONGEST]))):
        return "hybrid"
    return "on_site" if said else None


def is_mixed(found: list[Mention], mention: Mention) -> bool:
    """Whether the next word or the one before names a way of working too, without an "or" between."""
    at = next(at for at, other in enumerate(found) if other is mention)
    before = found[at - 1] if at else None
    after = found[at + 1] if at + 1 < len(found) else None
    return bool(before and before.mode and mention.gap <= Gap.AND) or bool(after and after.mode and after.gap <= Gap.AND)


def most_specific(places: Iterable[Place]) -> tuple[Place, ...]:
    """`places` once each, without those that another lies in: "Dallas, TX; Texas; United States"."""
    found = list(dict.fromkeys(places))
    return tuple(place for place in found if not any(covers(place, other) for other in found))


def covers(place: Place, other: Place) -> bool:
    """Whether `place` is the state or country that `other` lies in."""
    if place == other or place.city or place.metro or place.country != other.country:
        return False
    return place.region is None or place.region == other.region
