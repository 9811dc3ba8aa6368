"""Pay, edits and markup by themselves."""

from dataclasses import fields
from random import Random

import pytest

from postings.demo import changing, paying
from postings.demo.employers import boards
from postings.demo.shapes.ashby import summary
from postings.demo.shapes.markup import Markup, plain
from postings.demo.values import Job, Pay, Section
from postings.demo.words import countries, prose, roles


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        (120_000, "USD", "en", "$120,000"),
        (18.5, "USD", "en", "$18.50"),
        (95_000, "CAD", "fr", "95 000 $"),
        (60_000, "EUR", "de", "60.000 €"),
        (14.9, "EUR", "de", "14,90 €"),
        (280_000, "JPY", "ja", "280,000円"),
        (18_000, "PLN", "pl", "18 000 zł"),
        (155_000, "PHP", "en", "PHP 155,000"),
    ],
)
def test_an_amount_is_written_as_its_language_writes_it(amount, currency, language, written):
    assert paying.money(amount, currency, language) == written


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        (Pay(211_400, 290_600, "USD", "year"), "$211.4K – $290.6K"),
        (Pay(7_000, 7_500, "PLN", "month"), "PLN 7K – PLN 7.5K per month"),
        (Pay(18.5, 21, "EUR", "hour"), "€18.50 – €21.00 per hour"),
    ],
)
def test_ashby_says_a_range_in_its_own_short_form(pay, words):
    assert summary(pay) == words


@pytest.mark.parametrize("country", countries())
def test_nobody_is_offered_less_than_the_law_asks_for(country):
    least = countries()[country].get("least", 0)
    apprentice, board = roles()["counter_assistant"], boards()["ashby/Ovenbright Bakeries"]
    offer = paying.pay(apprentice, 0, board.employer, country, Random(1))
    hours = {"hour": 1, "month": paying.HOURS_A_YEAR / paying.MONTHS_A_YEAR, "year": paying.HOURS_A_YEAR}
    assert offer.low >= 0.98 * least * hours[offer.period]  # amounts are rounded


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (changing.retitle, {"title", "level", "pay", "pay_line"}),
        (changing.move, {"places", "title", "opening", "sections"}),
        (changing.rearrange, {"workplace", "sections"}),
        (changing.repay, {"pay", "pay_line"}),
        (changing.reword, {"sections", "closing"}),
        (changing.save, set()),
    ],
)
def test_an_edit_touches_what_it_is_about_and_never_the_id(market, change, touched):
    names, rng = {field.name for field in fields(Job)}, Random(7)
    seen = set()
    for board in market.boards.values():
        for job in market.listed(board, 0)[:5]:
            edited = change(job, board, rng)
            seen |= {name for name in names if getattr(edited, name) != getattr(job, name)}
    assert seen == touched


def test_words_become_html_without_becoming_markup():
    html = Markup().paragraphs(["C++ & <b>bold</b>, see https://www.acme.example/jobs."])
    assert html == (
        "<p>C++ &amp; &lt;b&gt;bold&lt;/b&gt;, see "
        '<a href="https://www.acme.example/jobs">https://www.acme.example/jobs</a>.</p>\n'
    )


def test_a_section_has_a_plain_twin():
    section = Section("What you do", ("You bake.",), ("Bread", "Cake"))
    assert plain(section) == "What you do\nYou bake.\n- Bread\n- Cake"
    assert Markup().section(section) == (
        "<h2>What you do</h2>\n<p>You bake.</p>\n<ul>\n<li>Bread</li>\n<li>Cake</li>\n</ul>\n"
    )


def test_a_job_that_moves_or_is_arranged_anew_says_so_in_its_text(market):
    board, headings = market.boards["greenhouse/quillmere"], prose("en")["headings"]["way"]
    jobs = [job for job in market.listed(board, 0) if job.places[0].city and job.workplace]
    for seed, job in enumerate(jobs):
        for change in (changing.move, changing.rearrange):
            edited = change(job, board, Random(seed))
            text = "".join(plain(part) for part in edited.sections if part.heading in headings)
            if edited.workplace == "hybrid":
                assert edited.places[0].city in text
            assert ("remote" in text.lower().replace("do not offer remote", "")) == (edited.workplace == "remote")
