"""A company in numbers: every row leads to a list with exactly as many jobs, and the sentences are made from them."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from postings.breakdowns import MOST, breakdowns, count_rows, pay_steps, round_step, share
from postings.filters import selected
from postings.highlights import highlights
from postings.views.companies import jobs_at
from postings.walks import walk_of
from tests import make


@pytest.fixture
@make.together()
def acme(db):
    """Nine open jobs that differ in everything, one of them in three cities, and one that is closed; beside a rival."""
    board = make.source(company=make.company("Acme"))
    berlin, munich, new_york = make.city("Berlin"), make.city("Munich"), make.city("New York", "US", "NY")
    yearly = {"salary_currency": "USD", "salary_period": "year"}
    for number in range(5):
        make.posting(
            f"Engineer {number}",
            source=board,
            places=[berlin, munich, new_york] if not number else [berlin],
            department=make.department("Engineering"),
            workplace_type="remote",
            seniority="senior",
            job_function="engineering",
            salary_min=80_000 + 20_000 * number,
            salary_max=100_000 + 20_000 * number,
            **yearly,
        )
    euros = {"salary_min": 30, "salary_currency": "EUR", "salary_period": "hour"}
    make.posting("Nurse", source=board, department=make.department("Care"), employment_type="part_time", **euros)
    for number in range(3):
        make.posting(f"Cook {number}", source=board, places=[make.country("FR")], workplace_type="on_site")
    make.posting("Porter", source=board, active=False)
    make.posting("Rival", department=make.department("Engineering"), workplace_type="remote")
    return board.company


def tables(company):
    selection = jobs_at(company)
    return breakdowns(selection, walk_of(selection).total, count_rows(selection))


def listed_at(url: str) -> int:
    asked = selected(QueryDict(url.removeprefix("/jobs/?")))
    assert not asked.problems
    assert not asked.ignored
    return asked.selection.entries().count()


def test_every_row_of_every_table_leads_to_exactly_as_many_jobs(acme):
    shown = [part for table in tables(acme) for part in table.parts]
    assert len(shown) > 25
    for part in shown:
        assert listed_at(part.url) == part.number, part


def test_the_page_shows_each_of_them_as_a_link(client, acme):
    tree = LexborHTMLParser(client.get("/companies/acme/breakdowns/").content)
    links = {link.attributes["href"]: int(link.text().split()[-1]) for link in tree.css(".breakdown a")}
    assert links == {part.url: part.number for table in tables(acme) for part in table.parts}


def test_what_is_not_stated_is_the_last_row_and_leads_to_its_list(acme):
    departments = next(table for table in tables(acme) if table.title.startswith("Departments"))
    assert [(part.name, part.number) for part in departments.parts] == [
        ("Engineering", 5),
        ("Care", 1),
        ("not stated", 3),
    ]
    assert departments.parts[-1].url == "/jobs/?company=acme&department=unknown"


def test_a_table_whose_rows_are_more_than_the_whole_says_why(acme):
    notes = {table.title: table.note for table in tables(acme)}
    assert notes["Cities"] == "A job in several places counts once in each."
    assert notes["Seniority"] == ""


def test_copies_that_differ_count_in_each_value_and_once_in_the_whole(db):
    board = make.source()
    for model in ("remote", "on_site"):
        make.posting("Engineer", source=board, workplace_type=model)
    work_models = next(table for table in tables(board.company) if table.title == "Work models")
    assert [(part.name, part.number, part.share) for part in work_models.parts] == [
        ("On-site", 1, 100),
        ("Remote", 1, 100),
    ]
    assert work_models.note == "A job whose copies differ counts once in each."


@pytest.mark.parametrize(("number", "total", "whole"), [(1, 3, 33), (999, 1000, 99), (1, 1000, 0), (7, 7, 100)])
def test_per_cent_are_whole_and_only_all_are_a_hundred(number, total, whole):
    assert share(number, total) == whole


def test_pay_is_told_in_steps_of_the_currency_in_which_most_state_it(acme):
    pay = tables(acme)[-1]
    assert [(part.name, part.number) for part in pay.parts] == [
        ("at least 125,000 USD", 3),
        ("at least 150,000 USD", 2),
        ("at least 175,000 USD", 1),
        ("stated in USD", 5),
        ("stated in EUR", 1),
        ("not stated", 3),
    ]
    assert pay.parts[0].url == "/jobs/?company=acme&currency=USD&salary_min=125000"


def test_a_long_table_shows_its_beginning_and_leads_to_the_rest(db):
    board = make.source(company=make.company("Acme"))
    with make.together():
        for number in range(MOST + 1):
            make.posting(f"Job {number}", source=board, department=make.department(f"Department {number}"))
    departments = tables(board.company)[0]
    assert len(departments.parts) == MOST
    assert departments.further.words == "All 16 departments"
    assert departments.further.url == "/jobs/by/department/?company=acme"


@given(st.lists(st.integers(1, 3_000_000), min_size=1, max_size=60))
def test_steps_of_pay_count_what_reaches_them(pays):
    pays.sort()
    steps = pay_steps(pays)
    assert [number for _, number in steps] == sorted({number for _, number in steps}, reverse=True)
    for least, number in steps:
        assert number == sum(pay >= least for pay in pays)
        assert 0 < number < len(pays)


@pytest.mark.parametrize(
    ("about", "step"),
    [(0, 1), (0.25, 1), (3, 2), (9, 10), (30_000, 25_000), (12_500, 10_000), (2_000_000, 2_000_000), (16_000, 20_000)],
)
def test_people_speak_of_pay_in_round_steps(about, step):
    assert round_step(about) == step


def sentence(company) -> list[str]:
    selection = jobs_at(company)
    clauses = highlights(selection, walk_of(selection).total, count_rows(selection))
    return [clause.words.replace("\u00a0", " ") for clause in clauses]


def test_the_sentence_is_made_from_the_numbers(acme):
    assert sentence(acme) == ["56 % are remote", "most are in Engineering", "67 % state their pay"]


def test_each_clause_leads_to_the_jobs_that_it_speaks_of(acme):
    selection = jobs_at(acme)
    clauses = highlights(selection, 9, count_rows(selection))
    assert [listed_at(clause.url) for clause in clauses] == [5, 5, 6]


def test_of_a_handful_of_jobs_no_share_is_told(db):
    board = make.source()
    for number in range(4):
        make.posting(f"Nurse {number}", source=board, workplace_type="remote")
    assert sentence(board.company) == []


def test_departments_of_one_size_are_not_compared_and_silence_is_told(db):
    board = make.source()
    for number in range(6):
        make.posting(f"Job {number}", source=board, department=make.department(["Care", "Kitchen"][number % 2]))
    assert sentence(board.company) == ["none states its pay"]


def test_the_breakdowns_cost_one_reading_of_the_jobs(client, acme, django_assert_max_num_queries):
    # the company; the total; the counts, and the values of departments, countries, regions and cities behind them;
    # the pay; the readings and the weeks
    client.get("/companies/acme/")  # the first reader of a process has the open jobs read into memory
    with django_assert_max_num_queries(10):
        client.get("/companies/acme/breakdowns/")


def test_a_company_without_open_jobs_says_what_there_was(client, db):
    closed_at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    gone = make.posting(active=False, closed_at=closed_at, company=make.company("Acme"))
    make.posting("Nurse", active=False, source=gone.source)
    page = LexborHTMLParser(client.get("/companies/acme/").content)
    words = " ".join(page.css_first("main").text(separator=" ").split())
    assert "No open jobs now. 2 were listed before ; the last closed on 6 June 2026 ." in words
    assert page.css_first('a[href="/jobs/?company=acme&status=closed"]') is not None
    assert 'content="noindex"' in page.html
    assert client.get("/companies/acme/breakdowns/").status_code == 200


def test_a_company_of_which_nothing_is_known_has_its_pages_too(client, db):
    make.company("Acme")
    for page in ("", "breakdowns/", "events/"):
        assert client.get(f"/companies/acme/{page}").status_code == 200


def test_words_of_a_board_are_escaped(client, db):
    hostile = make.department("Engineering")
    hostile.name = "<script>alert(1)</script>"
    hostile.save()
    board = make.source(company=make.company("Acme"))
    for number in range(6):
        make.posting(f"Job {number}", source=board, department=hostile if number else make.department("Care"))
    for page in ("", "breakdowns/"):
        html = client.get(f"/companies/acme/{page}").content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
