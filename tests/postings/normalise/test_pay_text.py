from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.normalise.pay.bounds import LARGEST
from postings.normalise.pay.cues import WORDS
from postings.normalise.pay.ranges import ranges
from postings.normalise.pay.sums import amount, sums
from postings.normalise.pay.text import stated

US = frozenset({"US"})


def read(text, countries=US):
    """ "min max currency period", " OTE" behind on-target earnings; "-" at an open end; one line a salary."""
    return [in_short(one.salary) for one in stated(text, frozenset(countries))]


def in_short(salary):
    ends = " ".join("-" if end is None else f"{end.normalize():f}" for end in salary[:2])
    return f"{ends} {salary.currency} {salary.period}{' OTE' if salary.kind == 'ote' else ''}"


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("184,050", "184050"),
        ("90.000", "90000"),
        ("15 000", "15000"),
        ("1'000", "1000"),
        ("55, 000", "55000"),
        ("12,00,000", "1200000"),
        ("35 000,00", "35000"),
        ("1.234.567,89", "1234567.89"),
        ("17.5", "17.5"),
        ("24,04", "24.04"),
        ("1,2345", None),
        ("1234,567", None),
        ("1,23,45", None),
    ],
)
def test_thousands_and_cents_are_marked_in_many_ways(digits, number):
    assert amount(digits) == (number and Decimal(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salary: $184,050- $262,928", "184050 262928 USD year"),
        ("Salary: $150-200K", "150000 200000 USD year"),
        ("Salary: $90 - 110k", "90000 110000 USD year"),
        ("Salary: $180k–250", "180000 250000 USD year"),
        ("Salary: US$120k to US$130k", "120000 130000 USD year"),
        ("Salary: USD 120,000 — 130,000", "120000 130000 USD year"),
        ("Salary: 120,000 to 130,000 USD", "120000 130000 USD year"),
        ("Salary between $123,000 USD and $167,000 USD", "123000 167000 USD year"),
        ("Salary: $115,000/year - $200,000/year", "115000 200000 USD year"),
        ("Salary: $142,000 [lowest market] to $221,500 [highest market]", "142000 221500 USD year"),
        ("Base: $170,700 (min) — $213,400 (mid) — $256,100 (max)", "170700 256100 USD year"),
        ("Salary up to $175,000", "- 175000 USD year"),
        ("Salary starting at $185,000", "185000 - USD year"),
        ("Salary: $130,000+", "130000 - USD year"),
        ("Salary: $130,000 + bonus", "130000 130000 USD year"),
        ("Salary: CA$190,000 - CA$220,000", "190000 220000 CAD year"),
        ("Salary: A$90k", "90000 90000 AUD year"),
        ("Salary: S$ 60,000 p.a.", "60000 60000 SGD year"),
        ("Base pay of R$265,000- R$370,000 BRL", "265000 370000 BRL year"),
        ("Salary: £45-£60k pa", "45000 60000 GBP year"),
        ("Salary: 18.000€-23.000€ per year", "18000 23000 EUR year"),
        ("Salary: 80k€-100k€", "80000 100000 EUR year"),
        ("Salary ranging from EUR 2500 to EUR 4000 per month", "2500 4000 EUR month"),
        ("Salary: CHF 110'000 – 130'000", "110000 130000 CHF year"),
        ("Salary: 15 000- 18 000 PLN gross/monthly", "15000 18000 PLN month"),
        ("Pay rate: PHP 550/hour", "550 550 PHP hour"),
        ("Starting salary: ₱100,000/month", "100000 100000 PHP month"),
        ("CTC: 10-15 LPA", "1000000 1500000 INR year"),
        ("Salary: ₹12,00,000 - ₹18,00,000 per annum", "1200000 1800000 INR year"),
        ("Salary: RM 3,000 - RM 5,000 per month", "3000 5000 MYR month"),
        ("Gehaltspaket von EUR 90.000-110.000", "90000 110000 EUR year"),
        ("Wir bieten 3.500 € brutto im Monat", "3500 3500 EUR month"),
        ("Rémunération : 35 000,00€ à 50 000,00€ par an", "35000 50000 EUR year"),
        ("Salario: 2.000€ al mes", "2000 2000 EUR month"),
        ("RAL a partire da €26.000", "26000 - EUR year"),
        ("Lön: 35 000 - 40 000 kr per månad", "35000 40000 SEK month"),
        ("月給30万円〜40万円", "300000 400000 JPY month"),
        ("年収600万円〜900万円", "6000000 9000000 JPY year"),
        ("월 고정급: ₩150,000", "150000 150000 KRW month"),
    ],
)
def test_sums_are_read_as_they_are_written_around_the_world(text, expected):
    assert read(text, {"SE"} if "kr " in text else US) == [expected]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Pay: $17–$22/hr", "hour"),
        ("Pay: $34 - $40hr", "hour"),
        ("Pay: $25 an hour", "hour"),
        ("The hourly rate is $25", "hour"),
        ("Pay range: $43-$55", "hour"),
        ("Pay: $500 per day", "day"),
        ("Pay: $2,400 per week", "week"),
        ("Pay: $6,800 a month", "month"),
        ("You are paid $500/monthly", "month"),
        ("Compensation will be paid out $500/monthly", "month"),
        ("Pay: $80,000 annually", "year"),
        ("Annual salary: $80,000", "year"),
        ("Pay: $80,000", "year"),
        ("Pay: $43", None),
        ("Salary: $556-$850", None),
        ("Pay: $2,000 bi-weekly", None),
        ("Pay: $2,000 every two weeks", None),
        ("Annual salary: $26", None),
        ("Pay: $90,000 per hour", None),
    ],
)
def test_the_period_is_what_the_words_say_or_the_only_one_that_the_size_leaves(text, period):
    assert [one.split()[3] for one in read(text)] == ([period] if period else [])


