"""remote, hybrid or on_site: the employer's plain words, else the board's fields, else the nature of the work."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from companies.providers.base import Listing
from postings.normalise.facts import Evidence, Found
from postings.normalise.place import places
from postings.normalise.place.parsing import parse
from postings.normalise.place.reading import workplace_type as read_workplace_type
from postings.normalise.work.listing import (
    LONGEST,
    disagreement,
    location_text,
    of_field,
    of_text,
    quoted,
    read_locations,
)
from postings.normalise.work.nature import on_site_occupation
from postings.normalise.work.workplace_text import NOT_REMOTE, Told, told

# What a flag is worth: companies set it for jobs that may be done from home some days, or one day.
FLAG, INFERRED, CONTRADICTED = 0.8, 0.8, 0.6
CONFIDENCE = {"plain": 0.95, "loose": 0.7, "hint": 0.7, "policy": 0.6}

# "FullRemote", "on_site"
JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


class Claim(NamedTuple):
    """What one part of the posting says, and the same as half a sentence: "The board says remote"."""

    mode: str  # or NOT_REMOTE, which is no mode: hybrid jobs have that flag too
    evidence: Evidence
    words: str

    def contradicts(self, mode: str) -> bool:
        return mode == "remote" if self.mode == NOT_REMOTE else mode != self.mode


def workplace_type(listing: Listing, text: str = "") -> Found[str] | None:
    """remote, hybrid or on_site, and in words where two parts of the posting disagree.

    Plain words of title and body go before the board's field, the field before the location string.
    A remote flag beside a city decides nothing: boards set it for hybrid and for office jobs alike.
    """
    said = told(listing.title, text)
    fields = [claim for claim in (of_workplace(listing), of_locations(listing)) if claim]
    flag = of_flag(listing)
    decided = (
        of_words(said, "plain", fields)
        or (of_words(said, "loose") if fields and fields[0].mode == "on_site" else None)
        or next(iter(fields), None)
        or of_words(said, "hint")
        or (flag if flag and flag.mode == "remote" and not has_city(listing) else None)
        or of_words(said, "loose")
        or of_words(said, "policy")
        or by_nature(listing)
    )
    if decided is None:
        return None
    claims = [*fields, flag] if flag else fields
    against = next((claim for claim in claims if claim.contradicts(decided.mode)), None)
    if against is None:
        return Found(decided.mode, decided.evidence)
    sure = decided.evidence.confidence if decided.evidence.kind == "text" else CONTRADICTED
    evidence = decided.evidence._replace(confidence=sure)
    return Found(decided.mode, evidence, disagreement(against.words, decided.words))


def of_workplace(listing: Listing) -> Claim | None:
    mode = of_field_words(listing.workplace[:LONGEST])
    if mode is None:
        return None
    evidence = of_field(listing, "workplace", listing.workplace, "workplace field", 0.95)
    return Claim(mode, evidence, f"The board says {named(mode)}")


def of_locations(listing: Listing) -> Claim | None:
    mode = read_locations(listing).workplace_type
    if mode is None:
        return None
    evidence = of_field(listing, "locations", location_text(listing), "location string", 0.95)
    return Claim(mode, evidence, f"The board's location says {named(mode)}")


def of_flag(listing: Listing) -> Claim | None:
    if listing.is_remote is None:
        return None
    mode = "remote" if listing.is_remote else NOT_REMOTE
    evidence = of_field(listing, "is_remote", str(listing.is_remote).lower(), "remote flag", FLAG)
    return Claim(mode, evidence, f"The board says {mode}")


def of_words(said: list[Told], weight: str, fields: Sequence[Claim] = ()) -> Claim | None:
    """What the words of this weight say, unless they bear out a field or disagree among themselves."""
    words = [one for one in said if one.weight == weight]
    modes = {one.mode for one in words}
    if not words or modes & {field.mode for field in fields} or ("remote" in modes and len(modes) > 1):
        return None
    first = next((one for one in words if one.mode == "hybrid"), words[0])
    evidence = of_text(first.source, first.quote, first.rule, CONFIDENCE[weight])
    return Claim(first.mode, evidence, quoted(first.source, first.quote))


def by_nature(listing: Listing) -> Claim | None:
    named = on_site_occupation(listing.title)
    if named is None or listing.is_remote or not has_city(listing):
        return None
    return Claim(
        "on_site", Evidence("inferred", "title", named, "nature of the work", INFERRED), f"The work is {named}"
    )


def has_city(listing: Listing) -> bool:
    """Whether the board names a city; an address beside "United States" may be the head office's."""
    reading = read_locations(listing)
    located = places(listing)
    named = reading.places if reading.places or reading.areas or located is None else located.value
    return any(place.city or place.metro for place in named)


@lru_cache(maxsize=2_000)
def of_field_words(text: str) -> str | None:
    """What a workplace field says: "OnSite", "Partially Remote/Hybrid", "unspecified"."""
    words = JOINTS.sub(" ", text)
    return read_workplace_type(parse(words).mentions, words)


def named(mode: str) -> str:
    return "on-site" if mode == "on_site" else mode
