"""Who may take a remote or hybrid job."""

from collections.abc import Collection

from companies.providers.base import Listing
from postings.normalise.facts import Eligible, Evidence, Found, Place
from postings.normalise.gazetteer import REGIONAL
from postings.normalise.work.eligibility_text import Said, told
from postings.normalise.work.listing import location_text, of_field, of_text, read_locations
from postings.normalise.work.workplace import workplace_type

# Regions of the world hold countries, so a sentence that names countries only says more.
WORLD_REGIONS = frozenset({"worldwide", "EU", "EEA", "EUROPE", "EMEA", "APAC", "LATAM", "NA", "AMERICAS"})


def eligible(listing: Listing, places: tuple[Place, ...], text: str = "") -> Found[Eligible] | None:
    """The countries, states and regions whose people may take the job, and those who may not.

    A sentence of the body goes first, if it says more than the location string or agrees with it;
    then the string; then, for a remote job, the countries that are its only places.
    """
    mode = workplace_type(listing, text)
    if mode is None or mode.value == "on_site":
        return None
    words = told(listing.title, text)
    stated = of_locations(listing, places, mode)
    said = next((said for said in words.open if narrows(said, stated, mode.value)), None)
    if said:
        stated = Found(Eligible(said.areas, (), said.zones), of_words(said))
    out = next((said for said in words.shut if stated and shut_in(stated.value.areas, said)), None)
    if stated and out:
        evidence = stated.evidence if said else of_words(out)
        stated = Found(stated.value._replace(excluded=shut_in(stated.value.areas, out)), evidence)
    if words.zones and not (stated and stated.value.time_zones):
        zones = words.zones[0]
        value, evidence = (stated.value, stated.evidence) if stated else (Eligible(), of_words(zones))
        stated = Found(value._replace(time_zones=zones.zones), evidence)
    return stated


def of_words(said: Said) -> Evidence:
    return of_text(said.source, said.quote, said.rule, 0.9)


def of_locations(listing: Listing, places: tuple[Place, ...], mode: Found[str]) -> Found[Eligible] | None:
    """What the location string says, else the only places of a remote job."""
    reading = read_locations(listing)
    words, confidence = location_text(listing), min(0.9, mode.evidence.confidence)
    if reading.eligible:
        return Found(reading.eligible, of_field(listing, "locations", words, "location string", confidence))
    in_city = reading.places if reading.places or reading.areas else places  # an address may be the office's
    if mode.value != "remote" or any(place.city or place.metro for place in in_city):
        return None
    areas = reading.areas or tuple(dict.fromkeys(area for place in places if (area := area_of(place))))
    if not areas:
        return None
    return Found(Eligible(areas), of_field(listing, "locations", words, "place of a remote job", confidence))


def narrows(said: Said, stated: Found[Eligible] | None, mode: str) -> bool:
    """Whether a sentence may stand for what the location string says: each of its areas lies in one of the string's.

    A hybrid job's sentence must be plain: "based in Germany" says where its office is.
    """
    if mode == "hybrid" and said.weight != "plain":
        return False
    if stated is None:
        return True
    wide = set(stated.value.areas)
    return bool(wide & WORLD_REGIONS) or all(area in wide or area[:2] in wide for area in said.areas)


def shut_in(wide: Collection[str], out: Said) -> tuple[str, ...]:
    """The areas shut by `out` that lie in those of `wide`."""
    in_world = bool(WORLD_REGIONS & set(wide))
    return tuple(area for area in out.areas if area not in wide and (area[:2] in wide or (in_world and len(area) == 2)))


def area_of(place: Place) -> str | None:
    if place.region and place.country in REGIONAL:
        return f"{place.country}-{place.region}"
    return place.country
