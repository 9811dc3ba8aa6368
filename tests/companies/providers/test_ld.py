import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.providers import ld
from companies.providers.base import Location, Page, Pay, Request, Unreadable

URL = "https://kestrel.example/jobs/7"
WATCH = {"@context": "https://schema.org/", "@type": "JobPosting", "title": "Night Watch"}
CRUMBS = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": {"name": "Jobs"}}]}


def page(*scripts: object, of: str = "") -> Page:
    """A page with these scripts: text as it is, all else as JSON."""
    texts = (script if isinstance(script, str) else json.dumps(script) for script in scripts)
    tags = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return Page(Request(URL), f"<html><head>{tags}</head><body>Night Watch</body></html>".encode(), of=of)


@pytest.mark.parametrize(
    "scripts",
    [
        [WATCH],
        [CRUMBS, WATCH],
        [[CRUMBS, WATCH]],
        [{"@context": "https://schema.org", "@graph": [CRUMBS, WATCH]}],
        [{"@type": "WebPage", "mainEntity": WATCH}],
        [{**WATCH, "@type": ["JobPosting", "Thing"]}],
        [{**WATCH, "@type": "http://schema.org/JobPosting"}],
        [WATCH, WATCH],
        ["{ broken", "", "null", "[" * 5000, WATCH],
        ["<!-- " + json.dumps(WATCH) + " -->"],
        ["//<![CDATA[\n" + json.dumps([WATCH]) + "\n//]]>"],
        ["/* <![CDATA[ */ " + json.dumps(WATCH) + " /* ]]> */"],
        [json.dumps(WATCH) + ";"],
        ['{"@type": "JobPosting", "title": "Night\n Watch"}'],
    ],
)
def test_a_posting_is_found_however_the_page_wraps_it(scripts):
    assert ld.title(ld.job_posting(page(*scripts))) == "Night Watch"


def test_a_script_is_known_by_its_type_in_any_case_and_with_a_charset():
    body = f'<SCRIPT TYPE="Application/LD+JSON; charset=utf-8">{json.dumps(WATCH)}</SCRIPT>'
    assert ld.job_posting(Page(Request(URL), body.encode())) == WATCH


@pytest.mark.parametrize(
    "scripts", [[], [CRUMBS], ["{ broken"], [{"@type": "Organization", "jobs": WATCH}], [[[[[[[[WATCH]]]]]]]]]
)
def test_a_page_without_a_posting_is_unreadable(scripts):
    with pytest.raises(Unreadable, match="holds no JobPosting"):
        ld.job_posting(page(*scripts))


@pytest.mark.parametrize(
    "mine",
    [
        {"title": "Mine", "url": URL + "/"},
        {"title": "Mine", "@id": URL},
        {"title": "Mine", "identifier": {"@type": "PropertyValue", "value": 7}},
        {"title": "Mine", "identifier": "7"},
    ],
)
def test_of_several_postings_the_one_that_names_the_page_is_meant(mine):
    others = {**WATCH, "url": "https://kestrel.example/jobs/8", "identifier": 8}
    assert ld.title(ld.job_posting(page(others, {**WATCH, **mine}, of="7"))) == "Mine"


def test_several_postings_of_which_none_names_the_page_are_unreadable():
    with pytest.raises(Unreadable, match="holds 2 JobPostings"):
        ld.job_posting(page(WATCH, {**WATCH, "title": "Day Watch"}))


@pytest.mark.parametrize(
    ("place", "read"),
    [
        (
            {"address": {"addressLocality": "Oslo", "addressRegion": None, "addressCountry": "NO"}},
            [Location("Oslo, NO", city="Oslo", country="NO")],
        ),
        (
            {"address": {"addressLocality": "Austin", "addressRegion": "TX", "addressCountry": {"name": "US"}}},
            [Location("Austin, TX, US", city="Austin", region="TX", country="US")],
        ),
        ({"address": "Bergen, Norway"}, [Location("Bergen, Norway")]),
        ({"name": "Remote", "address": {"addressLocality": "", "addressCountry": None}}, [Location("Remote")]),
        ([{"address": "Oslo"}, "Bergen", None, 3.5, {"address": "Oslo"}, {}], [Location("Oslo"), Location("Bergen")]),
        (None, []),
    ],
)
def test_places_are_read_in_every_form_they_take(place, read):
    assert ld.locations({"jobLocation": place}) == tuple(read)


