from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Listing, Pay
from postings.normalise.facts import Salary
from postings.normalise.pay import LARGEST, format_salary, salary, salary_raw

LISTING = Listing(title="Engineer", url="https://jobs.example.com/1")


def pay(low, high, currency="USD", interval="1 YEAR", label=""):
    amounts = (None if amount is None else Decimal(str(amount)) for amount in (low, high))
    return Pay(*amounts, currency, interval, label)


def read(*ranges, pay_text=""):
    found = salary(replace(LISTING, pay=ranges, pay_text=pay_text))
    return found.value if found else None


def test_a_listing_without_ranges_has_no_salary():
    assert read() is None
    assert salary_raw(LISTING) == ""


@pytest.mark.parametrize(
    ("interval", "period"),
    [
        ("per-year-salary", "year"),
        ("per-month-salary", "month"),
        ("per-week-salary", "week"),
        ("per-day-wage", "day"),
        ("per-hour-wage", "hour"),
        ("1 YEAR", "year"),
        ("1 MONTH", "month"),
        ("1 WEEK", "week"),
        ("1 DAY", "day"),
        ("1 HOUR", "hour"),
        ("Annually", "year"),
        ("hourly", "hour"),
    ],
)
def test_each_board_names_its_periods_in_its_own_way(interval, period):
    assert read(pay(2400, 2600, currency="SEK", interval=interval)).period == period


@pytest.mark.parametrize(
    "interval",
    ["", "NONE", "1 TIME", "one-time", "2 WEEK", "bi-week-salary", "semi-month-salary", "10 YEAR", "year hour"],
)
def test_an_interval_that_is_none_of_our_periods_leaves_the_salary_unknown(interval):
    listing = replace(LISTING, pay=(pay(2000, 3000, interval=interval),))
    assert salary(listing) is None
    assert salary_raw(listing).startswith("2,000 – 3,000 USD")


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Annual Salary:", "year"),
        ("Hourly rate, Maine", "hour"),
        ("Pay per hour", "hour"),
        ("Zone 1 annual base salary", "year"),
        ("US", None),
        ("Year 1 salary", None),
        ("Annual bonus", None),
        ("Annual or hourly", None),
    ],
)
def test_a_range_without_interval_is_read_only_when_its_title_says_the_period(title, period):
    salary = read(pay(40_000, 60_000, interval="", label=title, currency="CAD"))
    assert (salary.period if salary else None) == period


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (50_000, 70_000, (50_000, 70_000)),
        (70_000, 70_000, (70_000, 70_000)),
        (None, 70_000, (None, 70_000)),
        (50_000, None, (50_000, None)),
        (0, 70_000, (None, 70_000)),  # a field left alone
        (10_000, 125_000, (10_000, 125_000)),  # wide, but stated
        (70_000, 50_000, None),
        (0, 0, None),
        (-5, 50_000, None),
        (26, 26, None),  # an hour's pay under "1 YEAR"
        (1, 500_000, None),
        (50_000, 5_000_001, None),
        ("NaN", 50_000, None),
        (50_000, "Infinity", None),
        ("1e400", "1e400", None),
    ],
)
def test_absurd_sums_are_unknown(low, high, expected):
    salary = read(pay(low, high))
    assert (salary and (salary.min, salary.max)) == expected


def test_an_hour_is_measured_by_the_year_it_would_make():
    assert read(pay(25, 75_000, interval="1 HOUR")) is None
    assert read(pay("0.05", "0.06", interval="1 HOUR")) is None
    assert read(pay(25, "37.505", interval="1 HOUR"))[:2] == (25, Decimal("37.50"))


def test_large_sums_are_ordinary_in_other_currencies_up_to_what_the_column_holds():
    assert read(pay(97_000_000, 116_000_000, "KRW")).max == 116_000_000
    assert read(pay(1, LARGEST + 1, "KRW")) is None


@pytest.mark.parametrize("currency", ["", "XXX", "XAU", "DOLLAR", "€", "US"])
def test_what_is_no_iso_4217_currency_leaves_the_salary_unknown(currency):
    assert read(pay(50_000, 60_000, currency)) is None


