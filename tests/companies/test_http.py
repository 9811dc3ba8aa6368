"""`get` against a real server on loopback: what it takes, and what it refuses in words."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from companies.http import FetchError, get
from companies.providers.base import Request

# path -> (status, headers, body)
ANSWERS = {
    "/board": (200, {"ETag": 'W/"1"', "Last-Modified": "Mon, 01 Jun 2026 08:00:00 GMT"}, b'{"jobs": []}'),
    "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"jobs": []}')),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(3_000_000))),
    "/large": (200, {}, bytes(3_000_000)),
    "/gone": (404, {}, b'{"ok": false, "error": "Document not found"}'),
    "/busy": (429, {"Retry-After": "30"}, b"slow down"),
    "/away": (302, {"Location": "http://169.254.169.254/"}, b""),
    "/broken": (200, {"Content-Encoding": "gzip"}, b"not gzip at all"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = ANSWERS[self.path.partition("?")[0]]
        if self.headers.get("If-None-Match") == 'W/"1"':
            status, headers, body = 304, {}, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(autouse=True)
def small_limit(settings):
    settings.CRAWL_MAX_BYTES = 1_000_000


def test_a_whole_answer_comes_back_byte_for_byte_with_its_stamps(server):
    page = get(Request(f"{server}/board", {"content": "true"}))
    assert page.body == b'{"jobs": []}'
    assert (page.etag, page.last_modified) == ('W/"1"', "Mon, 01 Jun 2026 08:00:00 GMT")


def test_a_packed_answer_is_unpacked(server):
    assert get(Request(f"{server}/packed")).json == {"jobs": []}


def test_a_board_that_has_not_changed_says_so(server):
    page = get(Request(f"{server}/board", headers={"If-None-Match": 'W/"1"'}))
    assert page.not_modified
    assert page.body == b""


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/gone", 404, "answered 404 Not Found: {"),
        ("/busy", 429, "answered 429 Too Many Requests: slow down"),
        ("/away", 302, "sends us on to http://169.254.169.254/"),
        ("/large", 200, "sent more than 1 MB"),
        ("/bomb", 200, "sent more than 1 MB"),  # 3 kB on the wire
        ("/broken", None, "could not be read"),
    ],
)
def test_anything_else_is_an_error_in_words(server, path, status, words):
    with pytest.raises(FetchError, match=r"127\.0\.0\.1") as caught:
        get(Request(f"{server}{path}"))
    assert words in str(caught.value)
    assert caught.value.status == status


def test_a_server_that_is_not_there_is_an_error_in_words():
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 could not be read"):
        get(Request("http://127.0.0.1:9/"))
