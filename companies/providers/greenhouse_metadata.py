"""Greenhouse's `metadata`: the fields a company has added of its own, [{name, value, value_type}].

They name persons, and not only in those of type "user": on 970 boards free texts and choices
called "Recruiter", "Leader -2", "Replacement For" or "FP&A Executive" do. So a text is kept only
when its name says that it is about the job, and nothing in it points to a person.
"""

import re
from typing import Any

from companies.providers.fields import line

# Types that have no room for a name.
NAMELESS = {"yes_no", "number", "number_range", "currency", "currency_range", "date"}
NAMELESS_KEYS = {"amount", "unit", "min_value", "max_value"}

# Types of short text. Long texts are bodies or visiting cards, and links lead to inner documents.
TEXTS = {"single_select", "multi_select", "short_text"}

ABOUT_THE_JOB = re.compile(
    r"\b(?:depart|dept|division|function|famil|categor|disciplin|profession|teams?\b|locat|offices?\b|city|state\b"
    r"|countr|region|continent|remote|hybrid|work(?:ing|er|place)?\b|job|position|role|employ|contract|type|level"
    r"|grade|seniority|experience|career|shift|schedule|time\b|hours|duration|travel|language|clearance|education"
    r"|skills|salary|pay\b|compensation|relocation|benefits|visa)",
    re.IGNORECASE,
)
ABOUT_A_PERSON = re.compile(
    r"\b(?:manager|lead(?:er)?s?\b|head\b|owner|rec?r?uiter|sourcer|coordinator|contact|partner|director|executive"
    r"|planner|approver|interviewer|supervis|report|hm\b|replac|backfill|referr|request|e-?mail|phone)",
    re.IGNORECASE,
)

WORKPLACE = {"workplace type", "work model", "remote type", "location type"}
EMPLOYMENT = {"employment type", "employment length", "time type"}


def kept(metadata: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answered fields that name nobody. A "no" is an answer."""
    answered = [field for field in metadata if field.get("value") not in (None, "", [])]
    names = ("id", "name", "value", "value_type")
    return [{name: field.get(name) for name in names} for field in answered if nameless(field)]


def nameless(field: dict[str, Any]) -> bool:
    value_type, value = line(field, "value_type"), field["value"]
    if value_type in NAMELESS:
        return not isinstance(value, dict) or value.keys() <= NAMELESS_KEYS
    name, texts = line(field, "name"), value if isinstance(value, list) else [value]
    return (
        value_type in TEXTS
        and bool(ABOUT_THE_JOB.search(name))
        and not ABOUT_A_PERSON.search(name)
        and all(isinstance(text, str) and "@" not in text for text in texts)
    )


def workplace(metadata: list[dict[str, Any]]) -> str:
    """What the company chose where it asks for the workplace, in its words: "Partially Remote/Hybrid"."""
    return _chosen(metadata, WORKPLACE)


def employment(metadata: list[dict[str, Any]]) -> str:
    """What it chose as type of employment and as working time, in its words: "Regular; Part-time"."""
    return _chosen(metadata, EMPLOYMENT)


def _chosen(metadata: list[dict[str, Any]], names: set[str]) -> str:
    chosen = [field for field in metadata if line(field, "name").lower() in names]
    return "; ".join(line(field, "value") for field in chosen if isinstance(field["value"], str))
