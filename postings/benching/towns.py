"""The market's cities: real ones, the largest of each country, in countries that hire as real boards do."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from random import Random

import zstandard

from postings.benching.chance import Weighted
from postings.normalise.facts import Place
from postings.normalise.gazetteer import REGIONAL, TABLE

# Shares of the commonest countries; the others share the rest, those with larger cities more of it.
SHARES = {"US": 0.40, "GB": 0.08, "IN": 0.08, "DE": 0.06, "CA": 0.05, "FR": 0.04}
COUNTRIES = 110


def cities(rng: Random, count: int) -> list[Place]:
    """Cities, the commonest first."""
    by_country = {country: list(places) for country, places in largest_cities().items()}
    ranked = sorted(by_country, key=lambda country: -len(by_country[country]))
    others = [country for country in ranked if country not in SHARES][: COUNTRIES - len(SHARES)]
    rest = (1 - sum(SHARES.values())) * 2 / len(others)
    weights = [*SHARES.values(), *(rest * (1 - place / len(others)) for place in range(len(others)))]
    hiring = Weighted([*SHARES, *others], weights)
    found: list[Place] = []
    while len(found) < count:
        if left := by_country[hiring.draw(rng)]:
            found.append(left.pop())
    return found


@cache
def largest_cities() -> Mapping[str, list[Place]]:
    """{country: its cities, the largest last}, with the region where readers use one."""
    weights: dict[Place, int] = defaultdict(int)
    for line in zstandard.decompress(TABLE.read_bytes()).decode().split("\n"):
        if "\tcity\t" in line:
            _, _, name, country, region, weight = line.split("\t")
            place = Place(name, region if region and country in REGIONAL else None, country)
            weights[place] = max(weights[place], int(weight))
    found: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(weights, key=lambda place: (weights[place], place.city)):
        found[place.country].append(place)
    return found
