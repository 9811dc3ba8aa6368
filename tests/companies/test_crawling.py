"""A visit: what is asked, what is archived, and what the visit's row says."""

from datetime import timedelta

import pytest
import zstandard
from django.core.files.base import ContentFile
from django.core.management import call_command

from companies.archive import digest
from companies.crawling import crawl
from companies.fetching import FetchError
from companies.models import Crawl
from companies.providers.base import Page
from postings.ingest import ingest
from tests.boards import MONDAY, answers, job, source, visit

pytestmark = pytest.mark.django_db


def test_the_answer_is_archived_byte_for_byte_under_a_key_that_tells_what_it_is(raw_archive):
    body = b'[\n  {"id": "a", "text": "Engineer"}\n]'
    seen = crawl(source(), answers(body), MONDAY.replace(microsecond=191_000))
    key = seen.payloads[0]["key"]
    assert key == (
        "raw/provider=lever/board=acme/date=2026-06-01/2026-06-01T08-00-00-191Z-" + digest(body) + ".json.zst"
    )
    with raw_archive.open(key) as file:
        assert zstandard.decompress(file.read()) == body
    assert [page.body for page in seen.read_pages()] == [body]


def test_an_unchanged_answer_is_not_stored_twice(raw_archive):
    board = source()
    first = visit(board, [job("a")])
    second = visit(board, [job("a")], hours=12)
    assert second.outcome == Crawl.Outcome.UNCHANGED
    assert second.payloads == first.payloads


def test_a_board_of_one_page_is_asked_whether_it_has_changed():
    board = source()
    asked = []

    def get(request):
        asked.append(dict(request.headers))
        return Page(request, b"[]", etag='"1"', last_modified="Mon, 01 Jun 2026 08:00:00 GMT")

    crawl(board, get, MONDAY)
    board.refresh_from_db()
    crawl(board, get, MONDAY + timedelta(hours=12))
    assert asked == [{}, {"If-None-Match": '"1"', "If-Modified-Since": "Mon, 01 Jun 2026 08:00:00 GMT"}]


def test_not_modified_stands_for_the_whole_board():
    board = source()
    first = crawl(board, answers([job("a")], etag='"1"'), MONDAY)
    second = crawl(board, lambda request: Page(request, b"", not_modified=True), MONDAY + timedelta(hours=12))
    assert second.outcome == Crawl.Outcome.UNCHANGED
    assert second.payloads == first.payloads


def test_a_board_of_several_pages_is_read_to_its_end_and_asked_in_full_again():
    board = source()
    pages = ([job(f"{n}") for n in range(100)], [job("last")])
    asked = []

    def get(request):
        asked.append((request.params["skip"], dict(request.headers)))
        return Page(request, answers(pages[request.params["skip"] // 100])(request).body, etag='"1"')

    for hours in (0, 12):
        board.refresh_from_db()
        seen = crawl(board, get, MONDAY + timedelta(hours=hours))
        assert seen.pages == 2
    # One page that has not changed says nothing of the other, so no condition is put.
    assert asked == [(0, {}), (100, {}), (0, {}), (100, {})]


def test_a_damaged_archive_is_told_and_changes_nothing(raw_archive):
    board = source()
    seen = crawl(board, answers([job("a")]), MONDAY)
    key = seen.payloads[0]["key"]
    raw_archive.delete(key)
    raw_archive.save(key, ContentFile(zstandard.compress(b"[]")))
    ingest(seen)
    assert seen.outcome == Crawl.Outcome.FAILED
    assert "is damaged" in seen.error


def test_an_archived_answer_that_is_gone_fails_in_words_and_stops_no_other_board(raw_archive):
    lost = crawl(source(), answers([job("a")]), MONDAY)
    other = crawl(source("https://jobs.lever.co/other"), answers([job("a")]), MONDAY)
    raw_archive.delete(lost.payloads[0]["key"])
    call_command("ingest")
    lost.refresh_from_db()
    other.refresh_from_db()
    assert (lost.outcome, "is gone" in lost.error) == (Crawl.Outcome.FAILED, True)
    assert other.counts["created"] == 1


def test_failures_put_the_next_visit_further_off_and_a_good_one_resets_them():
    board = source()
    due = []

    def refused(request):
        raise FetchError("api.lever.co answered 503", 503)

    for hours in range(4):
        board.refresh_from_db()
        crawl(board, refused, MONDAY + timedelta(hours=hours))
        board.refresh_from_db()
        due.append(board.next_due_at - board.last_tried_at)
    assert due == sorted(due)
    assert board.failures == 4
    visit(board, [job("a")], hours=50)
    board.refresh_from_db()
    assert board.failures == 0