@pytest.mark.parametrize(
    "text",
    [
        "We raised $60 million from investors",
        "A $100B market opportunity",
        "Salaries are paid by our $20M in revenue",
        "401(k) match up to $10,000 per year",
        "Competitive salary and a $1,000 stipend",
        "Competitive salary + company bonus (up to 15K€ per year)",
        "Compensation: $10,000 sign-on bonus",
        "Base salary plus commission of $40,000",
        "Commuter benefit; $300 per month",
        "Compensation\n- $500/month for dependent health insurance coverage",
        "Compensation & Benefits\n- $100/month education budget",
        "Life insurance covering 2 times your salary, up to $200k",
        "Referral bonus: $5,000",
        "Consistently close deals in the $50k–$100k range",
        "Experience sourcing candidates in the $80K–$200K yearly salary range",
        "Experience managing $100k+/month in paid media spend",
        "Nobody makes less than the living wage of $2,500 per month",
        "Competitive salary and early-stage equity ($70-90K)",
        "Our customer base pays $50,000 per year for it",
        "The estimated total compensation ranges from $390,000 - $420,000",
        "Annual salary: $93,000 - 140,0000",
        "Annual salary: $140,000-1$70,000",
        "Salary review twice a year, 10,000 employees, 401(k)",
        "A portfolio of 120,000 - 150,000 users",
    ],
)
def test_other_money_is_no_pay(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$250,000 OTE (50/50 split) + equity", ["250000 250000 USD year OTE"]),
        ("The OTE range for this position is $90,000 - $120,000", ["90000 120000 USD year OTE"]),
        ("OTE (cash): $225K–$275K (base + variable bonus)", ["225000 275000 USD year OTE"]),
        ("Gehalt: EUR 60.000 - 70.000 OTE", ["60000 70000 EUR year OTE"]),
        ("On Target Earnings Range:\n Canada - $180,000 - $216,000 CAD", ["180000 216000 CAD year OTE"]),
        (
            "Compensation: $60,000 OTE ($40,000 base salary plus commission)",
            ["60000 60000 USD year OTE", "40000 40000 USD year"],
        ),
        ("The base salary is $150,000 (OTE $430,000).", ["150000 150000 USD year", "430000 430000 USD year OTE"]),
        (
            "The pay range is $150,000 to $175,000 salary with OTE $300,000 to $500,000 + equity",
            ["150000 175000 USD year", "300000 500000 USD year OTE"],
        ),
        (
            "$70,000 base salary + $30,000 variable, for on-target earnings (OTE) of $100,000.",
            ["70000 70000 USD year", "100000 100000 USD year OTE"],
        ),
    ],
)
def test_on_target_earnings_are_told_from_base_pay(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Salary range:\n- $120k-$140k",
        "Compensation & Benefits\n\n$120K – $140K + Equity",
        "For this level, we pay as follows. Salary ranges (United States):\n\nNew York: $120,000 - $140,000 (USD)",
        "The base salary, excluding bonus and equity, is $120,000 - $140,000.",
        "Compensation. The typical range across the U.S. is: $120,000/year - $140,000/year + bonus + equity.",
        "What we offer\n- $120k-$140k + equity\n- Vision",
        "Respect each other\n\n$120,000 - $140,000 a year\n\nApply",
        "Salary: 120,000-140,000",
        "You get 120k - 140k base + equity",
    ],
)
def test_a_heading_or_the_form_tells_what_no_word_beside_the_sum_does(text):
    assert read(text) == ["120000 140000 USD year"]


