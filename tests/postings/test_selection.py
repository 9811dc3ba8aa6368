"""A selection says itself in English, and gives its filters back one by one."""

import pytest
from django.http import QueryDict

from postings.applied import applied
from postings.filters import selected
from postings.selection import Selection
from postings.selection_words import page_title, sentence
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def values():
    """Cities, companies and departments to choose from."""
    for place in (("Berlin", "DE"), ("New York", "US", "NY"), ("Bengaluru", "IN", "KA"), ("Paris", "FR")):
        make.city(*place)
    make.company("Acme")
    make.company("Beta")
    make.department("Engineering")
    make.department("G&A")


def asked(query: str) -> Selection:
    chosen = selected(QueryDict(query))
    assert chosen.problems == []
    return chosen.selection


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "12 open jobs"),
        ("q=engineer", "12 jobs with “engineer”"),
        ("q=engineer+-senior", "12 jobs with “engineer” but not “senior”"),
        ("q=-senior", "12 jobs without “senior”"),
        ("q=-senior+-lead+-head", "12 jobs without “senior”, “lead” or “head”"),
        ("q=nurse+-senior+-lead", "12 jobs with “nurse” but not “senior” or “lead”"),
        ("q=nurse+or+cook", "12 jobs with “nurse” or “cook”"),
        ("work_model=remote", "12 remote jobs"),
        ("work_model=remote&work_model=hybrid", "12 hybrid or remote jobs"),
        ("work_model=remote&work_model=hybrid&seniority=senior", "12 hybrid or remote, senior jobs"),
        ("work_model=remote&seniority=entry&employment=full-time", "12 remote entry-level full-time jobs"),
        ("function=engineering&work_model=on-site", "12 on-site Engineering jobs"),
        ("department=engineering", "12 jobs in the Engineering department"),
        ("department=engineering&department=ga", "12 jobs in the Engineering or G&A departments"),
        ("department=engineering&function=data", "12 Data jobs in the Engineering department"),
        ("department=engineering&department=unknown", "12 jobs in the Engineering department or no stated one"),
        ("company=acme&city=berlin-germany", "12 jobs at Acme in Berlin, Germany"),
        ("company=acme&company=beta", "12 jobs at Acme or Beta"),
        ("city=new-york-ny-united-states", "12 jobs in New York, NY"),
        ("city=bengaluru-ka-india", "12 jobs in Bengaluru, KA, India"),
        ("city=berlin-germany&city=paris-france", "12 jobs in Berlin, Germany or Paris, France"),
        ("city=berlin-germany&country=germany", "12 jobs in Berlin, Germany"),
        ("city=berlin-germany&country=france", "12 jobs in Berlin, Germany and in France"),
        ("region=new-york-united-states", "12 jobs in New York, United States"),
        ("provider=lever", "12 jobs through Lever"),
        ("city=unknown", "12 jobs in no stated city"),
        ("city=unknown&city=berlin-germany", "12 jobs in Berlin, Germany or no stated city"),
        ("work_model=unknown", "12 jobs with no stated work model"),
        ("work_model=unknown&seniority=unknown", "12 jobs with no stated work model and no stated seniority"),
        ("work_model=unknown&work_model=remote", "12 jobs with the work model remote or not stated"),
        ("department=unknown", "12 jobs with no stated department"),
        ("currency=USD", "12 jobs paid in USD"),
        ("currency=USD&currency=EUR", "12 jobs paid in EUR or USD"),
        ("currency=unknown", "12 jobs with no stated pay"),
        ("currency=USD&currency=unknown", "12 jobs paid in USD or not saying"),
        ("salary_min=100000", "12 jobs, paying at least 100,000 a year"),
        ("salary_min=100000&currency=USD", "12 jobs, paying at least 100,000 USD a year"),
        ("salary_min=100000&unstated_pay=1", "12 jobs, paying at least 100,000 a year or not saying"),
        ("posted=24h", "12 jobs, posted in the last 24 hours"),
        ("status=closed&company=acme", "12 closed jobs at Acme"),
        ("status=all", "12 open and closed jobs"),
        ("-work_model=remote", "12 jobs, excluding remote jobs"),
        ("-department=ga&-company=acme", "12 jobs, excluding jobs in the G&A department and jobs at Acme"),
        (
            "-city=berlin-germany&-city=paris-france&-seniority=senior&-work_model=remote",
            "12 jobs, excluding remote jobs, senior jobs and jobs in Berlin, Germany or Paris, France",
        ),
        ("-city=unknown", "12 jobs with a stated city"),
        ("-city=unknown&-currency=unknown", "12 jobs with a stated city and stated pay"),
    ],
)
def test_a_selection_says_itself_in_english(query, words):
    assert sentence(asked(query), 12) == words


def test_all_of_it_at_once_is_still_a_sentence():
    where = "q=python&work_model=remote&function=engineering&company=acme&city=berlin-germany"
    terms = "salary_min=90000&currency=EUR&posted=7d&-seniority=intern"
    assert sentence(asked(f"{where}&{terms}"), 12) == (
        "12 remote Engineering jobs with “python” at Acme in Berlin, Germany, paying at least 90,000 EUR a year, "
        "posted in the last 7 days, excluding intern jobs"
    )


def test_one_job_is_one_and_no_number_is_none():
    assert sentence(asked("work_model=remote"), 1) == "1 remote job"
    assert sentence(asked("work_model=remote")) == "remote jobs"
    assert sentence(Selection(), 1_234) == "1,234 open jobs"


@pytest.mark.parametrize(
    ("words", "page"), [("1 open job", 1), ("9 jobs", 1), ("12 jobs in " + "Berlin, " * 20, 1), ("x" * 90, 99)]
)
def test_a_title_is_as_long_as_search_engines_show(words, page):
    title = page_title(words, page, 120)
    assert 10 <= len(title) <= 70
    assert title.endswith(f"page {page} of 120") or page == 1 or "page" in title


def test_every_filter_can_be_given_back_by_itself_and_together_they_leave_nothing():
    query = (
        "q=nurse+-senior&company=acme&city=berlin-germany&city=unknown&work_model=remote&-company=beta&-city=unknown"
        "&salary_min=50000&unstated_pay=1&posted=30d&status=all"
    )
    selection = asked(query)
    words = [filter.words for filter in applied(selection)]
    assert words == [
        *(
            "“nurse”",
            "not “senior”",
            "Acme",
            "Berlin, Germany",
            "no stated city",
            "Remote",
            "not Beta",
            "a stated city",
        ),
        *("at least 50,000 a year", "or no stated pay", "posted in the last 30 days", "Open and closed"),
    ]
    for filter in applied(selection):
        assert filter.rest != selection
        assert len(applied(filter.rest)) >= len(words) - 2  # the least pay takes its switch along
    while filters := applied(selection):
        selection = filters[0].rest
    assert selection.is_everything


def test_a_filter_alone_asks_for_nothing_else():
    for filter in applied(asked("q=nurse+cook&company=acme&-city=berlin-germany&salary_min=1&posted=7d&status=closed")):
        assert len(filter.alone.pairs) == 1, filter.words
