"""The open entries in memory: as they are now, whoever wrote them, and counted as SQL counts them."""

import numpy as np
import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from companies.directory import rename
from postings.entries import enter
from postings.facet_counts import count_by_sql
from postings.facets import SHOWN
from postings.filters import selected
from postings.models import EntryChange, Posting
from postings.slices import COMPANY
from postings.stock import chosen, current
from postings.stock.rows import Rows
from postings.walks import SearchWalk, walk_of
from tests import make

pytestmark = pytest.mark.django_db

QUERIES = (
    *("city=berlin-germany&city=unknown", "-city=paris-france", "work_model=unknown", "posted=24h", "-provider=lever"),
    *("q=nurse", "q=-nurse", "q=acme or cook", "salary_min=50000", "salary_min=50000&unstated_pay=1&currency=USD"),
    *("city=paris-france&-work_model=hybrid", "country=germany&city=paris-france", "q=nowhere", "department=care"),
)


@pytest.fixture
@make.together()
def jobs():
    berlin, paris = make.city("Berlin"), make.city("Paris", "FR")
    in_euro = {"salary_min": 50_000, "salary_max": 60_000, "salary_currency": "EUR", "salary_period": "year"}
    return [
        make.posting("Nurse", places=[berlin, paris], workplace_type="hybrid", **in_euro),
        make.posting("Cook", places=[paris], workplace_type="remote", company=make.company("Acme")),
        make.posting("Night nurse", places=[], department=make.department("Care")),
        make.posting("Cook’s help", places=[paris, berlin], posted_at=make.NOW),
        make.posting("Pilot", places=[berlin], active=False, closed_at=make.NOW, last_seen_at=make.NOW),
    ]


def selection_of(query):
    return selected(QueryDict(query)).selection


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("most", [1, None])
def test_memory_and_sql_count_and_list_alike(jobs, query, most):
    """What includes closed jobs is counted by SQL, so a reader who adds them must see no number jump."""
    selection = selection_of(query)
    counted = chosen(selection).numbers(SHOWN, most, [7], "")
    assert counted == count_by_sql(selection, SHOWN, most, [7])
    by_sql, in_memory = SearchWalk(selection), walk_of(selection)
    assert (in_memory.total, in_memory.at(0, 25)) == (by_sql.total, by_sql.at(0, 25))


@pytest.mark.parametrize("query", [query for query in QUERIES if "q=" not in query])
def test_memory_and_sql_walk_alike_from_any_id(jobs, query):
    by_sql, in_memory = SearchWalk(selection_of(query)), walk_of(selection_of(query))
    for job in jobs:
        for id in (job.id, job.id + 1):
            assert in_memory.rank(id) == by_sql.rank(id)
            assert in_memory.after(id, 2) == by_sql.after(id, 2)
            assert in_memory.before(id, 2) == by_sql.before(id, 2)


def held():
    rows = current().rows
    return {name: column.tolist() for name, column in (*rows.columns.items(), *rows.further.items())}


def read_anew():
    rows = Rows.read()
    return {name: column.tolist() for name, column in (*rows.columns.items(), *rows.further.items())}


def test_what_is_written_is_in_the_stock_of_whoever_asks_next(jobs):
    before = current()
    assert current() is before
    nurse, cook, *_ = jobs
    Posting.objects.filter(id=cook.id).update(active=False, closed_at=make.NOW, last_seen_at=make.NOW)
    Posting.objects.filter(id=nurse.id).update(workplace_type="on_site")
    enter([cook.id, nurse.id])
    make.posting("Baker", places=[make.city("Berlin"), make.city("Paris", "FR")])
    assert current().version > before.version
    assert cook.id not in current().ids
    assert held() == read_anew()


def test_a_stock_does_not_change_under_its_reader(jobs):
    before = current()
    ids = before.ids.copy()
    make.posting("Baker")
    assert len(current().ids) == len(ids) + 1
    assert np.array_equal(before.ids, ids)


def test_what_was_rolled_back_leaves_the_stock(jobs):
    with transaction.atomic():
        make.posting("Baker")
        assert len(current().ids) == 5
        transaction.set_rollback(True)
    assert len(current().ids) == 4
    make.posting("Pilot")
    assert held() == read_anew()


def test_a_process_that_has_slept_through_forgotten_changes_reads_everything(jobs):
    current()
    make.posting("Baker")
    make.posting("Brewer")
    EntryChange.objects.exclude(id=EntryChange.objects.latest("id").id).delete()
    assert held() == read_anew()


def test_a_request_counts_by_one_stock_from_its_list_to_its_last_facet(jobs, client):
    """So that no number beside a list contradicts it, and nothing is asked twice."""
    current()
    with CaptureQueriesContext(connection) as captured:
        client.get("/jobs/?q=cook&city=paris-france&work_model=remote")
    assert sum("entrychange" in query["sql"] for query in captured) == 1
    make.posting("Baker")
    assert held() == read_anew()


def test_names_are_kept_until_something_is_called_otherwise(jobs):
    acme = jobs[1].company
    assert [value.name for value in current().named(COMPANY, [acme.id])] == ["Acme"]
    make.posting("Baker")
    with CaptureQueriesContext(connection) as captured:
        assert [value.name for value in current().named(COMPANY, [acme.id])] == ["Acme"]
    assert not any("companies_company" in query["sql"] for query in captured)
    rename(acme, "Apex")
    assert [value.name for value in current().named(COMPANY, [acme.id])] == ["Apex"]
    assert held() == read_anew()
