"""Where the work of a listing is: the board's structured addresses and its words, read together.

The words come first where they name a city: boards file "Torrance, CA" under the address of Los
Angeles. An address beside words that name no city is where the company sits, if the job is
remote ("Remote - Europe", Berlin); else it says which city is meant ("Rideau Centre", Ottawa).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from companies.providers.base import Listing, Location
from postings.normalise.facts import Evidence, Found, Place
from postings.normalise.gazetteer import country_code, fold, region_code
from postings.normalise.place.choice import Choice
from postings.normalise.place.parsing import Parsed, parse, settle
from postings.normalise.place.reading import most_specific, rule, where, workplace_type
from postings.normalise.place.vocabulary import Hint

# An address without a word for it in the text is a little less sure: it may be the office's.
ADDRESS_ONLY = 0.8
# What a rule says more when it read the structured address.
ADDRESS = ", address"

# Parts of addresses are read up to here.
LONGEST_PART = 100


def places(listing: Listing) -> Found[tuple[Place, ...]] | None:
    """The listing's places in the board's order, the first the primary one."""
    locations = listing.locations or (Location(listing.location_text),)
    found, confidence, how = located(tuple(locations), is_remote(listing))
    if not found:
        return None
    quote = "; ".join(dict.fromkeys(location.text or address(location) for location in locations))
    kind: Literal["field", "text"] = "field" if how.endswith(ADDRESS) else "text"
    return Found(found, Evidence(kind, listing.fields.get("locations", "location"), quote, how, confidence))


def is_remote(listing: Listing) -> bool:
    """Whether the fields call the job wholly remote. Ashby's flag stands beside "Hybrid" too."""
    if listing.workplace:
        return workplace_type(parse(listing.workplace).mentions, listing.workplace) == "remote"
    return listing.is_remote is True


@lru_cache(maxsize=5_000)
def located(locations: tuple[Location, ...], remote: bool) -> tuple[tuple[Place, ...], float, str]:
    """The places, how sure the least sure is, and the rule that read them."""
    texts = [parse(location.text, hint(location)) for location in locations]
    named = settle(texts)
    used = [
        parse(instead, hint(location)) if (instead := read_instead(location, text, choices, remote)) else text
        for location, text, choices in zip(locations, texts, named, strict=True)
    ]
    choices = [choice for parsed, own in zip(used, settle(used), strict=True) for choice in where(parsed.mentions, own)]
    found = most_specific(choice.place for choice in choices)
    confidence = min((choice.confidence for choice in choices), default=0.0)
    if used == texts:
        return found, confidence, rule(choices)
    return found, min(confidence, ADDRESS_ONLY), rule(choices) + ADDRESS


def hint(location: Location) -> Hint:
    country = country_code(location.country) or ""
    return Hint(country, region_code(country, location.region) or "" if country and location.region else "")


def read_instead(location: Location, text: Parsed, choices: Sequence[Choice], remote: bool) -> str:
    """The address, or its country, where it says more of the place than the words do; "" where not."""
    if any(choice.level == "city" for choice in choices):
        return ""
    if location.city and agrees(location, choices) and not is_only_filed(text, remote):
        return address(location)
    if choices or any(mention.areas is not None for mention in text.mentions):
        return ""
    return address(location._replace(city="", region="" if location.city else location.region))


def is_only_filed(text: Parsed, remote: bool) -> bool:
    """Whether a remote job is only filed under the address; beside the name of an office the address is meant."""
    mode = workplace_type(text.mentions, text.text)
    names_office = any(not mention.is_known for mention in text.mentions)
    return mode == "remote" or (mode is None and remote and not names_office)


def agrees(location: Location, choices: Iterable[Choice]) -> bool:
    """Whether the address lies in the countries that the words name, if they name any."""
    countries = {choice.row.country for choice in choices}
    return not countries or country_code(location.country) in countries


def address(location: Location) -> str:
    """The parts of an address once each: "Singapore, Singapore, Singapore" is one word."""
    parts = (part[:LONGEST_PART] for part in (location.country, location.region, location.city) if part)
    once = {fold(part): part for part in parts}
    return ", ".join(reversed(once.values()))
