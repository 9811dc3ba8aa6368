"""How the work is done, by whom, and on what terms, as fields and the location string say it.

Titles and bodies are not read here. Where two fields disagree the rule says so ("..., against ...")
and the confidence is lower: whoever reads the body decides.
"""

import re
import tomllib
from functools import cache, lru_cache

from companies.providers.base import Listing
from postings.normalise.facts import Eligible, Evidence, Found, Place
from postings.normalise.gazetteer import DATA, REGIONAL, fold
from postings.normalise.place.listing import places as places_of
from postings.normalise.place.parsing import parse
from postings.normalise.place.reading import Reading, resolve
from postings.normalise.place.reading import workplace_type as read_workplace_type

# What a flag is worth: companies set it for jobs that may be done from home some days, or one day.
FLAG, FLAG_WITH_OFFICE, CONTRADICTED = 0.8, 0.5, 0.6

# Fields of more words than this are no choice from a list.
LONGEST = 200

# "FullTime", "fulltime_permanent"
JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
# The ways to say "either": of the two the first is as good as the second.
EITHER = re.compile(r"/|\bor\b|\boder\b|\bou\b", re.IGNORECASE)


def workplace_type(listing: Listing) -> Found[str] | None:
    """remote, hybrid or on_site: by the board's field, else by the location string, else by a flag.

    A flag that says no says nothing: hybrid jobs have it too.
    """
    field = of_field(listing.workplace[:LONGEST])
    string = read_locations(listing).workplace_type
    if field:
        disagrees = string not in (None, field)
        rule = "workplace field, against the location" if disagrees else "workplace field"
        confidence = CONTRADICTED if disagrees else 0.95
        return Found(field, evidence(listing, "workplace", listing.workplace, rule, confidence))
    if string:
        disagrees = listing.is_remote is not None and listing.is_remote != (string == "remote")
        rule = "location string, against the flag" if disagrees else "location string"
        quote = location_text(listing)
        return Found(string, evidence(listing, "locations", quote, rule, CONTRADICTED if disagrees else 0.95))
    if listing.is_remote:
        located = places_of(listing)
        has_office = located is not None and any(place.city for place in located.value)
        rule = "remote flag, beside a city" if has_office else "remote flag"
        return Found("remote", evidence(listing, "is_remote", "true", rule, FLAG_WITH_OFFICE if has_office else FLAG))
    return None


def eligible(listing: Listing, places: tuple[Place, ...]) -> Found[Eligible] | None:
    """Who may take a remote job: what the location string says, else the countries that are its only places."""
    mode = workplace_type(listing)
    if mode is None or mode.value != "remote":
        return None
    reading = read_locations(listing)
    quote, confidence = location_text(listing), min(0.9, mode.evidence.confidence)
    if reading.eligible:
        return Found(reading.eligible, evidence(listing, "locations", quote, "location string", confidence))
    if any(place.city or place.metro for place in places):
        return None
    areas = reading.areas or tuple(dict.fromkeys(area for place in places if (area := area_of(place))))
    if not areas:
        return None
    return Found(Eligible(areas), evidence(listing, "locations", quote, "place of a remote job", confidence))


def employment_type(listing: Listing) -> Found[str] | None:
    """full_time, part_time, contract, temporary, internship, per_diem or volunteer, by the board's field."""
    kinds = kinds_in(listing.employment[:LONGEST])
    if not kinds:
        return None
    return Found(kinds[0], evidence(listing, "employment", listing.employment, "employment field", 1 / len(kinds)))


@lru_cache(maxsize=2_000)
def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of employment that `text` offers; several where it gives a choice: "Full-time / freelance"."""
    words = JOINTS.sub(" ", text)
    offered = [kind for part in EITHER.split(words) if (kind := kind_in(part))]
    return tuple(dict.fromkeys(offered))


def kind_in(words: str) -> str | None:
    padded = f" {fold(words)} "
    for kind, phrases in employment_words().items():
        if any(f" {phrase} " in padded for phrase in phrases):
            return {"part_time_student": "part_time", "permanent": "full_time"}.get(kind, kind)
    return None


@cache
def employment_words() -> dict[str, tuple[str, ...]]:
    words = tomllib.loads((DATA / "employment.toml").read_text())
    return {kind: tuple(map(fold, phrases)) for kind, phrases in words.items()}


@lru_cache(maxsize=2_000)
def of_field(text: str) -> str | None:
    """What a workplace field says: "OnSite", "Partially Remote/Hybrid", "unspecified"."""
    words = JOINTS.sub(" ", text)
    return read_workplace_type(parse(words).mentions, words)


def read_locations(listing: Listing) -> Reading:
    return resolve(location_text(listing))


def location_text(listing: Listing) -> str:
    return "; ".join(location.text for location in listing.locations if location.text) or listing.location_text


def area_of(place: Place) -> str | None:
    if place.region and place.country in REGIONAL:
        return f"{place.country}-{place.region}"
    return place.country


def evidence(listing: Listing, name: str, quote: str, rule: str, confidence: float) -> Evidence:
    return Evidence("field", listing.fields.get(name, name), quote, rule, confidence)