def test_several_ranges_make_an_envelope_of_the_first_currency_and_period_and_are_all_kept():
    ranges = (
        pay(123_000, 150_000, label="US"),
        pay(111_000, 140_000, "CAD", label="Canada"),
        pay(120_000, 167_000, label="SF"),
        pay(60, 80, interval="1 HOUR"),
    )
    salary = read(*ranges)
    assert salary[:4] == (120_000, 167_000, "USD", "year")
    assert [(one.min, one.currency, one.period) for one in salary.ranges] == [
        (123_000, "USD", "year"),
        (111_000, "CAD", "year"),
        (120_000, "USD", "year"),
        (60, "USD", "hour"),
    ]


def test_one_range_stated_twice_is_one_range():
    assert read(pay(1000, 2000), pay(1000, 2000)).ranges == ()


@pytest.mark.parametrize(
    ("pay_text", "kind"),
    [
        ("OTE $110K – $120K • Offers Equity", "ote"),
        ("On Target Earnings of $110K – $120K", "ote"),
        ("The target OTE for this position ranges from $110,000 to $120,000.", "ote"),
        ("€110K – €120K • OTE • Offers Equity", "ote"),
        ("$110K – $120K • Offers Commission", "base"),
        ("$120K • $180k OTE", "base"),
        ("Base salary $110K • $105K Commission • Total OTE: $210,000", "base"),
    ],
)
def test_on_target_earnings_are_told_from_base_pay_by_what_the_line_says_of_its_first_sum(pay_text, kind):
    assert read(pay(110_000, 120_000), pay_text=pay_text).kind == kind


def test_base_pay_goes_before_on_target_earnings():
    salary = read(pay(250_000, 315_000, label="NYC OTE"), pay(120_000, 150_000, label="NYC base"))
    assert salary[:2] == (120_000, 150_000)
    assert salary.kind == "base"
    assert len(salary.ranges) == 2


def test_the_evidence_names_the_boards_field_and_quotes_it():
    listing = replace(LISTING, fields={"pay": "salaryRange"}, pay=(pay(184050, 262928, interval="per-year-salary"),))
    evidence = salary(listing).evidence
    assert (evidence.kind, evidence.source) == ("field", "salaryRange")
    assert evidence.quote == "184,050 – 262,928 USD per-year-salary"


def test_the_raw_salary_is_the_employers_line_or_else_the_boards_fields():
    listing = replace(LISTING, pay=(pay(45_000.5, None, "EUR", label="Berlin"), pay(20, 20, interval="1 HOUR")))
    assert salary_raw(listing) == "45,000.5 EUR 1 YEAR (Berlin); 20 USD 1 HOUR"
    assert salary_raw(replace(listing, pay_text="€45K+")) == "€45K+"


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "words"),
    [
        (184_050, 262_928, "USD", "year", "$184,050 to $262,928 a year"),
        (45_000, None, "EUR", "year", "From €45,000 a year"),
        (None, 30, "GBP", "hour", "Up to £30 an hour"),
        (7_000, 7_000, "CNY", "month", "CN¥7,000 a month"),
        ("22.5", 30, "USD", "hour", "$22.50 to $30.00 an hour"),
        ("22.00", "30.00", "USD", "hour", "$22 to $30 an hour"),
        (60_000, 65_000, "CAD", "year", "CA$60,000 to CA$65,000 a year"),
        (150_000, 180_000, "AUD", "year", "A$150,000 to A$180,000 a year"),
        (11_000_000, 12_000_000, "JPY", "year", "¥11,000,000 to ¥12,000,000 a year"),
        (90_000, 100_000, "SGD", "year", "SGD\u00a090,000 to SGD\u00a0100,000 a year"),
        (400, 500, "EUR", "day", "€400 to €500 a day"),
        (2_400, 2_400, "USD", "week", "$2,400 a week"),
    ],
)
def test_a_salary_is_shown_in_words_that_tell_the_currency(low, high, currency, period, words):
    amounts = (None if amount is None else Decimal(str(amount)) for amount in (low, high))
    assert format_salary(Salary(*amounts, currency, period)) == words


def test_on_target_earnings_say_so():
    assert format_salary(Salary(Decimal(1000), None, "USD", "year", "ote")) == "From $1,000 a year on target"


