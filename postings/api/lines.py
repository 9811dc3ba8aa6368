"""The requests that give a page of the site as JSON: what stands at its end, to be copied."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from django.conf import settings

from companies.models import Company, Source
from postings.selection import Selection

PATH = "/job-postings/v1"


def of_job(job_id: str, org_id: object, source_id: object) -> list[str]:
    """In the order in which clients know them."""
    job = f"jobs/{job_id}"
    return whole(f"{job}?include=description", f"orgs/{org_id}", f"sources/{source_id}", f"{job}/events")


def of_search(selection: Selection) -> list[str]:
    """The same names as in the page's own address."""
    query = selection.querystring
    return whole(f"jobs/search?{query}".rstrip("?"), with_query("jobs/facets", {"field": "workplace_type"}, query))


def of_company(company: Company, selection: Selection) -> list[str]:
    events = with_query("events/search", {"org_ids": str(company.org_id)})
    return whole(f"orgs/{company.org_id}", f"jobs/search?{selection.querystring}", events)


def of_source(source: Source) -> list[str]:
    return whole(f"sources/{source.source_id}", f"sources/{source.source_id}/jobs")


def with_query(path: str, names: Mapping[str, str], more: str = "") -> str:
    return f"{path}?{'&'.join(filter(None, (urlencode(names, quote_via=quote), more)))}"


def whole(*requests: str) -> list[str]:
    return [f"{settings.SITE_URL}{PATH}/{request}" for request in requests]
