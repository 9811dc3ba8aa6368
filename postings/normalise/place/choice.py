"""Which of the places that a chain can mean is meant. What stays open is left out, not guessed."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from postings.normalise.facts import Place
from postings.normalise.gazetteer import REGIONAL, Row
from postings.normalise.place.chains import LARGE, Chain
from postings.normalise.place.likelihood import Context, is_namesake, is_sound, level, likelihood
from postings.normalise.place.meanings import CITIES, COUNTRIES, Meaning, is_its_country
from postings.normalise.place.words import Gap

# How far the likeliest meaning must lead the next: to guide its neighbours, to be believed, and to
# be believed inside a state or country that is named.
SURE, BELIEVED, BELIEVED_INSIDE = 10, 2, 1.5

# Cities of this weight are believed among unknown words, when nothing else is named: "Boutique Munich".
GREAT = 8_000
# Beside those of this weight "NY" is a city too: "Chicago, NY, SF".
METROPOLIS = 15_000


class Choice(NamedTuple):
    """A chain's place and how sure we are of it; `row` is the smallest thing named."""

    chain: Chain
    place: Place
    row: Row
    confidence: float

    @property
    def level(self) -> str:
        return level(self.row)


def choose(chains: list[Chain]) -> list[Choice]:
    """The places of the chains, in their order. A chain whose meaning stays open has none."""
    context = context_of(chains) if len(chains) > 1 else Context()
    choices = [choice for chain in chains if (choice := chosen(chain, context))]
    kept = [choice for at, choice in enumerate(choices) if not is_contradicted(choices, at)]
    return kept or [choice for chain in chains if (choice := great_city(chain))]


def context_of(chains: list[Chain]) -> Context:
    """What those places tell that are sure by themselves."""
    by_chain = {id(chain): choice for chain in chains if (choice := sure_choice(chain))}
    sure = by_chain.values()
    neighbours: dict[int, frozenset[str]] = {}
    for one, other in pairwise(chains):
        if other.first.gap in (Gap.COMMA, Gap.AND, Gap.OR):
            for chain, beside in ((one, other), (other, one)):
                levels = {size(by_chain[id(beside)].row)} if id(beside) in by_chain else set()
                neighbours[id(chain)] = neighbours.get(id(chain), frozenset()) | levels
    return Context(
        divisions=frozenset((choice.row.country, choice.row.region) for choice in sure if choice.row.region),
        countries=frozenset(choice.row.country for choice in sure),
        levels=frozenset(choice.level for choice in sure if choice.chain.is_single and not is_two_levels(choice.chain)),
        codes=frozenset(
            mention.text for choice in sure for mention in choice.chain.mentions if mention.text == choice.row.country
        ),
        neighbours=neighbours,
    )


def is_two_levels(chain: Chain) -> bool:
    """Whether the chain names a city and its state or country alike: "New York", "Singapore", "Washington DC"."""
    return any(is_namesake(chain, meaning.place) or meaning.place.region == "DC" for meaning in chain.meanings)


def size(row: Row) -> str:
    return "metropolis" if row.kind in CITIES and row.weight >= METROPOLIS else level(row)


def sure_choice(chain: Chain) -> Choice | None:
    """The place that is meant beyond doubt, whatever stands around."""
    best = likeliest(chain, sound(chain), Context())
    return Choice(chain, as_place(best[0]), best[0], 1.0) if best and best[1] >= SURE else None


def chosen(chain: Chain, context: Context) -> Choice | None:
    """The place that clearly leads all others; else the state or country that the chain names itself."""
    best = likeliest(chain, sound(chain), context)
    if best is None:
        return None
    row, lead = best
    if lead >= (BELIEVED if chain.is_single else BELIEVED_INSIDE):
        return Choice(chain, as_place(row), row, confidence(chain, row, lead))
    return named_around(chain)


def sound(chain: Chain) -> Iterable[Meaning]:
    return (meaning for meaning in chain.meanings if is_sound(chain, meaning))


def likeliest(chain: Chain, meanings: Iterable[Meaning], context: Context) -> tuple[Row, float] | None:
    """The row that names the likeliest place, and how far that leads the next place."""
    best: dict[Place, tuple[float, Row]] = {}
    for meaning in meanings:
        place, weight = as_place(meaning.place), likelihood(chain, meaning, context)
        if place not in best or weight > best[place][0]:
            best[place] = weight, meaning.place
    ranked = sorted(best.values(), key=lambda weighed: -weighed[0])
    if not ranked:
        return None
    return ranked[0][1], ranked[0][0] / ranked[1][0] if len(ranked) > 1 else SURE


def as_place(row: Row) -> Place:
    region = row.region if row.country in REGIONAL and row.region else None
    if row.kind == "metro":
        return Place(None, region, row.country, row.name)
    return Place(row.name if row.kind in CITIES else None, region, row.country)


def named_around(chain: Chain) -> Choice | None:
    """The country or state in the chain's own words, when its city may be any of several."""
    named = {meaning.division or meaning.country for meaning in chain.meanings}
    places = {as_place(row) for row in named if row}
    if None in named or len(places) != 1:
        return None
    return Choice(chain, places.pop(), next(row for row in named if row), 0.7)


def is_contradicted(choices: list[Choice], at: int) -> bool:
    """Whether a doubtful or small city stands by a country that it is not in: "Costa Rica - Belén"."""
    choice = choices[at]
    is_doubtful = choice.confidence < 0.9 or choice.row.weight < LARGE
    if choice.level != "city" or not choice.chain.is_single or not is_doubtful:
        return False
    beside = [(choices[at - 1], choice.chain.first.gap)] if at else []
    beside += [(after, after.chain.first.gap) for after in choices[at + 1 : at + 2]]
    return any(
        Gap.COMMA <= gap <= Gap.BRACKET
        and other.row.country != choice.row.country
        and (other.level == "country" or is_its_country(other.row))
        for other, gap in beside
    )


def great_city(chain: Chain) -> Choice | None:
    """The large city that a chain names among words we do not know: "Boutique Munich"."""
    best = likeliest(chain, chain.meanings, Context())
    if not chain.is_weak or best is None:
        return None
    row, lead = best
    is_great = row.kind == "city" and row.weight >= GREAT
    return Choice(chain, as_place(row), row, 0.6) if is_great and lead >= SURE else None


def confidence(chain: Chain, row: Row, lead: float) -> float:
    """0.98 for a place named with its state or country; bare names by their lead over namesakes."""
    if not chain.is_single or row.kind in COUNTRIES:
        return 0.98 if lead >= SURE else 0.9
    return 0.9 if lead >= SURE else 0.75 if lead >= 3 else 0.6
