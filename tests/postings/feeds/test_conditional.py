"""304 for as long as nothing of a list has changed, and never longer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from postings.entries import enter
from postings.feeds import conditional
from postings.feeds.asking import Asked
from postings.filters import selected
from postings.models import Posting
from tests import make
from tests.postings.feeds.reading import FORMS, again

pytestmark = pytest.mark.django_db


def test_who_has_a_list_already_is_told_so_by_two_queries(client, market):
    for tail in FORMS:
        url = f"/cities/berlin-germany/{tail}"
        first = client.get(url)
        with CaptureQueriesContext(connection) as queries:
            second = again(client, url, if_none_match=first["ETag"])
        assert second.status_code == 304
        assert second["ETag"] == first["ETag"]
        assert len(queries) == 2  # the city, the stamp


def close(posting: Posting) -> None:
    posting.active, posting.closed_at, posting.last_seen_at = False, make.NOW, make.NOW
    posting.save()
    enter([posting.id])


def retitle(posting: Posting) -> None:
    posting.title += ", changed"
    posting.save()
    enter([posting.id])


def move_to_paris(posting: Posting) -> None:
    paris = make.city("Paris", "FR")
    posting.city, posting.country = paris, paris.country
    posting.save()
    posting.places.all().delete()
    posting.places.create(position=0, city=paris, country=paris.country)
    enter([posting.id])


@pytest.mark.parametrize("happens", [close, retitle, move_to_paris])
def test_a_list_is_told_anew_when_a_job_of_it_closes_changes_or_leaves(client, market, happens):
    urls = [f"/jobs/{tail}?city=berlin-germany&department=engineering" for tail in FORMS]
    had = {url: client.get(url)["ETag"] for url in urls}
    happens(Posting.objects.get(title="Engineer 0"))
    for url in urls:
        assert again(client, url, if_none_match=had[url]).status_code == 200


def test_a_list_is_told_anew_when_a_job_opens_in_it(client, market):
    urls = [f"/cities/berlin-germany/{tail}" for tail in FORMS]
    had = {url: client.get(url)["ETag"] for url in urls}
    make.posting("Baker", places=[make.city("Berlin", "DE")])
    for url in urls:
        assert again(client, url, if_none_match=had[url]).status_code == 200


def test_what_happens_elsewhere_does_not_tell_a_list_anew(client, market):
    url = "/cities/berlin-germany/feed.atom"
    first = client.get(url)
    make.posting("Baker", places=[make.city("Paris", "FR")])
    assert again(client, url, if_none_match=first["ETag"]).status_code == 304


def test_the_list_of_closed_jobs_is_told_anew_when_one_closes(client, market):
    first = client.get("/jobs/feed.atom?status=closed")
    close(Posting.objects.get(title="Nurse"))
    assert again(client, "/jobs/feed.atom?status=closed", if_none_match=first["ETag"]).status_code == 200


def asked(query: str, stamp: datetime) -> Asked:
    made = Asked(selected(QueryDict(query)).selection, "/jobs/", "feed.atom", QueryDict(query))
    made.__dict__["stamp"] = stamp
    return made


NOON = datetime(2026, 6, 6, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_date_of_the_last_change_is_given_when_no_other_can_bear_it():
    assert conditional.last_modified(asked("", NOON), NOON + SECOND) is None
    assert conditional.last_modified(asked("", NOON), NOON + 10 * SECOND) == NOON


def test_a_list_by_age_changes_with_the_hour(monkeypatch):
    assert conditional.last_modified(asked("posted=7d", NOON - timedelta(days=1)), NOON + 90 * SECOND) == NOON
    before = conditional.etag_of(asked("posted=7d", NOON))
    monkeypatch.setattr(conditional, "hour", lambda selection: NOON)
    assert conditional.etag_of(asked("posted=7d", NOON)) != before


def test_a_reader_with_only_a_date_is_answered_by_it(client, market, monkeypatch):
    monkeypatch.setattr(conditional.timezone, "now", lambda: datetime.now(UTC) + 11 * SECOND)
    first = client.get("/jobs/feed.json")
    assert again(client, "/jobs/feed.json", if_modified_since=first["Last-Modified"]).status_code == 304
    early = "Mon, 01 Jan 2024 00:00:00 GMT"
    assert again(client, "/jobs/feed.json", if_modified_since=early).status_code == 200


def test_a_new_way_of_writing_is_told_anew(client, market, monkeypatch):
    first = client.get("/jobs/feed.json")
    monkeypatch.setattr(conditional, "VERSION", conditional.VERSION + 1)
    assert again(client, "/jobs/feed.json", if_none_match=first["ETag"]).status_code == 200
