"""A bare location string, read: where the work is, how, and who may do it from where."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from postings.normalise.facts import Eligible, Place
from postings.normalise.gazetteer import country_code, fold
from postings.normalise.place.choice import Choice
from postings.normalise.place.eligibility import areas, eligible, granted, own_areas
from postings.normalise.place.mentions import Mention
from postings.normalise.place.parsing import parse, settle
from postings.normalise.place.vocabulary import Hint
from postings.normalise.place.words import LONGEST, Gap

# What a hint alone is worth, when the words beside it are the name of an office or a shop.
HINT_ONLY = 0.6

# Boards repeat short strings; long ones would fill the memory.
WORTH_REMEMBERING = 300

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
    rule: str = ""  # "city", "city+country": what was named


def resolve(text: str, country_hint: str | None = None) -> Reading:
    """Read a location string. `country_hint` is a country's code or name, from a field beside it."""
    return (remembered if len(text) <= WORTH_REMEMBERING else read)(text, country_hint)


def read(text: str, country_hint: str | None) -> Reading:
    hint = country_code(country_hint or "") or ""
    parsed = parse(text, Hint(hint))
    choices = settle([parsed])[0]
    mode = workplace_type(parsed.mentions, text)
    named = areas(parsed.mentions, own_areas(choices))
    if hint and not choices and not named and text.strip():
        return Reading((Place(country=hint),), mode, None, (hint,), HINT_ONLY, "hint")
    return Reading(
        most_specific(choice.place for choice in where(parsed.mentions, choices)),
        mode,
        eligible(text, parsed.mentions, choices) if mode == "remote" else None,
        named,
        min((choice.confidence for choice in choices), default=0.0),
        rule(choices),
    )


remembered = lru_cache(maxsize=10_000)(read)


def rule(choices: list[Choice]) -> str:
    return "+".join(sorted({choice.level for choice in choices}))


def where(found: list[Mention], choices: list[Choice]) -> list[Choice]:
    """The choices that are places of the work: beside a city, "Remote (Hawaii + Canada)" names none."""
    has_city = any(choice.level == "city" for choice in choices)
    aside = granted(found, choices) if has_city else []
    return [choice for choice in choices if choice not in aside]


def most_specific(places: Iterable[Place]) -> tuple[Place, ...]:
    """`places` once each, without those that another lies in: "Dallas, TX; Texas; United States"."""
    found = list(dict.fromkeys(places))
    divided = {place.country for place in found if place != Place(country=place.country)}
    settled = {(place.country, place.region) for place in found if place.city or place.metro}
    return tuple(
        place
        for place in found
        if place.city
        or place.metro
        or ((place.country, place.region) not in settled and (place.region or place.country not in divided))
    )


def workplace_type(found: list[Mention], text: str) -> str | None:
    """How the string says one works: remote, hybrid, on_site.

    A choice between remote and an office is remote ("NYC (hybrid) or remote"); both in one breath
    are hybrid ("Remote/In-Office"), as are some days in the office.
    """
    modes = {mention.mode for mention in found} & {"remote", "hybrid", "on_site"}
    if "remote" in modes and not (len(modes) > 1 and all(mixed(found))):
        return "remote"
    if modes & {"remote", "hybrid"} or (modes and SOME_DAYS.search(fold(text[:LONGEST]))):
        return "hybrid"
    return "on_site" if modes else None


def mixed(found: list[Mention]) -> Iterable[bool]:
    """For each way of working, whether the mention before or behind it is one too, without an "or" between."""
    for before, mention, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if mention.mode in ("remote", "hybrid", "on_site"):
            joined = before is not None and bool(before.mode) and mention.gap <= Gap.AND
            yield joined or (after is not None and bool(after.mode) and after.gap <= Gap.AND)