@pytest.mark.parametrize(
    ("salary", "read"),
    [
        (
            {"currency": "NOK", "value": {"minValue": 600000, "maxValue": "720,000.50", "unitText": "YEAR"}},
            [Pay(Decimal(600000), Decimal("720000.50"), "NOK", "YEAR")],
        ),
        (
            {"currency": "EUR", "value": {"value": 31.5, "unitText": "HOUR"}},
            [Pay(Decimal("31.5"), Decimal("31.5"), "EUR", "HOUR")],
        ),
        ({"currency": "EUR", "value": "31", "unitText": "HOUR"}, [Pay(Decimal(31), Decimal(31), "EUR", "HOUR")]),
        ({"currency": "EUR", "minValue": 3, "unitText": "HOUR"}, [Pay(Decimal(3), None, "EUR", "HOUR")]),
        (
            {"currency": "EUR", "value": {"minValue": 0, "maxValue": 9, "unitText": "HOUR"}},
            [Pay(None, Decimal(9), "EUR", "HOUR")],
        ),
        ({"currency": "EUR", "value": {"minValue": "", "maxValue": 0, "unitText": "HOUR"}}, []),
        ({"currency": "EUR", "value": {"minValue": "competitive", "unitText": "HOUR"}}, []),
        ("40 an hour", []),
        ({"value": True}, []),
        (None, []),
    ],
)
def test_pay_is_read_wherever_its_parts_stand(salary, read):
    assert ld.pay({"baseSalary": salary}) == tuple(read)


@pytest.mark.parametrize(
    ("posting", "words"),
    [
        ({"employmentType": "FULL_TIME"}, "FULL_TIME"),
        ({"employmentType": ["FULL_TIME", "CONTRACTOR", None, "FULL_TIME"]}, "FULL_TIME, CONTRACTOR"),
        ({"employmentType": ["OTHER"]}, ""),
        ({"employmentType": {"name": "Aushilfe"}}, "Aushilfe"),
        ({}, ""),
    ],
)
def test_kinds_of_employment_are_one_line(posting, words):
    assert ld.employment(posting) == words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Keep watch &amp; write</p>", "<p>Keep watch &amp; write</p>"),
        ("&lt;p&gt;Keep watch &amp;amp; write&lt;/p&gt;", "<p>Keep watch &amp; write</p>"),
        ("<p>Write &lt;b&gt; for bold</p>", "<p>Write &lt;b&gt; for bold</p>"),
        ("Keep watch\0", "Keep watch"),
        (["Keep watch"], ""),
    ],
)
def test_a_description_that_was_escaped_twice_is_unescaped_once(written, read):
    assert ld.description({"description": written}) == read


def test_the_rest_of_a_posting():
    posting = {
        "datePosted": "2026-03-05",
        "hiringOrganization": {"@type": "Organization", "name": "Kestrel\u00a0Towers"},
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [{"@type": "Country", "name": "Norway"}, {"name": "Norway"}, "Sweden"],
        "identifier": {"value": 0},
    }
    assert ld.posted_at(posting) == datetime(2026, 3, 5, tzinfo=UTC)
    assert ld.posted_at({"datePosted": "yesterday"}) is None
    assert (ld.company(posting), ld.company({"hiringOrganization": "Kestrel"})) == ("Kestrel Towers", "Kestrel")
    assert (ld.is_remote(posting), ld.is_remote({})) == (True, None)
    assert ld.applicants_from(posting) == ("Norway", "Sweden")
    assert (ld.identifier(posting), ld.identifier({})) == ("0", "")


READERS = [ld.title, ld.description, ld.company, ld.identifier, ld.locations, ld.applicants_from, ld.is_remote]
READERS += [ld.employment, ld.pay, ld.posted_at]
NAMES = [
    "title",
    "description",
    "identifier",
    "jobLocation",
    "address",
    "addressCountry",
    "baseSalary",
    "value",
    "name",
]
NAMES += ["minValue", "employmentType", "datePosted", "hiringOrganization", "jobLocationType", "@type"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
ANY = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner))


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), ANY))
def test_no_posting_makes_a_reader_fail(posting):
    for read in READERS:
        read(posting)
    assert ld.job_posting(page({**posting, "@type": "JobPosting"}))
