"""How likely each meaning of a chain is: by size, by the words themselves, and by what stands around."""

from collections.abc import Mapping
from typing import NamedTuple

from postings.normalise.gazetteer import REGIONAL, Row, country_name, fold
from postings.normalise.place.chains import LARGE, Chain
from postings.normalise.place.meanings import CITIES, COUNTRIES, DIVISIONS, Meaning
from postings.normalise.place.vocabulary import STATE_CITY, our_words
from postings.normalise.place.words import Gap

# How much likelier a meaning is ...
HINTED = 100  # in the country that a field of the board names; once more in its state
SAME_DIVISION = 30  # in the state of another place beside it
SAME_COUNTRY = 8
SAME_LEVEL = 100  # as a state among states, a country among countries
SAME_CODE = 100  # as Canada in "CA-Toronto; CA-Remote"
STATE_CODE = 3  # as "CA" of California behind a comma, not of Canada
STATE_FIRST = 10  # as the state in "Washington, United States"
OVERSEAS = 0.1  # ... as a country that is named as a part of another: Saint-Denis in "France"
NAMESAKE = 0.0001  # as the state that has a city of its own name: "New York", "São Paulo"

NAMESAKE_SIZE = 100  # in weight, of that city
# A single word with no state or country beside it must be a town of some size: "Atlantic Region" is not in Iowa.
# In small letters it must be a large one.
TOWN = 200


class Context(NamedTuple):
    """What the sure places of a text tell of the doubtful ones."""

    divisions: frozenset[tuple[str, str]] = frozenset()
    countries: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()  # of those that are named by one name: "division"
    codes: frozenset[str] = frozenset()  # countries named by their code beside a city
    neighbours: Mapping[int, frozenset[str]] = {}  # {id of a chain: levels or "metropolis", of those next to it}


def level(row: Row) -> str:
    return "city" if row.kind in CITIES else "division" if row.kind in DIVISIONS else "country"


def is_sound(chain: Chain, meaning: Meaning) -> bool:
    """Whether a chain may be understood so. Weak names need company."""
    city, country = meaning.city, meaning.country
    if chain.is_weak and not (country and country.kind == "country"):
        return False  # among unknown words
    if city and city.kind == "town" and not meaning.division and (not country or country.country == "US"):
        return False
    if not chain.is_single:
        return True
    if fold(chain.first.text) in our_words().ordinary:
        return False
    if not city or " " in chain.first.text or chain.hint.country:
        return meaning.weight > 1
    return meaning.weight >= (LARGE if chain.first.text.islower() else TOWN)


def likelihood(chain: Chain, meaning: Meaning, context: Context) -> float:
    row, weight = meaning.place, meaning.weight
    if chain.hint.country == row.country:
        weight *= HINTED * (HINTED if chain.hint.region == row.region else 1)
    if (row.country, row.region) in context.divisions:
        weight *= SAME_DIVISION
    elif row.country in context.countries:
        weight *= SAME_COUNTRY
    if meaning.country and meaning.country.country != row.country:
        weight *= OVERSEAS
    if row.kind == "country code" and chain.first.text in context.codes:
        weight *= SAME_CODE
    return weight * by_level(chain, meaning, context)


def by_level(chain: Chain, meaning: Meaning, context: Context) -> float:
    """How likely the meaning is for being a city, a state or a country."""
    row = meaning.place
    if chain.is_single and has_peers(chain, row, context):
        return SAME_LEVEL
    if is_namesake(chain, row):
        return NAMESAKE
    if meaning.division and row.country == "US" and meaning.division.kind == "division code":
        return STATE_CODE if meaning.city or chain.first.gap == Gap.COMMA else 1
    if meaning.division and meaning.country and not meaning.city and row.country in REGIONAL:
        return STATE_FIRST
    return 1


def has_peers(chain: Chain, row: Row, context: Context) -> bool:
    """Whether states stand by a state, countries by a country. For a code, right beside it: "US/CA"."""
    beside = context.neighbours.get(id(chain), frozenset())
    if level(row) == "city":
        return row.weight == STATE_CITY and beside == {"metropolis"}
    if row.kind.endswith("code"):
        return level(row) in beside
    return level(row) in context.levels and not ("city" in context.levels and is_namesake(chain, row))


def is_namesake(chain: Chain, row: Row) -> bool:
    """Whether the words that name a state or country also name a city of it: then the city is meant.

    Abroad any city of the division will do ("Plzeň"); in America, say, it must have the very name.
    """
    if row.kind in CITIES:
        return False
    within = [
        city
        for meaning in chain.meanings
        if (city := meaning.city)
        and city.country == row.country
        and city.region == (row.region or city.region)
        and city.weight != STATE_CITY
    ]
    if not within:
        return False
    own = fold(country_name(row.country) if row.kind in COUNTRIES else row.name)
    if any(fold(city.name) == own for city in within):
        return True
    named = fold(chain.first.text)
    abroad = row.kind in DIVISIONS and row.country not in REGIONAL
    return abroad and any(city.weight >= NAMESAKE_SIZE or fold(city.name) == named for city in within)
