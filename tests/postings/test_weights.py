"""What a list of 25 jobs weighs, with every facet full: readers on a phone pay for it by the byte."""

import gzip

import pytest

from postings.paging import SIZE
from tests import make

MOST = 40_000
MOST_PACKED = 9_000

CITIES = ("New York NY", "San Francisco CA", "Seattle WA", "Austin TX", "Chicago IL", "Miami FL", "Boston MA")
COMPANIES = ("Northwind Traders", "Contoso Robotics", "Fabrikam Health", "Adventure Works", "Litware", "Tailspin Toys")
TEAMS = ("Engineering Platform", "Customer Success", "Data and Insights", "Operations", "Revenue", "Field Marketing")
FUNCTIONS = ("engineering", "data", "sales", "marketing", "operations", "product", "design")
LEVELS = ("senior", "manager", "staff", "lead", "director", "principal", "intern")
PROVIDERS = ("greenhouse", "lever", "ashby", "workday")
SIX = "country=united-states&function=data&function=engineering&employment=full-time&seniority=senior&-company=litware"
TWELVE = (
    "country=united-states&function=data&function=engineering&function=sales&work_model=hybrid&work_model=on-site"
    "&work_model=remote&employment=full-time&seniority=lead&seniority=senior&seniority=staff&-company=litware"
    "&-provider=ashby"
)
LONG_ONES = "&".join(f"city={slug}-united-states" for slug in ("new-york-ny", "san-francisco-ca", "seattle-wa"))


@pytest.fixture
def wide_market(db):
    """Ten jobs in each of seven cities, of all kinds; of each fact there is one value more than a facet shows."""
    boards = [
        make.source(company=make.company(name), provider=PROVIDERS[number % len(PROVIDERS)])
        for number, name in enumerate(COMPANIES)
    ]
    cities = [make.city(name[:-3], "US", name[-2:]) for name in CITIES]
    for number in range(10 * len(CITIES)):
        make.posting(
            f"Senior Software Engineer {number}, Distributed Systems",
            source=boards[number % len(boards)],
            places=[cities[number % len(cities)]],
            department=make.department(TEAMS[number % len(TEAMS)]),
            job_function=FUNCTIONS[number % 2 if number < 60 else number % len(FUNCTIONS)],
            seniority="senior" if number < 60 else LEVELS[number % len(LEVELS)],
            employment_type="full_time",
            workplace_type=("remote", "hybrid", "on_site", "")[number % 4],
            salary_min=120_000,
            salary_max=150_000,
            salary_currency="USD",
            salary_period="year",
        )


@pytest.mark.parametrize(
    "url",
    [
        "/jobs/",
        "/jobs/?page=2",
        "/jobs/?q=engineer&since=0",
        f"/jobs/?{SIX}",
        f"/jobs/?{LONG_ONES}",
        f"/jobs/?{TWELVE}",
        "/functions/data/",
    ],
)
def test_a_list_is_under_40_kb_and_under_9_kb_packed_with_twelve_filters_too(client, wide_market, url):
    html = client.get(url).content
    assert html.count(b'class="job-title"') == SIZE
    assert len(html) < MOST
    assert len(gzip.compress(html)) < MOST_PACKED
