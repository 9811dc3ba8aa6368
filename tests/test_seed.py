"""The page that the project grew from: fed its record, our page has every row and heading that it has."""

import json
import re
from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from companies.crawling import crawl
from companies.directory import add_source
from companies.providers.base import Page
from postings.ingest import ingest
from postings.models import Posting

FIRST_SEEN = datetime(2026, 5, 29, 7, 0, 52, 396_000, UTC)
LAST_SEEN = datetime(2026, 6, 6, 7, 56, 15, 191_000, UTC)
# What the seed page says of the moment or of its own house, and we say otherwise.
OURS = {"Org ID", "Source ID", "Board ID", "Raw Payload Uri", "Status", "Source"}
# What the seed page has a dash for, and its own text states.
READ_IN_THE_TEXT = {
    "Normalized title": "Machine Learning Engineer",
    "Normalized Title": "Machine Learning Engineer",
    "Salary": "$184,050 to $262,928 a year",
    "Salary Min": "184050",
    "Salary Max": "262928",
    "Salary Currency": "USD",
    "Salary Period": "year",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed(shared) -> str:
    return (shared / "seed" / "posting-page.txt").read_text()


@pytest.fixture
def shown(seed, client, settings) -> LexborHTMLParser:
    """Our page of the seed's posting, seen twice as the seed's was."""
    settings.SCOPE = "english_us_canada"  # the seed's
    rows = table(seed)
    native = json.loads(seed.partition("Native Structured\n")[2].partition("Get this page with API")[0])
    description = seed.partition("Linked records")[2].partition("Description\n")[2].partition("What You'll Do")[0]
    record = native | {
        "id": rows["Provider Job Key"],
        "text": rows["Title"],
        "hostedUrl": rows["Source URL"],
        "applyUrl": rows["Apply URL"],
        "description": "".join(f"<p>{line}</p>" for line in description.splitlines()),
    }
    body = json.dumps([record]).encode()
    source, _ = add_source(rows["Source URL"], now=FIRST_SEEN)
    for moment in (FIRST_SEEN, LAST_SEEN):
        source.refresh_from_db()
        ingest(crawl(source, lambda request: Page(request, body), moment))
    posting = Posting.objects.get()
    response = client.get(posting.get_absolute_url())
    return LexborHTMLParser(response.content)


def table(seed: str) -> dict[str, str]:
    """{label: value} of all two-column rows of the seed page."""
    return dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", seed, re.MULTILINE))


def ours(shown: LexborHTMLParser) -> dict[str, str]:
    rows = {}
    for row in shown.css(".facts > div"):
        value = row.css_first("dd")
        for evidence in value.css(".evidence"):
            evidence.decompose()
        rows[words(row.css_first("dt"))] = words(value)
    for row in shown.css(".record tr"):
        rows.setdefault(words(row.css_first("th")), "")
        rows[words(row.css_first("th"))] = words(row.css_first("td"))
    return rows


def words(node) -> str:
    return " ".join(node.text(separator=" ").split())


def test_every_row_of_the_seed_page_is_on_ours_with_its_value(seed, shown):
    rows, page = table(seed), ours(shown)
    del rows["Field"]
    assert set(rows) <= set(page)
    different = {
        label: (value, page[label])
        for label, value in rows.items()
        if label not in OURS | READ_IN_THE_TEXT.keys() and same(value) != same(page[label])
    }
    assert different == {}
    assert {label: page[label].removesuffix(".00") for label in READ_IN_THE_TEXT} == READ_IN_THE_TEXT


def same(value: str) -> str:
    """Values compared as a reader would: a dash is "not stated", capitals and commas say nothing."""
    value = re.sub(r"\s+", " ", value).strip().lower()
    return "not stated" if value in ("-", "—") else value.removesuffix(" / remote")


def test_every_section_of_the_seed_page_is_on_ours_in_its_order(seed, shown):
    headings = [
        "Job facts",
        "Related slices",
        "Linked records",
        "Description",
        "What You'll Do",
        "Who You Are",
        "Where You'll Be",
        "Full job record",
        "Event Fields",
        "Parsed Structured",
        "Extensions",
        "Native Structured",
        "Get this page with API",
    ]
    positions = [seed.index(heading) for heading in headings]
    assert positions == sorted(positions)
    found = [words(node) for node in shown.css("h2, h3, summary") if "Evidence" not in words(node)]
    assert [heading for heading in found if heading in headings] == headings


def test_the_breadcrumb_and_the_headline_are_the_seeds(seed, shown):
    crumbs = [words(node) for node in shown.css(".crumbs li")]
    assert " › ".join(crumbs) == seed.splitlines()[0]
    headline = words(shown.css_first(".headline"))
    for part in ("Spotify", "New York, NY", "Remote", "Lever"):
        assert part in headline


def test_the_hashes_are_the_seeds(seed, shown):
    posting = Posting.objects.select_related("content").get()
    assert posting.job_id == "0a8d59478aa4e87f5409dbd870261b6635f2bd9f"
    assert f'"source_hash": "{posting.content.source_hash}"' in seed


def test_parsed_structured_has_every_name_and_value_that_the_seeds_has(seed, shown):
    theirs = json.loads(seed.partition("Parsed Structured")[2].partition("Extensions")[0])
    mine = Posting.objects.select_related("content").get().content.parsed_structured
    for name in ("language", "remote_policy", "workplace_type"):
        assert mine[name] == theirs[name], name
    # The seed's text states the pay that its fields leave out.
    assert (mine["salary_min"], mine["salary_max"], mine["salary_currency"]) == (184050, 262928, "USD")
    scope = mine["launch_scope"]
    assert {**scope, "location": None} == {**theirs["launch_scope"], "location": None}
    assert {**theirs["location"], "confidence": 0} == {**mine["location"], "confidence": 0}
