import pytest

from postings.normalise.facts import Facts
from postings.story.wording import NAMES, TOPICS, name, pay, topic, words


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "Engineer", "Engineer"),
        ("workplace_type", "on_site", "On-site"),
        ("employment_type", "full_time", "Full-time"),
        ("language", "de", "German"),
        ("language", "xx", "xx"),
        ("posted_at", "2026-05-07T13:42:39.865000+00:00", "2026-05-07"),
        ("places", [{"city": "Berlin", "region": None, "country": "DE", "metro": None}], "Berlin, Germany"),
        (
            "places",
            [{"city": "New York", "region": "NY", "country": "US"}, {"metro": "San Francisco Bay Area"}],
            "New York, NY, United States; San Francisco Bay Area",
        ),
        ("places", [], ""),
        ("department", "", ""),
        ("workplace_type", None, ""),
        ("salary_max", 0, "0"),
    ],
)
def test_a_value_is_said_as_readers_understand_it(field, value, said):
    assert words(field, value) == said


@pytest.mark.parametrize(
    ("field", "value"),
    [("workplace_type", "lunar"), ("posted_at", "soon"), ("places", ["Berlin"]), ("places", {"city": "Berlin"})],
)
def test_what_an_older_version_wrote_in_its_own_way_is_shown_as_it_is(field, value):
    assert words(field, value)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((120000, 150000, "USD", "year"), "$120,000 to $150,000 a year"),
        ((None, 30.5, "GBP", "hour"), "Up to £30.50 an hour"),
        ((None, None, "USD", "year"), ""),
        ((50000, 60000, None, None), "50,000 to 60,000"),
    ],
)
def test_the_four_parts_of_the_pay_are_one(parts, said):
    names = ("salary_min", "salary_max", "salary_currency", "salary_period")
    assert pay(dict(zip(names, parts, strict=True))) == said


def test_every_fact_that_a_reader_sees_has_a_name():
    seen = Facts(title="Engineer", source_url="https://a.example").visible()
    assert seen.keys() == NAMES.keys() == TOPICS.keys()


def test_a_fact_of_another_version_is_called_as_in_the_data():
    assert (name("shift_pattern"), topic("shift_pattern")) == ("shift pattern", "shift pattern")
