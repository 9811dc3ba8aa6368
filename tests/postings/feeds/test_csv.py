"""A list as a table: whole, harmless to a spreadsheet, and streamed."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postings.feeds import csv_export
from postings.feeds.csv_rows import NAMES, harmless
from postings.models import Posting
from postings.selection import Selection
from tests import make
from tests.postings.feeds.reading import (
    csv_rows,
    ids_on_the_page,
)

pytestmark = pytest.mark.django_db


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1 Engineer",
    "-1 Engineer",
    "@SUM(1)",
    "\tTabbed",
    "\rReturned",
    "＝Wide",
    'A "quoted", title; with everything',
    "Two\nlines",
    "Bell \x07 and Ünïcödé 🚀",
    "'Quoted",
]


def test_hostile_titles_come_back_as_they_are_and_none_as_a_formula(client):
    source = make.source()
    for title in HOSTILE:
        make.posting(title, source=source)
    found = [row["title"] for row in csv_rows(client, "/jobs/jobs.csv")][::-1]
    assert [title.removeprefix("'") for title in found] == [title.removeprefix("'") for title in HOSTILE]
    assert not [title for title in found if title[0] in "=+-@\t\r＝"]


@pytest.mark.parametrize(("text", "cell"), [("=1", "'=1"), ("a=1", "a=1"), ("", ""), (None, None), ("－1", "'－1")])
def test_only_what_begins_as_a_formula_does_gets_a_mark(text, cell):
    assert harmless(text) == cell


def test_a_csv_row_says_all_that_is_stated(client, market):
    (row,) = csv_rows(client, "/jobs/jobs.csv?q=%22engineer+1%22")
    posting = Posting.objects.get(title="Engineer 1")
    assert list(row) == NAMES
    assert row["url"].endswith(posting.get_absolute_url())
    stated = {
        "company": "Acme",
        "places": "Berlin, Germany; New York, NY, United States",
        "country": "Germany",
        "region": "",
        "city": "Berlin",
        "department": "Engineering",
        "function": "engineering",
        "seniority": "senior",
        "work_model": "remote",
        "employment": "full-time",
        "salary_min": "110000",
        "salary_max": "130000",
        "salary_currency": "USD",
        "salary_period": "year",
        "posted_at": "",
        "first_seen_at": f"{posting.first_seen_at:%Y-%m-%dT%H:%M:%SZ}",
        "status": "open",
        "closed_at": "",
        "provider": "lever",
        "apply_url": posting.content.apply_url,
    }
    assert {name: row[name] for name in stated} == stated


def test_a_csv_names_the_places_of_copies_and_the_board_s_words_for_a_place_it_does_not_know(client, market):
    by_title = {row["title"]: row["places"] for row in csv_rows(client, "/jobs/jobs.csv")}
    assert by_title["Night nurse for engineers"] == "Somewhere"
    make.posting("Driver", source=market, places=[make.city("Paris", "FR")], content={"text": "The same."})
    by_title = {row["title"]: row["places"] for row in csv_rows(client, "/jobs/jobs.csv")}
    assert by_title["Driver"] == "Berlin, Germany; Paris, France"


def test_a_csv_has_a_type_and_a_name_to_be_kept_by(client, market):
    response = client.get("/jobs/jobs.csv?city=berlin-germany&work_model=remote")
    text = response.getvalue()
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response["Content-Disposition"] == 'attachment; filename="remote-jobs-in-berlin-germany.csv"'
    assert text.startswith(b"id,url,title,")
    assert text.count(b"\r\n") == text.count(b"\n") == 3


def test_who_goes_away_in_the_middle_of_a_csv_leaves_nothing_open(market, monkeypatch):
    monkeypatch.setattr(csv_export, "CHUNK", 2)
    lines = csv_export.csv_lines(csv_export.all_ids(Selection()))
    assert next(lines) + next(lines)
    with CaptureQueriesContext(connection) as queries:
        lines.close()
    assert not queries.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_cursors where name <> ''")
        assert cursor.fetchone() == (0,)


def test_the_rows_of_a_csv_are_those_of_the_moment_it_was_asked_for(client, market, monkeypatch):
    monkeypatch.setattr(csv_export, "CHUNK", 2)
    expected = ids_on_the_page("")
    response = client.get("/jobs/jobs.csv")
    make.posting("Late", source=market)
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    assert [int(row["id"]) for row in rows] == expected


def test_the_head_of_a_csv_reads_no_job(client, market):
    with CaptureQueriesContext(connection) as queries:
        response = client.head("/jobs/jobs.csv?city=berlin-germany")
    assert response.status_code == 200
    assert response.getvalue() == b""
    assert len(queries) == 2  # the city, the stamp
