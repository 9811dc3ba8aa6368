"""Whatever is typed into the address line, the answer is a page, a 400 or a 404 in words: never a 500, never a wait."""

from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from psycopg.errors import QueryCanceled

from jobboard.middleware import patience
from tests import make

pytestmark = pytest.mark.django_db

LISTS = ("/jobs/", "/cities/berlin-germany/", "/companies/acme/", "/cities/", "/events/")
ENDINGS = ("", "feed.atom", "feed.json", "jobs.csv", "changes/")
NAMES = ("q", "city", "-city", "work_model", "salary_min", "posted", "status", "page", "after", "before", "since")
VALUES = (
    "'; drop table postings_posting; --",
    "' or '1'='1",
    "%00",
    "%ff%fe",
    "{{ 7*7 }}{% debug %}",
    "<script>alert(1)</script>",
    "\\' & ! | <-> :*AB",
    "-1",
    "0",
    "1e9",
    "9" * 40,
    "١٢",
    "null",
    "../../etc/passwd",
    "x" * 3000,
    "%2525",
    '"' * 99,
    "or or or - -- \"\" ''",
    "\u202e\u0000\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)


@pytest.fixture(autouse=True)
def site(client):
    client.raise_request_exception = False
    make.posting("Nurse", company=make.company("Acme"), places=[make.city("Berlin")])


def address(path: str, name: str, value: str) -> str:
    return f"{path}?{name}={value if value.startswith('%') else quote(value, errors='replace')}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", LISTS)
def test_no_value_of_any_name_breaks_a_list(client, path, name):
    for value in VALUES:
        answer = client.get(address(path, name, value))
        assert answer.status_code in (200, 301, 302, 400, 404), (value, answer.status_code)
        assert answer.status_code < 300 or answer.status_code < 400 or b"<h1" in answer.content, value


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_value_breaks_a_feed_either(client, ending):
    for name in NAMES:
        for value in VALUES:
            answer = client.get(address(f"/jobs/{ending}", name, value))
            assert answer.status_code in (200, 301, 302, 400, 404), (name, value, answer.status_code)


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"a{n}=b" for n in range(200)),
        "&".join(f"city=c{n}" for n in range(200)),
        "city=" + "x" * 10_000,
        "q=" + "+".join(["nurse"] * 2000),
        "page=-1",
        "&&&===&=&",
        "q[]=1&q[$ne]=2",
        "city=berlin-germany;city=paris",
        "?????",
    ],
    ids=lambda query: query[:20],
)
def test_too_much_of_anything_is_told(client, query):
    answer = client.get(f"/jobs/?{query}")
    assert answer.status_code in (200, 302, 400, 404)


def test_what_is_typed_comes_back_as_text_and_not_as_markup(client):
    answer = client.get("/jobs/", {"city": "<script>alert(1)</script>", "q": '"><b>'})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_question_that_takes_the_database_too_long_is_refused_in_words():
    def ask(request):
        with connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = 20")
            cursor.execute("select pg_sleep(1)")

    with pytest.raises(OperationalError) as caught:
        ask(None)
    assert isinstance(caught.value.__cause__, QueryCanceled)
    answer = patience(ask).process_exception(RequestFactory().get("/jobs/"), caught.value)
    assert answer.status_code == 503
    assert "Leave out a filter" in answer.content.decode()


def test_any_other_failure_of_the_database_is_not_hushed_up():
    assert patience(None).process_exception(RequestFactory().get("/"), OperationalError("gone")) is None
