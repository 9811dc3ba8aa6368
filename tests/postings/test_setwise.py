"""Many rows in one statement."""

from datetime import timedelta
from decimal import Decimal

import pytest

from companies.models import Source
from postings.models import Posting, PostingContent
from postings.setwise import copy_objects, update_rows
from tests import make

pytestmark = pytest.mark.django_db

PAY = {"salary_min": Decimal("50.25"), "salary_max": None, "salary_currency": "EUR", "salary_period": "hour"}


def test_rows_of_several_tables_with_columns_of_their_own_are_one_statement(django_assert_num_queries):
    nurse, pilot = make.posting("Nurse", missing_since=make.NOW), make.posting("Pilot")
    changes = {
        Posting: {nurse.id: {"title": "Head nurse", "missing_since": None, "last_seen_at": None}, pilot.id: PAY},
        PostingContent: {pilot.id: {"facts": {"title": ["Pilot’s"]}, "html": ""}},
        Source: {pilot.source_id: {"rhythm": timedelta(days=1, minutes=5)}},
    }
    with django_assert_num_queries(1):
        update_rows(changes)
    for model, rows in changes.items():
        for key, columns in rows.items():
            assert model.objects.filter(pk=key).values(*columns).get() == columns


def test_what_a_row_does_not_name_stays_as_it_is():
    nurse, pilot = make.posting("Nurse", **PAY), make.posting("Pilot")
    update_rows({Posting: {nurse.id: {"title": "Head nurse"}, pilot.id: {"language": "en", **PAY}}, Source: {}})
    titles_and_pay = Posting.objects.order_by("id").values_list("title", "salary_min", "language")
    assert list(titles_and_pay) == [("Head nurse", Decimal("50.25"), ""), ("Pilot", Decimal("50.25"), "en")]


def test_nothing_to_write_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows({Posting: {}, Source: {3: {}}})
        copy_objects(Posting, [])


def test_copied_objects_are_as_bulk_create_would_write_them():
    nurse, pilot = make.posting("Nurse"), make.posting("Pilot")
    made = make.event(nurse, "job.updated", field="title", old="Nurse", new={"a": ["\\", "\t\n", "é", None]})
    made.pk, made.posting = None, pilot
    copy_objects(type(made), [made])
    first, second = type(made).objects.order_by("id").values()
    assert second["id"] == first["id"] + 1
    assert {**second, "id": first["id"], "posting_id": nurse.id} == first
