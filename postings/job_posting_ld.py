"""Structured data of a page, for search engines: schema.org's JobPosting and BreadcrumbList.

Google's rules for job postings, and ours where they are stricter: a value that the board did
not state is left out, and without a required one there is no JobPosting at all.
https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings

from postings.frames.rows import CompanyRow, ContentRow, PlaceRow, PostingRow
from postings.normalise.facts import number
from postings.normalise.gazetteer import country_name
from postings.vocabulary import EmploymentType, WorkplaceType

CONTEXT = "https://schema.org"
EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.INTERNSHIP: "INTERN",
    EmploymentType.PER_DIEM: "PER_DIEM",
    EmploymentType.VOLUNTEER: "VOLUNTEER",
}
# Two letters that look like a country's: the European Union, and North America rather than Namibia.
NOT_COUNTRIES = {"EU", "NA"}
A_DAY = timedelta(days=1)


def job_posting_ld(posting: PostingRow, content: ContentRow, places: Sequence[PlaceRow]) -> dict[str, Any] | None:
    """The JobPosting of an open posting's page; None when it is closed or lacks what Google requires.

    No `validThrough`: no board states an end. No `directApply`: one applies on the board.
    """
    is_remote = posting.workplace_type == WorkplaceType.REMOTE
    locations = [job_location(place) for place in places if place.country]
    applicants = applicant_areas(content, places) if is_remote else []
    if not (
        posting.active and posting.listed and (locations or applicants) and has_what_readers_need(posting, content)
    ):
        return None
    data = {
        "@context": CONTEXT,
        "@type": "JobPosting",
        "title": posting.title,
        "description": content.html,
        "datePosted": date_posted(posting),
        "hiringOrganization": organization(posting.company),
        "identifier": {"@type": "PropertyValue", "name": posting.company.name, "value": posting.key},
        "jobLocation": locations,
        "jobLocationType": "TELECOMMUTE" if is_remote else "",
        "applicantLocationRequirements": applicants,
        "employmentType": EMPLOYMENT.get(posting.employment_type, ""),
        "baseSalary": base_salary(posting, content),
        "url": f"{settings.SITE_URL}{posting.get_absolute_url()}",
    }
    return stated(data)


def breadcrumb_ld(crumbs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The BreadcrumbList of a page's visible breadcrumb, [(name, address)]."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": f"{settings.SITE_URL}{address}"}
        for position, (name, address) in enumerate(crumbs, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def has_what_readers_need(posting: PostingRow, content: ContentRow) -> bool:
    """A description of its own that the board has not cut short, and somewhere to apply."""
    text = content.text.strip()
    is_whole = bool(content.html) and text != posting.title and not text.endswith(("…", "..."))
    return is_whole and bool(content.apply_url or content.source_url)


def organization(company: CompanyRow) -> dict[str, Any]:
    site = f"https://{company.domain}/" if company.domain else ""
    return stated({"@type": "Organization", "name": company.name, "sameAs": site})


def date_posted(posting: PostingRow) -> str:
    """The board's date; when it gives none, or one that still lay ahead when it was read, the first sight.

    The page shows both, each under its name.
    """
    at = posting.posted_at
    if at is None or at - posting.changed_at > A_DAY:
        at = posting.first_seen_at
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def job_location(place: PlaceRow) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.city.name if place.city else "",
        "addressRegion": place.region.code if place.region else "",
        "addressCountry": place.country.code,
    }
    return {"@type": "Place", "address": stated(address)}


def applicant_areas(content: ContentRow, places: Sequence[PlaceRow]) -> list[dict[str, str]]:
    """The countries that a remote job is open to: as the posting says, else those of its places.

    Empty when it says so in a way that Google has no word for, such as EMEA: a narrower claim would be false.
    """
    eligible = content.parsed_structured.get("eligible") or {}
    codes = eligible.get("areas") or [place.country.code for place in places if place.country]
    if any(len(code) != 2 or code in NOT_COUNTRIES for code in codes):
        return []
    return [{"@type": "Country", "name": country_name(code)} for code in dict.fromkeys(codes)]


def base_salary(posting: PostingRow, content: ContentRow) -> dict[str, Any] | None:
    """The pay, where this site may speak for the employer and the board states it in a field of its own.

    "Only employers can provide baseSalary": a figure read out of the text is not one.
    """
    evidence = content.parsed_structured.get("evidence", {}).get("salary", {})
    if not settings.JOBPOSTING_EMIT_SALARY or evidence.get("kind") != "field":
        return None
    if posting.salary_min is None or posting.salary_max is None:
        return None
    value = {
        "@type": "QuantitativeValue",
        "minValue": number(posting.salary_min),
        "maxValue": number(posting.salary_max),
        "unitText": posting.salary_period.upper(),
    }
    return {"@type": "MonetaryAmount", "currency": posting.salary_currency, "value": value}


def stated(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
