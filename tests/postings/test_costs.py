"""What a page asks of the database: so many queries, each a walk along an index, however large the tables grow."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postings.models import Posting
from postings.slice_html import kept
from tests.reading import page


def test_a_posting_costs_at_most_six_queries(client, market, django_assert_max_num_queries):
    # the posting and what is beside it; its places; the counts of its slices; of its events
    posting = Posting.objects.open().newest().first()
    with django_assert_max_num_queries(4):
        client.get(posting.get_absolute_url())
    # and, closed, the event that says why
    closed = Posting.objects.closed().get().get_absolute_url()
    with django_assert_max_num_queries(5):
        client.get(closed)


@pytest.mark.parametrize(
    "url", ["/cities/berlin-germany/", "/departments/engineering/", "/work-models/remote/", "/providers/lever/"]
)
def test_a_slice_whose_side_is_kept_costs_at_most_six_queries(client, market, url, django_assert_max_num_queries):
    page(client, url)
    # its tallies; the ids; their rows; their further places, and the names of these cities and countries
    with django_assert_max_num_queries(6):
        page(client, url)


# A value that most jobs have is walked as well along the list of all, passing over the others. PostgreSQL knows how
# frequent our words are from whatever tests ran before, so which of the two it takes is chance unless one is away.
OF_ALL = ("entry_open", "entry_open_alike")


def plans(client, url: str, without: Sequence[str] = ()) -> list[str]:
    """The plan of every query behind `url`, as PostgreSQL would run it on a large table `without` these indexes."""
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    with connection.cursor() as cursor:
        # Small tables are scanned whole whatever the indexes: what is asked is whether the walk exists.
        if without:
            cursor.execute("set constraints all immediate")  # what waits to be checked keeps an index in use
            cursor.execute(f"drop index {', '.join(without)}")
        for other_way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
            cursor.execute(f"set enable_{other_way} = off")
        found = []
        for query in captured:
            if query["sql"].lstrip().startswith("copy"):  # of the whole table, into memory: no plan to speak of
                continue
            cursor.execute("explain " + query["sql"])
            found.append("\n".join(row[0] for row in cursor.fetchall()))
    return found


@pytest.mark.parametrize(
    ("url", "index"),
    [
        ("/cities/berlin-germany/", "entry_open_city"),
        ("/departments/engineering/", "entry_open_department"),
        ("/work-models/remote/", "entry_open_work_model"),
        ("/functions/engineering/", "entry_open_function"),
        ("/providers/lever/", "entry_open_provider"),
        ("/companies/acme/", "entry_open_company"),
    ],
)
def test_a_slice_walks_its_own_index_in_order(client, market, url, index):
    kept.cache_clear()  # the same market may have been seen by a test before
    rows = [plan for plan in plans(client, url, OF_ALL) if plan.startswith("Limit") and index in plan]
    assert rows, "no query of this page walks the index"
    assert all("Sort  (" not in plan and "Seq Scan" not in plan for plan in rows), rows


def test_a_posting_is_found_by_walks_of_indexes_alone(client, market):
    for plan in plans(client, Posting.objects.open().newest().first().get_absolute_url()):
        assert "Seq Scan" not in plan
