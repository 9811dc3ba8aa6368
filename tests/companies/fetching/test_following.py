"""`get` past trouble and along redirects."""

import json

import pytest

from companies.fetching import FetchError, Postponed, get
from companies.hosts import Host
from companies.providers.base import Request

pytestmark = pytest.mark.django_db

BOARD = (200, {"ETag": '"1"'}, b"[]")


def asked(server):
    return [path for path in server.paths() if path != "/robots.txt"]


def test_a_page_that_has_moved_is_read_where_it_is_and_remembers_where_it_was_meant_to_be(server):
    server.answers["/old?page=2"] = (301, {"Location": "/new?page=2"}, b"")
    server.answers["/new?page=2"] = BOARD
    request = Request(server.url("/old"), {"page": 2}, {"If-None-Match": '"0"'})
    page = get(request)
    assert (page.body, page.etag, page.request) == (b"[]", '"1"', request)
    assert server.asked[-1].headers["If-None-Match"] == '"0"'


def test_a_redirect_that_leads_in_circles_is_given_up(server):
    server.answers["/a"] = (302, {"Location": "/b"}, b"")
    server.answers["/b"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(FetchError, match="After 3 of such it is given up"):
        get(Request(server.url("/a")))
    assert asked(server) == ["/a", "/b", "/a", "/b"]


@pytest.mark.parametrize(("status", "is_posted"), [(307, True), (308, True), (301, False), (302, False), (303, False)])
def test_a_posted_question_is_posted_again_only_where_the_answer_says_so(server, status, is_posted):
    server.answers["/old"] = (status, {"Location": "/new"}, b"")
    server.answers["/new"] = BOARD
    request = Request(server.url("/old"), json={"limit": 20})
    if is_posted:
        get(request)
        assert json.loads(server.asked[-1].body) == {"limit": 20}
    else:
        with pytest.raises(FetchError, match="A question that is posted is not asked there"):
            get(request)
        assert asked(server) == ["/old"]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_trouble_that_passes_is_waited_out_a_little_longer_each_time(server, no_waiting, status):
    server.answers["/board"] = [(status, {}, b""), (status, {}, b""), BOARD]
    assert get(Request(server.url("/board"))).body == b"[]"
    first, second = [wait for wait in no_waiting if wait]
    assert 0 <= first <= 2
    assert 0 <= second <= 4


@pytest.mark.parametrize(("status", "tries"), [(503, 3), (500, 1), (404, 1), (403, 1), (401, 1)])
def test_what_will_not_pass_is_not_asked_again(server, no_waiting, status, tries):
    server.answers["/board"] = (status, {}, b"")
    with pytest.raises(FetchError, match=f"answered {status}") as caught:
        get(Request(server.url("/board")))
    assert caught.value.status == status
    assert asked(server) == ["/board"] * tries


def test_too_many_requests_asks_all_of_us_for_five_seconds_when_it_does_not_say_how_many(server, no_waiting):
    server.answers["/board"] = [(429, {}, b""), BOARD]
    assert get(Request(server.url("/board"))).body == b"[]"
    assert 4 < max(no_waiting) <= 5


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_says_when_to_come_back_is_left_alone_until_then(server, status):
    server.answers["/board"] = [(status, {"Retry-After": "1"}, b""), BOARD]
    get(Request(server.url("/board")))
    first, second = server.times("/board")
    assert 0.9 < second - first < 2


def test_one_that_says_much_later_is_left_alone_by_all_workers_until_then(server):
    server.answers["/board"] = (429, {"Retry-After": "3600"}, b"")
    for _ in range(2):
        with pytest.raises(Postponed, match="is not to be asked until ") as caught:
            get(Request(server.url("/board")))
        assert caught.value.until == Host.objects.get(name=server.name).next_allowed_at
    assert asked(server) == ["/board"]


def test_nobody_is_left_alone_for_longer_than_a_day_on_a_word_of_his(server):
    server.answers["/board"] = (503, {"Retry-After": "999999999"}, b"")
    with pytest.raises(Postponed) as caught:
        get(Request(server.url("/board")))
    host = Host.objects.get(name=server.name)
    assert (caught.value.until - host.robots_read_at).total_seconds() < 86_500
