"""Facts -> the columns of Posting and PostingContent, without those that the answer cannot speak of."""

from typing import Any

from postings.dimensions import Dimensions, PlaceIds
from postings.normalise import Facts
from postings.normalise.facts import Place, Salary
from postings.scoping import scope_of

NOWHERE = PlaceIds(None, None, None)
NO_SALARY = Salary(None, None, "", "")


def posting_columns(facts: Facts, dimensions: Dimensions) -> dict[str, Any]:
    """{column: value} of the row that lists read."""
    primary = dimensions.place_ids(facts.places[0]) if facts.places else NOWHERE
    salary = facts.salary or NO_SALARY
    return spoken(
        facts,
        {
            "title": {"title": facts.title},
            "location_text": {"location_text": facts.location_text},
            "places": primary._asdict(),
            "department": {"department_id": dimensions.department_id(facts.department)},
            "workplace_type": {"workplace_type": facts.workplace_type or ""},
            "employment_type": {"employment_type": facts.employment_type or ""},
            "language": {"language": facts.language or ""},
            "salary_min": {"salary_min": salary.min},
            "salary_max": {"salary_max": salary.max},
            "salary_currency": {"salary_currency": salary.currency},
            "salary_period": {"salary_period": salary.period},
            "posted_at": {"posted_at": facts.posted_at},
            "normalized_title": {"normalized_title": facts.normalized_title or ""},
            "seniority": {"seniority": facts.seniority or ""},
            "job_function": {"job_function": facts.job_function or ""},
            "scope": {"listed": scope_of(facts).included},
        },
    )


def content_columns(facts: Facts) -> dict[str, Any]:
    """{column: value} of the body, less the hashes and structures that `writing` makes."""
    return spoken(
        facts,
        {
            "description": {"html": facts.html, "text": facts.text},
            "team": {"team": facts.team},
            "salary_raw": {"salary_raw": facts.salary_raw},
            "source_url": {"source_url": facts.source_url},
            "apply_url": {"apply_url": facts.apply_url},
            "requisition_id": {"requisition_id": facts.requisition_id},
            "source_updated_at": {"source_updated_at": facts.source_updated_at},
            "native": {"native_structured": dict(facts.native)},
        },
    )


def spoken(facts: Facts, columns: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The columns of every fact that this kind of answer carries."""
    return {
        column: value
        for fact, values in columns.items()
        if fact not in facts.silent
        for column, value in values.items()
    }


def place_rows(facts: Facts, dimensions: Dimensions) -> list[PlaceIds]:
    """One row for each place; places that come out the same, such as two metros of one region, are one."""
    return list(dict.fromkeys(dimensions.place_ids(place) for place in facts.places if place[:3] != Place()[:3]))
