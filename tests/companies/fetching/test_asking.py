"""`ask` against a real server on loopback: what it takes, and what it refuses in words."""

import gzip
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest
import zstandard

from companies.fetching import FetchError, ask, limits
from companies.fetching.asking import retry_after
from companies.providers.base import Request

BOARD = b'{"jobs": []}'


@pytest.fixture(autouse=True)
def small_limit(settings):
    settings.CRAWL_MAX_BYTES = 1_000_000


def test_a_whole_answer_comes_back_byte_for_byte_with_its_stamps(server):
    stamps = {"ETag": 'W/"1"', "Last-Modified": "Mon, 01 Jun 2026 08:00:00 GMT"}
    server.answers["/board?content=true"] = (200, stamps, BOARD)
    page = ask(Request(server.url("/board"), {"content": "true"}))
    assert page.body == BOARD
    assert (page.etag, page.last_modified) == ('W/"1"', "Mon, 01 Jun 2026 08:00:00 GMT")


def test_we_say_who_we_are_and_what_we_can_read(server, settings):
    settings.CRAWL_USER_AGENT = "OpenJobBoardBot/0.1 (+https://jobs.example/about)"
    server.answers["/board"] = (200, {"Set-Cookie": "who=you"}, BOARD)
    for _ in range(2):
        ask(Request(server.url("/board")))
    headers = server.asked[-1].headers
    assert headers["User-Agent"] == "OpenJobBoardBot/0.1 (+https://jobs.example/about)"
    assert headers["Accept"].startswith("application/json, application/xml")
    assert {"gzip", "br", "zstd"} <= set(headers["Accept-Encoding"].split(", "))
    assert "Cookie" not in headers


def test_a_request_with_a_body_is_posted_as_json(server):
    server.answers["/jobs"] = (200, {}, BOARD)
    ask(Request(server.url("/jobs"), json={"limit": 20}))
    assert (server.asked[0].method, json.loads(server.asked[0].body)) == ("POST", {"limit": 20})


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(BOARD)),
        ("br", brotli.compress(BOARD)),
        ("zstd", zstandard.compress(BOARD)),
    ],
    ids=["gzip", "br", "zstd"],  # what is packed differs from second to second, and two processes must agree
)
def test_a_packed_answer_is_unpacked(server, coding, packed):
    server.answers["/packed"] = (200, {"Content-Encoding": coding}, packed)
    assert ask(Request(server.url("/packed"))).json == {"jobs": []}


def test_a_board_that_has_not_changed_says_so(server):
    server.answers["/board"] = (304, {}, b"")
    page = ask(Request(server.url("/board"), headers={"If-None-Match": 'W/"1"'}))
    assert server.asked[0].headers["If-None-Match"] == 'W/"1"'
    assert (page.not_modified, page.body) == (True, b"")


ZEROS = bytes(3_000_000)
TWICE_PACKED = gzip.compress(gzip.compress(ZEROS, mtime=0), mtime=0)


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (404, {}, b'{"ok": false}', "answered 404 Not Found: {"),
        (429, {"Retry-After": "30"}, b"slow\0\n  down", "answered 429 Too Many Requests: slow down"),
        (302, {"Location": "/elsewhere"}, b"", "sends us on to http://127.0.0.1:"),
        (302, {"Location": "http://board.example:port/"}, b"", "which is no web address"),
        (204, {}, b"", "answered 204 No Content"),
        (200, {}, ZEROS, "sent more than 1 MB"),
        (200, {"Content-Encoding": "gzip"}, gzip.compress(ZEROS, mtime=0), "sent more than 1 MB"),  # 3 kB on the wire
        (200, {"Content-Encoding": "br"}, brotli.compress(ZEROS), "sent more than 1 MB"),  # 15 bytes
        (200, {"Content-Encoding": "zstd"}, zstandard.compress(ZEROS), "sent more than 1 MB"),
        (
            200,
            {"Content-Encoding": "gzip, gzip"},
            gzip.compress(gzip.compress(ZEROS, mtime=0), mtime=0),
            "packed its answer more than",
        ),
        (200, {"Content-Encoding": "gzip"}, b"not gzip at all", "could not be read"),
        (200, {"X-Filler": "x" * 200_000}, b"", "could not be read"),
        (200, {f"X-{n}": "x" * 1000 for n in range(200)}, b"", "could not be read"),
    ],
)
def test_anything_else_is_an_error_in_words(server, status, headers, body, words):
    server.answers["/"] = (status, headers, body)
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1 ") as caught:
        ask(Request(server.url("/")))
    assert words in str(caught.value)
    assert caught.value.status in (status, None)


def endless_body(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(bytes(100_000))


def endless_headers(handler):
    handler.send_response(200)
    while True:
        handler.send_header("X-More", "x" * 1000)
        handler.flush_headers()


def slow_headers(handler):
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.05)


def slow_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"[")


def silent(handler):
    time.sleep(0.6)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (endless_body, "sent more than 1 MB"),
        (endless_headers, "could not be read"),
        (slow_headers, "took longer than 0.3 seconds"),
        (slow_body, "took longer than 0.3 seconds"),
        (silent, "took longer than 0.3 seconds"),
        (cut_off, "could not be read"),
    ],
)
def test_an_answer_without_end_or_in_drips_is_given_up(server, monkeypatch, answer, words):
    monkeypatch.setattr(limits, "DEADLINE_SECONDS", 0.3)
    server.answers["/"] = answer
    began = time.monotonic()
    with pytest.raises(FetchError, match=words):
        ask(Request(server.url("/")))
    assert time.monotonic() - began < 2


def test_a_server_that_is_not_there_is_an_error_in_words():
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 could not be read"):
        ask(Request("http://127.0.0.1:9/"), private=True)


@pytest.mark.parametrize(
    "url",
    ["", "ftp://board.example/", "file:///etc/passwd", "http://", "https://me:secret@board.example/", "http://a:b/"],
)
def test_what_is_no_web_address_is_not_asked(url):
    with pytest.raises(FetchError, match="is no web address"):
        ask(Request(url))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("30", 30, 30),
        ("9" * 400, 1e8, 1e9),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0, 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(text, least, most):
    assert least <= retry_after({"retry-after": text}) <= most


def test_retry_after_may_be_a_date_to_come():
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    assert 80_000 <= retry_after({"retry-after": tomorrow}) <= 86_400


@pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "٣", "Wed, 99 Oct 2015 07:28:00 GMT"])
def test_a_retry_after_that_means_nothing_asks_for_nothing(text):
    assert retry_after({"retry-after": text}) is None
