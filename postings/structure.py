"""`parsed_structured`: our facts as one JSON object, in the shape of the seed's, extended."""

from datetime import datetime
from typing import Any

from postings.normalise.facts import Facts, Place, number
from postings.normalise.gazetteer import country_name
from postings.scoping import scope_of


def parsed_structured(facts: Facts, at: datetime) -> dict[str, Any]:
    """What we made of the board's words, and why. The first nine names are the seed's own."""
    salary = facts.salary
    place, listed = location(facts), scope_of(facts)
    return {
        "language": facts.language,
        "location": place,
        "salary_min": number(salary.min) if salary else None,
        "salary_max": number(salary.max) if salary else None,
        "salary_currency": salary.currency if salary else None,
        "salary_period": salary.period if salary else None,
        "workplace_type": facts.workplace_type,
        "remote_policy": remote_policy(facts.workplace_type),
        "inferred_at": moment(at),
        "launch_scope": {
            "reason": listed.reason,
            "included": listed.included,
            "language": facts.language,
            "location": place,
            "countries": [country_name(code) for code in listed.countries],
        },
        "places": [place_dict(p) for p in facts.places],
        "eligible": facts.eligible._asdict() if facts.eligible else None,
        "employment_type": facts.employment_type,
        "normalized_title": facts.normalized_title,
        "seniority": facts.seniority,
        "job_function": facts.job_function,
        "kind": facts.kind,
        "evidence": {name: stated(evidence._asdict()) for name, evidence in facts.evidence.items()},
        "conflicts": dict(facts.conflicts),
    }


def location(facts: Facts) -> dict[str, Any]:
    """The primary place, in the seed's shape: the country by its name, the region by its code."""
    first = facts.places[0] if facts.places else Place()
    evidence = facts.evidence.get("places")
    return {
        "raw": facts.location_text or None,
        "city": first.city,
        "region": first.region,
        "country": country_name(first.country) if first.country else None,
        "is_remote": facts.workplace_type == "remote",
        "confidence": evidence.confidence if evidence else None,
    }


def place_dict(place: Place) -> dict[str, str]:
    return stated(place._asdict())


def stated(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not stated."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def remote_policy(workplace_type: str | None) -> str | None:
    """The seed's second name for remote and hybrid; on-site has none."""
    return workplace_type if workplace_type in ("remote", "hybrid") else None


def moment(at: datetime) -> str:
    """ISO 8601 with milliseconds and Z, as the seed prints moments in JSON."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"
