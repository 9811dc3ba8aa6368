"""What search engines are told about a posting: only what the board stated, or nothing."""

import json
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from postings.job_posting_ld import breadcrumb_ld, job_posting_ld
from tests import make

pytestmark = pytest.mark.django_db

NEW_YORK = ("New York", "US", "NY")
PAY = {"salary_min": Decimal(184050), "salary_max": Decimal("262928.50"), "salary_currency": "USD"}
EVIDENCE = {"kind": "field", "source": "salaryRange", "quote": "184050 to 262928.5", "rule": "range", "confidence": 1.0}
FROM_A_FIELD = {"evidence": {"salary": EVIDENCE}}


def ld(posting):
    return job_posting_ld(posting, posting.content, list(posting.places.all()))


def new_yorker(**columns):
    return make.posting(places=[make.city(*NEW_YORK)], **columns)


def test_a_posting_is_told_with_exactly_what_its_board_states(settings):
    company = make.company("Harbour Light", domain="harbourlight.example")
    posting = new_yorker(
        title="Senior Engineer, Boats",
        company=company,
        posted_at=datetime(2026, 5, 7, 13, 42, 39, 865000, UTC),
        employment_type="contract",
    )
    assert ld(posting) == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Senior Engineer, Boats",
        "description": make.HTML,
        "datePosted": "2026-05-07T13:42:39Z",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Harbour Light",
            "sameAs": "https://harbourlight.example/",
        },
        "identifier": {"@type": "PropertyValue", "name": "Harbour Light", "value": posting.key},
        "jobLocation": [
            {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "New York",
                    "addressRegion": "NY",
                    "addressCountry": "US",
                },
            }
        ],
        "employmentType": "CONTRACTOR",
        "url": f"{settings.SITE_URL}/jobs/senior-engineer-boats-{posting.id}/",
    }


@pytest.mark.parametrize(
    ("columns", "content"),
    [
        ({"active": False}, {}),
        ({}, {"html": "", "text": ""}),
        ({"title": "Engineer"}, {"html": "<p>Engineer</p>", "text": "Engineer"}),
        ({}, {"html": "<p>We build and …</p>", "text": "We build and …"}),
        ({}, {"source_url": "", "apply_url": ""}),
    ],
    ids=["closed", "no description", "a description that is the title", "a cut description", "nowhere to apply"],
)
def test_a_posting_that_lacks_what_google_requires_is_not_told_at_all(columns, content):
    assert ld(new_yorker(content=content, **columns)) is None


def test_a_missing_posting_is_still_open_and_still_told():
    assert ld(new_yorker(missing_since=make.NOW)) is not None


@pytest.mark.parametrize("workplace_type", ["", "hybrid", "on_site", "remote"])
def test_a_posting_without_a_known_country_is_not_told(workplace_type):
    placed = make.posting(places=[make.city("Springfield", "")], workplace_type=workplace_type)
    assert ld(placed) is None
    assert ld(make.posting(workplace_type=workplace_type)) is None


@pytest.mark.parametrize("workplace_type", ["", "hybrid", "on_site"])
def test_only_a_wholly_remote_job_is_telecommuting(workplace_type):
    data = ld(new_yorker(workplace_type=workplace_type))
    assert "jobLocationType" not in data
    assert "applicantLocationRequirements" not in data


@pytest.mark.parametrize(
    ("areas", "countries"),
    [
        ([], ["United States", "Germany"]),
        (["CA", "US"], ["Canada", "United States"]),
        (["EMEA"], None),
        (["US", "worldwide"], None),
        (["US-CA"], None),
        (["EU"], None),
        (["NA"], None),
    ],
)
def test_a_remote_job_names_the_countries_it_is_open_to_and_never_narrower_ones(areas, countries):
    posting = make.posting(
        places=[make.city(*NEW_YORK), make.city("Berlin", "DE"), make.country("DE")],
        workplace_type="remote",
        content={"parsed_structured": {"eligible": {"areas": areas}}},
    )
    data = ld(posting)
    named = data.get("applicantLocationRequirements")
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert named == (countries and [{"@type": "Country", "name": name} for name in countries])


