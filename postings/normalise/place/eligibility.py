"""Who may take a remote job, as a location string says it: "Remote - US", "anywhere in EMEA"."""

import re
from itertools import pairwise

from postings.normalise.facts import Eligible
from postings.normalise.gazetteer import REGIONAL, Row, bare, country_name, fold
from postings.normalise.place.choice import Choice
from postings.normalise.place.meanings import CITIES, COUNTRIES
from postings.normalise.place.mentions import Mention
from postings.normalise.place.words import LONGEST, Gap

CLOCK = r"(?:UTC|GMT|CES?T|EES?T|WES?T|BST|[ECMP][SD]T|IST|JST|AES?T|AEDT|SGT|HKT|MSK|BRT)"
ZONE = rf"{CLOCK}(?: ?[+-] ?\d{{1,2}}(?!\d))?"
TOLERANCE = r"(?:\+/-|±) ?(\d{1,2})"
# "±3 hours from UTC+8" | "UTC-6 to UTC+2", "CET +/- 2", "PST" | "Eastern Time"
TIME_ZONES = re.compile(
    rf"{TOLERANCE} ?(?:hours?|hrs?|h)? ?(?:from|of)? ?\b({ZONE})"
    rf"|\b({ZONE}(?: ?(?:to|-) ?{ZONE})?)\b(?: ?{TOLERANCE})?"
    r"|\b((?:Eastern|Central|Mountain|Pacific)(?: Standard)? Time)"
)


def eligible(text: str, found: list[Mention], choices: list[Choice]) -> Eligible | None:
    """Who may take the job that `text` calls remote; None when it does not say.

    Without a city, all that it names counts. Beside cities only regions of the world do, and what
    stands by the word "remote": "Chicago, US-Remote".
    """
    has_city = any(choice.row.kind in CITIES for choice in choices)
    allowed = areas(found, beside_remote(found, choices) if has_city else own_areas(choices))
    excluded = tuple(dict.fromkeys(row.country for mention in found if mention.denied for row in mention.rows[:1]))
    zones = time_zones(text)
    return Eligible(allowed, excluded, zones) if allowed or excluded or zones else None


def areas(found: list[Mention], of_chains: dict[int, str]) -> tuple[str, ...]:
    """The regions of the world that are mentioned, and `of_chains` ({id of a mention: area}), in their order."""
    named: list[str] = []
    for mention in found:
        if mention.areas and not mention.denied:
            named.extend(mention.areas)
        elif id(mention) in of_chains:
            named.append(of_chains[id(mention)])
    return tuple(dict.fromkeys(named))


def own_areas(choices: list[Choice]) -> dict[int, str]:
    """{first mention: area} of all that is named as a country or state and not as a city in it."""
    return {id(choice.chain.first): code for choice in choices if (code := area(choice.row))}


def area(row: Row) -> str | None:
    """ "US-CA", "FR"; None for a city, unless it is a state or country by itself."""
    if row.kind in COUNTRIES or fold(row.name) == fold(country_name(row.country)):
        return row.country
    if row.kind in CITIES:
        return "US-DC" if (row.country, row.region) == ("US", "DC") else None
    return f"{row.country}-{row.region}" if row.country in REGIONAL else row.country


def beside_remote(found: list[Mention], choices: list[Choice]) -> dict[int, str]:
    """{mention: area} of the places that the word "remote" speaks of."""
    owners = {id(mention): choice for choice in choices for mention in choice.chain.mentions}
    named: dict[int, str] = {}
    for mention, gap in neighbours_of_remote(found):
        if choice := owners.get(id(mention)):
            if code := area(choice.row):
                named[id(choice.chain.first)] = code
            elif gap <= Gap.HYPHEN and (wide := around(mention, choice)):
                named[id(mention)] = wide
    for choice in granted(found, choices):
        named[id(choice.chain.first)] = area(choice.row) or ""
    spread(named, choices)
    return named


def granted(found: list[Mention], choices: list[Choice]) -> list[Choice]:
    """The countries and states in brackets after "remote": they say from where, not where."""
    inside: set[int] = set()
    for before, mention in pairwise(found):
        opened = before.mode == "remote" and not before.in_brackets
        if mention.in_brackets and (opened or id(before) in inside):
            inside.add(id(mention))
    return [choice for choice in choices if id(choice.chain.first) in inside and area(choice.row)]


def neighbours_of_remote(found: list[Mention]) -> list[tuple[Mention, Gap]]:
    """What stands by each "remote": joined to it if anything is, else across a comma or dash."""
    sides: list[tuple[Mention, Gap]] = []
    for before, mention, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if mention.mode == "remote":
            both = [(before, mention.gap)] if before else []
            both += [(after, after.gap)] if after else []
            joined = [side for side in both if side[1] <= Gap.HYPHEN and side[0].rows]
            sides += joined or [side for side in both if side[1] <= Gap.BRACKET]
    return sides


def around(mention: Mention, choice: Choice) -> str | None:
    """The country or state that `mention` itself names of a city: "Toronto, Canada Remote"."""
    wider = (row for row in mention.rows if row.country == choice.row.country and row.kind not in CITIES)
    return next((code for row in wider if (code := area(row))), None)


def spread(named: dict[int, str], choices: list[Choice]) -> None:
    """What is said of one is said of those that follow by "or" and "/": "Remote: US or Canada"."""
    for choice, after in pairwise(choices):
        joined = Gap.AND <= after.chain.first.gap <= Gap.OR
        if joined and id(choice.chain.first) in named and (code := area(after.row)):
            named.setdefault(id(after.chain.first), code)


def time_zones(text: str) -> tuple[str, ...]:
    """The time zones of `text`, in its words: "UTC-6 to UTC+2", "CET +/- 2"."""
    zones = []
    for match in TIME_ZONES.finditer(bare(text[:LONGEST])[:LONGEST]):
        before, near, zone, after, words = match.groups()
        tolerance = before or after
        zones.append((near or zone or words) + (f" +/- {tolerance}" if tolerance else ""))
    return tuple(dict.fromkeys(zones))
