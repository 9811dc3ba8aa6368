"""The invented market and the oracles of `manage.py bench`, on a market small enough for every run."""

import os
import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import islice
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection

from companies.providers import PROVIDERS
from postings.benching import database, filling, processes, report
from postings.benching.asking import Asker
from postings.benching.comparing import Comparison
from postings.benching.jobs import jobs
from postings.benching.load import Measured, Target
from postings.benching.market import Market
from postings.benching.oracle import Oracle, full_hour
from postings.benching.paths import Paths
from postings.benching.questions import NAMES, Question, Term
from postings.models import Entry, Event, Posting

POSTINGS, SELECTIONS = 600, 40
UNTIL = datetime(2026, 6, 6, 7, tzinfo=UTC)


def market(number=POSTINGS, seed=7, until=UNTIL):
    return Market(number, seed, until, list(PROVIDERS))


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """Paths into a market whose rows PostgreSQL has checked, foreign keys too. Filled once for all tests here.

    Each test has the `db` mark, or there would be no database of the tests to fill.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        assert connection.settings_dict["NAME"].startswith("test_")
        patched.setattr(filling, "unchecked", nullcontext)
        filling.fill(market(until=full_hour()))
        yield Paths(Oracle(), seed=7)
        connection.close()  # with the oracle's temporary tables
        call_command("flush", interactive=False, verbosity=0)


def differences(paths, questions):
    comparison = Comparison(paths.oracle, Asker(), Random(7), walked=75)
    return [difference for question in questions for difference in comparison.differences(question)]


def test_the_same_seed_makes_the_same_market():
    first, again, another = (list(islice(jobs(market(seed=seed)), 50)) for seed in (7, 7, 8))
    assert rows(first) == rows(again) != rows(another)


def rows(made):
    return [(job.words, job.places, job.department, job.pay, job.first_seen_at, job.employer.name) for job in made]


@pytest.mark.django_db
def test_the_site_answers_what_plain_sql_finds(filled):
    """Whatever is wrong here is wrong in the lists, or in docs/how-we-count.md, which the oracle was written from."""
    assert differences(filled, filled.questioner.every_kind(SELECTIONS)) == []


@pytest.mark.django_db
def test_the_api_counts_and_lists_what_plain_sql_finds_by_two_hundred_searches(filled):
    comparison, questions = Comparison(filled.oracle, Asker(), Random(7)), filled.questioner.every_kind(200)
    for question in questions:
        for name, expected, found in comparison.api(question, filled.oracle.ids(question)):
            assert found == expected, (name, question.url)


@pytest.mark.django_db
def test_the_market_has_the_awkward_cases_in_it(filled):
    posting = Posting.objects.filter
    assert posting(copy_of__isnull=False).exists()
    assert posting(active=False).exists()
    assert posting(listed=False).exists()
    assert posting(missing_since__isnull=False).exists()
    assert posting(salary_min=None, salary_max__isnull=False).exists()
    assert posting(department=None).exists()
    assert posting(places__position=1).exists()
    assert Event.objects.filter(type="job.reopened").exists()


@pytest.mark.django_db
def test_an_oracle_that_agrees_with_everything_would_be_none(filled):
    """One job that lists have lost, and one that they show at a company that it is not with."""
    lost, moved = Entry.objects.open().order_by("posting")[:2]
    lost.delete()
    Entry.objects.filter(pk=moved.pk).update(company=0)
    found = " ".join(differences(filled, [Question(status="all")]))
    assert "rows of the CSV" in found
    assert "total of the API" in found
    assert "rows of the API" in found
    assert "facet company" in found


@pytest.mark.django_db
def test_a_question_is_asked_at_its_tidy_address(filled):
    """Any other would be measured as a redirect."""
    asker = Asker()
    for question in islice(filled.questioner.searches(), 20):
        assert asker.get(question.url).status_code == 200


@pytest.mark.django_db
def test_for_every_name_something_is_unstated_left_out_and_one_of_several(filled):
    questions = filled.questioner.every_kind(3 * len(NAMES))
    for name in NAMES:
        assert Question(include={name: ("unknown",)}) in questions
        assert any(name in question.exclude for question in questions)
        assert any(len(question.include.get(name, ())) > 1 for question in questions)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (Question(), ""),
        (Question(include={"work_model": ("remote",), "city": ("b", "a")}), "city=a&city=b&work_model=remote"),
        (Question(exclude={"company": ("acme",)}), "-company=acme"),
        (Question(salary_min=50000, unstated_pay=True), "salary_min=50000&unstated_pay=1"),
        (Question(terms=(Term(("nurse", "night shift")),)), "q=nurse+or+%22night+shift%22"),
        (Question(terms=(Term(("nurse",)), Term(("senior",), is_excluded=True))), "q=nurse+-senior"),
        (Question(posted="7d", status="all"), "posted=7d&status=all"),
    ],
)
def test_a_question_as_a_query_string(question, query):
    assert question.query == query


def test_the_sites_own_database_is_never_the_benchs(monkeypatch, settings):
    """Its name is told to Django as that of a test's database, which alone is made and dropped."""
    told = []
    site = connection.settings_dict["NAME"]
    monkeypatch.setitem(connection.settings_dict, "TEST", {"NAME": None})
    monkeypatch.setattr(database, "is_full", lambda name: False)
    monkeypatch.setattr(database, "drop", lambda name: told.append({"dropped": name}))
    monkeypatch.setattr(connection.creation, "create_test_db", lambda **options: told.append(options))
    monkeypatch.setattr(connection.creation, "destroy_test_db", lambda name, **options: told.append(options))
    with database.database(1000, seed=7, keep=True):
        assert connection.settings_dict["TEST"]["NAME"] == f"{site}_bench_1000_7"
    assert told[0] == {"dropped": f"{site}_bench_1000_7"}
    assert told[1]["keepdb"] is told[2]["keepdb"] is False  # it was not filled to its end: it goes


def test_a_process_is_known_with_what_it_has_started():
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert {os.getpid(), sleeper.pid} <= set(processes.tree(os.getpid()))
        assert processes.cpu_seconds([os.getpid()])[os.getpid()] > 0
    finally:
        sleeper.communicate(b"\n")


def test_a_ratio_is_taken_within_a_round():
    """The machine was three times busier in the last one; the first is thrown away."""
    targets = [Target("static", []), Target("page", [], beside="static", wanted_ratio=0.35, wanted_p95=250)]
    measured = Measured(rate=0, p50=1, p95=300, p99=400, requests=1, wrong=0, web_cpu=10, database_cpu=None)
    rounds = [
        {"static": measured._replace(rate=static), "page": measured._replace(rate=page)}
        for static, page in ((9, 9), (3000, 1200), (1000, 400))
    ]
    page = list(report.load_table(targets, rounds))[-1]
    assert "0.400" in page
    assert "0.35: met, p95 250 ms: NOT MET" in page


def test_answers_that_are_none_are_told():
    measured = Measured(rate=1, p50=1, p95=1, p99=1, requests=1, wrong=0, web_cpu=1, database_cpu=1)
    assert report.wrong_answers([{"page": measured}]) == []
    (told,) = report.wrong_answers([{"page": measured}, {"page": measured._replace(wrong=3)}])
    assert "3 requests of “page”" in told
