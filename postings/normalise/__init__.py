"""The boards' words -> ours. `normalise(listing)` is pure; one subject a file."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from companies.providers.base import Listing
from postings.normalise import pay, place, prose, work
from postings.normalise.facts import Evidence, Facts, Found
from postings.normalise.web import web_address

__all__ = ["Facts", "cut", "normalise"]

T = TypeVar("T")

# What the columns hold. Longer words are cut, and the cut is told to the reader.
TITLE_LENGTH = 500
LOCATION_LENGTH = 1000
WORDS_LENGTH = 200

# A listing's field that its kind of answer never carries -> the facts that stay as they were.
MADE_OF = {
    "description": ("description",),
    "department": ("department",),
    "team": ("team",),
    "pay": ("salary_min", "salary_max", "salary_currency", "salary_period"),
    "pay_text": ("salary_raw",),
    "workplace": ("workplace_type",),
    "employment": ("employment_type",),
    "language": ("language",),
    "posted_at": ("posted_at",),
    "url": ("source_url",),
    "apply_url": ("apply_url",),
}


def normalise(listing: Listing) -> Facts:
    """All facts of one listing, each with its evidence."""
    places = place.places(listing)
    workplace_type = work.workplace_type(listing)
    eligible = work.eligible(listing, places.value if places else ())
    employment_type = work.employment_type(listing)
    salary = pay.salary(listing)
    spoken = language(listing)
    found: dict[str, Found[Any] | None] = {
        "places": places,
        "workplace_type": workplace_type,
        "eligible": eligible,
        "employment_type": employment_type,
        "salary": salary,
        "language": spoken,
    }
    description = prose.clean(listing.sections)
    title = cut(listing.title, TITLE_LENGTH)
    return Facts(
        title=title,
        source_url=web_address(listing.url),
        apply_url=web_address(listing.apply_url),
        location_text=cut(listing.location_text, LOCATION_LENGTH),
        places=places.value if places else (),
        department=cut(listing.department, WORDS_LENGTH),
        team=cut(listing.team, WORDS_LENGTH),
        workplace_type=value(workplace_type),
        eligible=value(eligible),
        employment_type=value(employment_type),
        salary=value(salary),
        salary_raw=cut(pay.salary_raw(listing), WORDS_LENGTH),
        language=value(spoken),
        requisition_id=cut(listing.requisition_id, WORDS_LENGTH),
        html=description.html,
        text=description.text,
        posted_at=listing.posted_at,
        source_updated_at=listing.updated_at,
        native=listing.native,
        evidence={name: fact.evidence for name, fact in found.items() if fact},
        conflicts={"title": "The board's title is longer; it is cut here."} if title != listing.title else {},
        silent=frozenset(silenced(listing)),
    )


def value(found: Found[T] | None) -> T | None:
    return found.value if found else None


def language(listing: Listing) -> Found[str] | None:
    """The board's own language field: "en", "en-US" and "EN" are en."""
    code = re.match(r"([a-z]{2})(?:[-_]|$)", listing.language.lower())
    if not code:
        return None
    evidence = Evidence("field", listing.fields.get("language", "language"), listing.language, "language-field")
    return Found(code[1], evidence)


def silenced(listing: Listing) -> Iterator[str]:
    for name in listing.silent:
        yield from MADE_OF.get(name, ())


def cut(words: str, length: int) -> str:
    """At most `length` characters, ended by "…" where something is left out."""
    words = words.strip()
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