def test_a_remote_job_without_a_place_is_told_when_its_countries_are():
    eligible = {"parsed_structured": {"eligible": {"areas": ["CA"]}}}
    data = ld(make.posting(workplace_type="remote", content=eligible))
    assert data["applicantLocationRequirements"] == [{"@type": "Country", "name": "Canada"}]
    assert "jobLocation" not in data


def test_a_place_is_told_with_the_parts_that_are_known():
    posting = make.posting(places=[make.region("CA", "US"), make.country("FR"), make.city("Springfield", "")])
    assert [place["address"] for place in ld(posting)["jobLocation"]] == [
        {"@type": "PostalAddress", "addressRegion": "CA", "addressCountry": "US"},
        {"@type": "PostalAddress", "addressCountry": "FR"},
    ]


@pytest.mark.parametrize("posted_at", [None, make.NOW + timedelta(days=30)])
def test_without_a_believable_date_of_the_board_the_first_sight_is_the_date(posted_at):
    assert ld(new_yorker(posted_at=posted_at))["datePosted"] == "2026-06-06T07:56:15Z"


def test_pay_is_told_only_where_the_site_speaks_for_employers(settings):
    posting = new_yorker(**PAY, salary_period="year", content={"parsed_structured": FROM_A_FIELD})
    assert "baseSalary" not in ld(posting)
    settings.JOBPOSTING_EMIT_SALARY = True
    assert ld(posting)["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "USD",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 184050,
            "maxValue": 262928.5,
            "unitText": "YEAR",
        },
    }


@pytest.mark.parametrize(
    ("parsed", "pay"),
    [
        ({"evidence": {"salary": EVIDENCE | {"kind": "text"}}}, PAY),
        ({}, PAY),
        (FROM_A_FIELD, PAY | {"salary_max": None}),
    ],
    ids=["read out of the text", "no evidence", "half a range"],
)
def test_pay_that_the_board_does_not_state_in_full_in_a_field_is_not_told(settings, parsed, pay):
    settings.JOBPOSTING_EMIT_SALARY = True
    posting = new_yorker(**pay, salary_period="year", content={"parsed_structured": parsed})
    assert "baseSalary" not in ld(posting)


def test_a_breadcrumb_counts_from_one_and_leads_to_whole_addresses(settings):
    settings.SITE_URL = "https://jobs.example.org"
    assert breadcrumb_ld([("Home", "/"), ("Companies", "/companies/")]) == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://jobs.example.org/"},
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Companies",
                "item": "https://jobs.example.org/companies/",
            },
        ],
    }


@pytest.mark.parametrize("workplace_type", ["", "remote", "hybrid"])
def test_the_page_of_a_posting_passes_the_checker_of_structured_data(
    client, settings, shared, monkeypatch, workplace_type
):
    """The measuring kit knows Google's rules and schema.org's words; errors are what it calls "E"."""
    monkeypatch.syspath_prepend(str(shared / "kit"))
    jsonld, kitlib = pytest.importorskip("jsonld"), sys.modules["kitlib"]
    settings.JOBPOSTING_EMIT_SALARY = True
    content = {"html": f"{make.HTML}<p>{'We plan and sail. ' * 20}</p>", "parsed_structured": FROM_A_FIELD}
    posting = new_yorker(
        workplace_type=workplace_type, employment_type="full_time", content=content, salary_period="year", **PAY
    )
    address = f"{settings.SITE_URL}{posting.get_absolute_url()}"
    page = kitlib.Page(address, client.get(posting.get_absolute_url()).text)
    findings, types = jsonld.check_page(page, kind="posting")
    assert types == {"JobPosting": 1, "BreadcrumbList": 1}
    assert [finding for finding in findings if finding[0] in ("E", "W")] == []


def test_no_text_of_a_board_can_end_the_script_element(client):
    """Titles and descriptions are strangers' words."""
    posting = new_yorker(title="</script><b>&", content={"html": "<p>A &amp; B</p>"})
    body = client.get(posting.get_absolute_url()).text
    script = body.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(script)["title"] == "</script><b>&"
