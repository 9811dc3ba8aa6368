"""What the posting page says, row by row: a value in words, and the evidence behind it."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from markupsafe import Markup

from postings.frames.rows import ContentRow, PlaceRow, PostingRow
from postings.normalise.facts import Salary
from postings.normalise.gazetteer import country_name, region_name
from postings.normalise.pay import format_salary
from postings.vocabulary import EmploymentType, JobFunction, Seniority, WorkplaceType

NOT_STATED = "not stated"
DASH = Markup('<span class="not-stated">—</span>')  # the same, in a record of many rows
KINDS = {
    "field": "The board's own field",
    "text": "The posting's own words",
    "inferred": "Inferred by rule",
}
TOLD = ("kind", "source", "quote", "rule", "confidence")
PAY_KEPT = 2_000
EVIDENCE_KEPT = 10_000  # 6 MB
NONE: dict[str, Any] = {}


class Shown(NamedTuple):
    """One row of the job facts: `link` leads to its slice, `beside` are its evidence and what contradicts it."""

    label: str
    value: str
    link: str = ""
    beside: Markup | str = ""


class Evidenced(NamedTuple):
    """A fact as components/evidence.html takes it."""

    label: str
    evidence: dict[str, Any] | None
    conflict: str

    @property
    def evidence_kind(self) -> str:
        return KINDS[self.evidence["kind"]] if self.evidence else ""


def evidence_shown(label: str, evidence: dict[str, Any] | None, conflict: str) -> Markup | str:
    """The evidence and the conflict of a fact; "" without either. `evidence` is the stored one."""
    if not evidence and not conflict:
        return ""
    told = tuple((name, evidence[name]) for name in TOLD if name in evidence) if evidence else ()
    return evidence_kept(label, told, conflict)


@lru_cache(EVIDENCE_KEPT)
def evidence_kept(label: str, told: tuple[tuple[str, Any], ...], conflict: str) -> Markup:
    """Four in five pieces of evidence have been shown before: "Senior" in a title, "remote" in a field."""
    fact = Evidenced(label, dict(told) or None, conflict)
    return Markup(render_to_string("components/evidence.html", {"fact": fact}))  # noqa: S704 -- a template's own


def place_words(place: PlaceRow | PostingRow) -> str:
    """ "New York, NY, United States", with what is known; "" for nowhere."""
    parts = [
        place.city.name if place.city else "",
        place.region.code if place.region else "",
        place.country.name if place.country else "",
    ]
    return ", ".join(part for part in parts if part)


def short_place(posting: PostingRow) -> str:
    """The primary place as a list shows it: "New York, NY" or "Berlin, Germany"; else the board's words."""
    if posting.city:
        beside = posting.region.code if posting.region else posting.country.name if posting.country else ""
        return f"{posting.city.name}, {beside}" if beside and beside != posting.city.name else posting.city.name
    return place_words(posting) or posting.location_text


def salary_words(posting: PostingRow) -> str:
    """ "$184,050 to $262,928 a year"; "" when the posting states none."""
    if posting.salary_min is None and posting.salary_max is None:
        return ""
    return pay_words(Salary(posting.salary_min, posting.salary_max, posting.salary_currency, posting.salary_period))


# To write a sum as a language does takes a tenth of the page's time; round sums are asked for again and again.
pay_words = lru_cache(PAY_KEPT)(format_salary)


def label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def workplace_words(posting: PostingRow) -> str:
    return label(WorkplaceType, posting.workplace_type)


def employment_words(posting: PostingRow) -> str:
    return label(EmploymentType, posting.employment_type)


def job_facts(posting: PostingRow, content: ContentRow, places: Sequence[PlaceRow], pay: str) -> list[Shown]:
    """The facts of the job that evidence can be shown for. `pay` is in words."""
    parsed = content.parsed_structured
    evidence, conflicts = parsed.get("evidence", NONE), parsed.get("conflicts", NONE)
    department = posting.department

    def shown(name: str, label: str, value: str, link: str = "") -> Shown:
        beside = evidence_shown(label, evidence.get(name), conflicts.get(name, ""))
        return Shown(label, value or NOT_STATED, link, beside)

    return [
        shown("title", "Title", posting.title),
        shown("normalized_title", "Normalized title", posting.normalized_title),
        shown("seniority", "Seniority", label(Seniority, posting.seniority)),
        shown("job_function", "Function", label(JobFunction, posting.job_function), function_link(posting)),
        Shown(
            "Department / team",
            department_words(posting, content) or NOT_STATED,
            link=department.get_absolute_url() if department else "",
        ),
        shown("places", "Location", "; ".join(map(place_words, places)) or posting.location_text),
        shown("workplace_type", "Work model", workplace_words(posting)),
        shown("eligible", "Open to", eligible_words(parsed.get("eligible"))),
        shown("employment_type", "Employment type", employment_words(posting)),
        shown("salary", "Salary", pay),
    ]


def function_link(posting: PostingRow) -> str:
    return f"/functions/{posting.job_function.replace('_', '-')}/" if posting.job_function else ""


def department_words(posting: PostingRow, content: ContentRow) -> str:
    names = [posting.department.name if posting.department else "", content.team]
    return " / ".join(name for name in names if name)


def eligible_words(eligible: dict[str, Any] | None) -> str:
    """ "United States, EMEA; not India; CET +/- 3" """
    if not eligible:
        return ""
    areas = ", ".join(map(area_name, eligible.get("areas") or ()))
    excluded = ", ".join(map(area_name, eligible.get("excluded") or ()))
    zones = ", ".join(eligible.get("time_zones") or ())
    return "; ".join(part for part in (areas, excluded and f"not {excluded}", zones) if part)


def area_name(area: str) -> str:
    """A country or a state by its name; a region of the world ("EMEA") as it is."""
    country, _, state = area.partition("-")
    if len(country) != 2 or area == "EU":
        return area
    return f"{region_name(country, state) or state}, {country_name(country)}" if state else country_name(country)


def as_written(text: str) -> Markup:
    """For a <pre>. Quotation marks, of which JSON is full, need no escape there."""
    return Markup(escape(text, quote=False))  # noqa: S704 -- what could be markup is escaped