def test_the_boards_range_goes_before_its_line_and_that_before_the_text():
    text = "The salary range is $70,000 - $80,000."
    line = replace(LISTING, pay_text="$90K – $95K • Offers Equity", fields={"pay_text": "summary"})
    both = replace(line, pay=(pay(100_000, 110_000),))
    assert [salary(listing, text).value.min for listing in (LISTING, line, both)] == [70_000, 90_000, 100_000]
    assert salary(line, text).evidence[:3] == ("field", "summary", "$90K – $95K • Offers Equity")


def test_what_the_text_says_is_quoted_with_its_place():
    text = "About us. We pay well.\n\n- Salary: $70,000 - $80,000 and shares."
    evidence = salary(LISTING, text).evidence
    assert evidence[:4] == ("text", "description", "Salary: $70,000 - $80,000 and shares.", "pay-words-before")
    assert text[evidence.start :].startswith(evidence.quote)


def test_several_ranges_of_the_text_make_an_envelope():
    text = "Salary in NYC: $80,000 - $100,000; in Ohio: $70,000 - $90,000; in Canada: CA$65,000 - CA$85,000."
    found = salary(LISTING, text).value
    assert found[:4] == (70_000, 100_000, "USD", "year")
    assert [one.currency for one in found.ranges] == ["USD", "USD", "CAD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay is $150,000 to $175,000 base with OTE $300,000 to $500,000.", (150_000, 175_000, "year", "base")),
        ("The OTE for this role is $300,000 - $500,000.", (300_000, 500_000, "year", "ote")),
        ("The salary is $300,000 - $500,000.", (300_000, 500_000, "year", "base")),
        ("The salary is $200,000 - $250,000.", (300_000, 500_000, "year", "base")),
        ("This range represents the annual On-Target Earnings.", (300_000, 500_000, "year", "ote")),
        ("", (300_000, 500_000, "year", "base")),
    ],
)
def test_the_text_decides_what_the_very_sums_of_the_field_are(text, expected):
    found = salary(replace(LISTING, pay=(pay(300_000, 500_000),)), text).value
    assert (found.min, found.max, found.period, found.kind) == expected


def test_the_text_decides_for_which_period_the_sums_of_the_field_are():
    listing = replace(LISTING, pay=(pay(9_000, 12_000, "PLN"),))
    found = salary(listing, "Wynagrodzenie: 9 000 - 12 000 PLN per month")
    assert found.value.period == "month"
    assert found.evidence.rule == "pay-in-text-against-field"
    assert found.conflict == (
        "The board says 9,000 – 12,000 PLN 1 YEAR; the text says “Wynagrodzenie: 9 000 - 12 000 PLN per month”."
    )


def test_without_a_contradiction_there_is_no_conflict():
    listing = replace(LISTING, pay=(pay(90_000, 120_000),))
    assert salary(listing, "The salary is $90,000 - $120,000.").conflict == ""


def test_an_hours_pay_in_a_field_by_the_year_is_read_from_the_text():
    listing = replace(LISTING, pay=(pay(25, 30),))
    assert salary(listing, "Pay: $25 - $30 per hour").value[:4] == (25, 30, "USD", "hour")


AMOUNTS = st.one_of(st.none(), st.decimals())
RANGES = st.builds(
    Pay,
    AMOUNTS,
    AMOUNTS,
    st.sampled_from(["USD", "eur", "JPY", "XXX", ""]) | st.text(max_size=4),
    st.sampled_from(["1 YEAR", "per-hour-wage", "2 WEEK", ""]) | st.text(max_size=12),
    st.sampled_from(["Annual salary", "OTE", ""]) | st.text(max_size=12),
)


@given(st.lists(RANGES, max_size=4))
def test_whatever_a_board_states_the_salary_is_one_the_table_accepts(ranges):
    listing = replace(LISTING, pay=tuple(ranges))
    salary_raw(listing)
    found = salary(listing)
    if found is None:
        return
    low, high, currency, period, *_ = found.value
    stated = [amount for amount in (low, high) if amount is not None]
    assert all(0 < amount <= LARGEST and amount.as_tuple().exponent >= -2 for amount in stated)
    assert stated
    assert stated == sorted(stated)
    assert len(currency) == 3
    assert period in ("year", "month", "week", "day", "hour")
    assert format_salary(found.value)