def test_a_wage_by_the_hour_needs_no_word_for_pay():
    assert read("Suffolk County | Part-time | $25.00 - $30.00/hour") == ["25 30 USD hour"]
    assert read("Tutoring credit of $25/hour") == []


def test_letters_that_only_look_like_ours_do_no_harm():
    assert read("\u017falary: $100,000 per \u0130ear; S\u0130GN\u0130NG: $1 an hou\u017f") == []


def test_each_place_or_level_has_a_range_of_its_own():
    text = (
        "The yearly compensation will be the following:\n- Netherlands: 75.000-93.000 EUR.\n- UK: 70.000-87.000 GBP.\n"
        "- Spain: 60.000 EUR.\n- Other countries: to be discussed"
    )
    assert read(text) == ["75000 93000 EUR year", "70000 87000 GBP year", "60000 60000 EUR year"]


@pytest.mark.parametrize(
    ("countries", "text", "currency"),
    [
        ({"US"}, "Salary: $100,000", "USD"),
        ({"CA"}, "Salary: $100,000", "CAD"),
        ({"AU"}, "Salary: $100,000", "AUD"),
        ({"CA", "US"}, "Salary: $100,000", "USD"),
        ({"MX"}, "Salary: $100,000", "USD"),
        (set(), "Salary: $100,000", "USD"),
        (set(), "Salary range (CAD): $100,000", "CAD"),
        ({"US"}, "The Canadian salary range is $100,000", "CAD"),
        ({"US"}, "Salary: $100,000 CAD", "CAD"),
        ({"GB"}, "Salary: 60,000-70,000", "GBP"),
        (set(), "Salary: 60,000-70,000", None),
        (set(), "Salary: 300 000 kr per year", None),
        ({"DK"}, "Salary: 300 000 kr per year", "DKK"),
    ],
)
def test_a_dollar_is_american_unless_the_places_or_the_words_name_another(countries, text, currency):
    assert [one.split()[2] for one in read(text, countries)] == ([currency] if currency else [])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Twice a week.\nThe United States base range for this position is $184,050- $262,928 plus equity. Benefits",
            "The United States base range for this position is $184,050- $262,928 plus equity.",
        ),
        ("Compensation\n- $18.00 - $22.00 per hour plus commission\nApply", "$18.00 - $22.00 per hour plus commission"),
    ],
)
def test_the_evidence_is_the_sentence_and_where_it_stands(text, quote):
    (one,) = stated(text, US)
    assert text[one.start : one.end] == quote


PIECES = "$|€|£|1|150|000|,|.| |k|K|-|–|/hr| per year|OTE|salary|to|USD|bonus|(|)|[|]|%|401(k)|万|円|kr|up to|and|+"
MONEY = st.sampled_from([*PIECES.split("|"), "\n", "|"])


def test_no_word_says_two_things():
    kinds = [words for name, words in WORDS.items() if name not in ("breaks", "without")]
    words = [word for kind in kinds for word in kind]
    assert sorted(words) == sorted(set(words))
    assert words == [word.lower() for word in words]


@given(st.lists(MONEY, max_size=40).map("".join) | st.text(max_size=200))
def test_whatever_a_text_says_its_pay_is_possible_and_stands_where_it_is_said(text):
    for one in stated(text, US):
        ends = [end for end in one.salary[:2] if end is not None]
        assert ends == sorted(ends)
        assert all(0 < end <= LARGEST for end in ends)
        assert len(one.salary.currency) == 3
        assert 0 <= one.start < one.end <= len(text)


@given(st.lists(MONEY, max_size=40).map("".join))
def test_ranges_keep_their_order_and_do_not_overlap(text):
    ends = [0]
    for range_ in ranges(text):
        assert ends[-1] <= range_.start < range_.end
        ends.append(range_.end)
    assert all(sum_.start < sum_.end for sum_ in sums(text))
