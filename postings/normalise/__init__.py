"""The boards' words -> ours. `normalise(listing)` is pure; one subject a file or package."""

from collections.abc import Mapping
from typing import Any, TypeVar

from companies.providers.base import Listing
from postings.normalise import language, pay, place, prose, title, work
from postings.normalise.facts import Facts, Found
from postings.normalise.web import web_address

__all__ = ["Facts", "cut", "normalise"]

T = TypeVar("T")

# What the columns hold. Longer words are cut, and the cut of a title is told to the reader.
TITLE_LENGTH = 500
LOCATION_LENGTH = 1000
WORDS_LENGTH = 200

# The facts that some kinds of answer cannot speak of, and the listing's fields that would tell them.
TOLD_BY = {
    "description": {"description"},
    "places": {"locations"},
    "location_text": {"location_text"},
    "department": {"department"},
    "team": {"team"},
    "workplace_type": {"workplace", "is_remote", "description"},
    "employment_type": {"employment", "description"},
    "salary": {"pay", "pay_text", "description"},
    "salary_raw": {"pay", "pay_text"},
    "language": {"language", "description"},
    "posted_at": {"posted_at"},
    "source_url": {"url"},
    "apply_url": {"apply_url"},
}
SALARY = ("salary_min", "salary_max", "salary_currency", "salary_period")


def normalise(listing: Listing) -> Facts:
    """All facts of one listing, each with its evidence."""
    description = prose.clean(listing.sections)
    text = description.text
    places = place.places(listing)
    where = places.value if places else ()
    workplace_type = work.workplace_type(listing, text)
    eligible = work.eligible(listing, where, text)
    employment_type = work.employment_type(listing, text)
    salary = pay.salary(listing, text)
    spoken = language.language(listing, text)
    normalized_title = title.normalized_title(listing)
    seniority = title.seniority(listing)
    job_function = title.job_function(listing, listing.department)
    kind = title.kind(listing)
    found: dict[str, Found[Any] | None] = {
        "places": places,
        "workplace_type": workplace_type,
        "eligible": eligible,
        "employment_type": employment_type,
        "salary": salary,
        "language": spoken,
        "normalized_title": normalized_title,
        "seniority": seniority,
        "job_function": job_function,
        "kind": kind,
    }
    shown = cut(listing.title, TITLE_LENGTH)
    return Facts(
        title=shown,
        source_url=web_address(listing.url),
        apply_url=web_address(listing.apply_url),
        location_text=cut(listing.location_text, LOCATION_LENGTH),
        places=where,
        department=cut(listing.department, WORDS_LENGTH),
        team=cut(listing.team, WORDS_LENGTH),
        workplace_type=value(workplace_type),
        eligible=value(eligible),
        employment_type=value(employment_type),
        salary=value(salary),
        salary_raw=cut(pay.salary_raw(listing), WORDS_LENGTH),
        normalized_title=value(normalized_title),
        seniority=value(seniority),
        job_function=value(job_function),
        kind=kind.value,
        language=value(spoken),
        requisition_id=cut(listing.requisition_id, WORDS_LENGTH),
        html=description.html,
        text=text,
        posted_at=listing.posted_at,
        source_updated_at=listing.updated_at,
        native=listing.native,
        evidence={name: fact.evidence for name, fact in found.items() if fact},
        conflicts=conflicts(listing, found, is_cut=shown != listing.title.strip()),
        silent=silent(listing, found),
    )


def value(found: Found[T] | None) -> T | None:
    return found.value if found else None


def conflicts(listing: Listing, found: Mapping[str, Found[Any] | None], is_cut: bool) -> dict[str, str]:
    """{fact: what disagrees, in words}."""
    words = {name: fact.conflict for name, fact in found.items() if fact and fact.conflict}
    if is_cut:
        words["title"] = f"The board's title has {len(listing.title.strip()):,} characters; it is cut here."
    return words


def silent(listing: Listing, found: Mapping[str, Found[Any] | None]) -> frozenset[str]:
    """The facts that were not found, where a field that might have told them is not in this kind of answer."""
    silences = set(listing.silent)
    names = {fact for fact, fields in TOLD_BY.items() if fields & silences and not found.get(fact)}
    return frozenset(names - {"salary"} | (set(SALARY) if "salary" in names else set()))


def cut(words: str, length: int) -> str:
    """At most `length` characters, ended by "…" where something is left out."""
    words = words.strip()
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
