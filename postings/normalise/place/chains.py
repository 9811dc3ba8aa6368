"""Mentions that name one place together: "Cambridge, MA", "US-CA-Menlo Park", "India - Bengaluru"."""

from collections.abc import Iterator
from dataclasses import dataclass

from postings.normalise.gazetteer import REGIONAL, Row
from postings.normalise.place.meanings import (
    CITIES,
    COUNTRIES,
    Meaning,
    grown,
    is_its_country,
    meaning,
    within_reach,
)
from postings.normalise.place.mentions import Mention
from postings.normalise.place.vocabulary import STATE_CITY, Hint
from postings.normalise.place.words import Gap

# "Boston, New York" is two cities although New York has a Boston: the other one is so much larger.
FAR_LARGER = 30

# The weight of a city that is named for its own sake, whatever follows.
LARGE = 2_500

# "Downtown, Stuttgart, Baden-Württemberg, Germany, DE" and one more.
LONGEST_CHAIN = 6


@dataclass
class Chain:
    """Neighbouring mentions of one place, and all ways to understand them."""

    mentions: list[Mention]
    meanings: list[Meaning]
    hint: Hint

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    @property
    def is_single(self) -> bool:
        return len(self.mentions) == 1

    @property
    def is_weak(self) -> bool:
        """Whether only doubtful words name it."""
        return self.is_single and self.first.doubtful


def chains(mentions: list[Mention], hint: Hint) -> list[Chain]:
    """The places among the mentions, each as the chain of its names."""
    found: list[Chain] = []
    chain: Chain | None = None
    for at, mention in enumerate(mentions):
        before = mentions[at - 1] if at else None
        after = mentions[at + 1] if at + 1 < len(mentions) else None
        if mention.gap >= Gap.AND or begins(mention, before, after):
            chain = None
        if not mention.rows or mention.denied or is_aside(chain, mention, after):
            continue
        fits = chain is not None and not mention.lost and len(chain.mentions) < LONGEST_CHAIN
        joined = joint(chain, mention, after) if chain and fits else []
        if chain and joined:
            chain.mentions.append(mention)
            chain.meanings = joined
        elif not (chain and after and is_between(chain, mention, after)):
            found.append(alone(mention, hint))
            chain = None if mention.lost else found[-1]
    return found


def alone(mention: Mention, hint: Hint) -> Chain:
    return Chain([mention], [meaning(row) for row in mention.rows], hint)


def joint(chain: Chain, mention: Mention, after: Mention | None) -> list[Meaning]:
    """The ways to understand the chain with one more mention; none when that is another place."""
    rows: dict[str, list[Row]] = {}
    for row in mention.rows:
        if not (row.kind == "county" and is_city_there(mention, row)):
            rows.setdefault(row.country, []).append(row)
    every = (
        grown(old, row)
        for old in chain.meanings
        for country in within_reach(old.place.country)
        for row in rows.get(country, ())
    )
    joined = list(dict.fromkeys(new for new in every if new))
    if all(len(name.text) <= 3 for name in (*chain.mentions, mention)):
        # "MO, PA" is no place in Panama.
        joined = [new for new in joined if new.city or new.place.country in REGIONAL]
    if chain.is_single and chain.first.countries and mention.countries:
        # "Peru, Brazil" is two countries, although Brazil has a town called Peru.
        joined = [new for new in joined if new.division or not new.city or is_its_country(new.city)]
    if joined and any(row.kind == "city" and row.weight != STATE_CITY for row in mention.rows):
        largest = max(old.weight for old in chain.meanings)
        joined = [
            new
            for new in joined
            if new.weight * FAR_LARGER > largest or is_its_country(new.city) or is_followed(new, after)
        ]
    return joined


def is_city_there(mention: Mention, county: Row) -> bool:
    """Whether the mention also names a city in the county's division: then the city is meant."""
    return any(row.kind == "city" and row[2:4] == county[2:4] for row in mention.rows)


def is_followed(new: Meaning, after: Mention | None) -> bool:
    """Whether the country of the place comes next: "Geneva, New York, United States"."""
    return any(row.country == new.place.country for row in countries_in(after))


def countries_in(mention: Mention | None) -> Iterator[Row]:
    """The countries that a mention names, unless it begins another place."""
    if mention and mention.gap < Gap.AND:
        yield from (row for row in mention.rows if row.kind in COUNTRIES)


def begins(mention: Mention, before: Mention | None, after: Mention | None) -> bool:
    """Whether a name belongs to what is joined to it more than to the place before.

    "US-Chicago, US-Georgia", "NYC, Remote-US".
    """
    if before and before.mode and mention.gap <= Gap.HYPHEN:
        return before.gap >= Gap.COMMA
    hyphened = after is not None and after.gap == Gap.HYPHEN
    return hyphened and mention.gap >= Gap.COMMA and bool(mention.kinds & COUNTRIES)


def is_aside(chain: Chain | None, mention: Mention, after: Mention | None) -> bool:
    """Whether brackets only say more of what stands before them: "Chicago (Lincoln Park), Illinois".

    So does a preference: "US - Remote (Bay Area preferred)".
    """
    if not mention.in_brackets or mention.gap >= Gap.AND:
        return False
    if after and after.mode == "preference" and after.in_brackets:
        return True
    outside = chain is not None and not chain.first.in_brackets and any(old.city for old in chain.meanings)
    return outside and mention.kinds <= CITIES | {"county"}


def is_between(chain: Chain, mention: Mention, after: Mention) -> bool:
    """Whether a name stands between a city and its country and is of neither, as far as we know.

    It is some district then: "Forbach, Lorraine, France", where Quebec has a Lorraine.
    """
    if not Gap.COMMA <= after.gap <= Gap.BRACKET or not any(countries_in(after)):
        return False
    small = all(row.weight < LARGE for row in mention.rows if row.kind == "city")
    beyond = any(new.city for new in joint(chain, after, None))
    return small and beyond and not joint(alone(mention, chain.hint), after, None)
