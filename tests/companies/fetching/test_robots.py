"""Who says no is left alone, in words; who cannot be understood is asked another time."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from companies.fetching import Declined, FetchError, Postponed, get
from companies.fetching.errors import Trouble
from companies.fetching.opting_out import forbidding
from companies.hosts import Host
from companies.providers.base import Request

BOARD = (200, {}, b"[]")
AGENT = "OpenJobBoardBot/0.1 (+https://jobs.example/)"


@pytest.fixture(autouse=True)
def our_name(settings):
    settings.CRAWL_USER_AGENT = AGENT


@pytest.fixture
def board(server, db):
    """The request for a board that answers."""
    server.answers["/jobs?limit=1"] = BOARD
    return Request(server.url("/jobs"), {"limit": 1})


def rules(server, text, status=200, **headers):
    server.answers["/robots.txt"] = (status, headers, text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /jobs",
        "User-agent: *\nDisallow: /*?limit=",
        "User-agent: *\nAllow: /\n\nUser-agent: openjobboardbot\nDisallow: /",
        "\ufeffUser-Agent: * # all of you\r\nDisallow: /\r\n",
    ],
)
def test_a_board_that_robots_txt_keeps_us_off_is_not_asked(server, board, text):
    rules(server, text)
    with pytest.raises(Declined, match=r"keeps us off /jobs by its robots\.txt, so it is left alone\.$"):
        get(board)
    assert server.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /apply",
        "User-agent: *\nDisallow: /\nAllow: /jobs",
        "User-agent: *\nDisallow: /\n\nUser-agent: OpenJobBoardBot\nAllow: /",
        "User-agent: GPTBot\nDisallow: /",
        "<!doctype html><title>Not here</title>",
        "\0\ud7ff",
    ],
)
def test_one_that_it_leaves_open_is(server, board, text):
    rules(server, text, **{"X-Robots-Tag": "noindex"})
    assert get(board).body == b"[]"


def test_robots_txt_is_read_once_a_day(server, board):
    for _ in range(3):
        get(board)
    Host.objects.update(robots_due_at=datetime.now(UTC))
    get(board)
    assert len(server.times("/robots.txt")) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_none_everything_is_allowed(server, board, status):
    rules(server, "User-agent: *\nDisallow: /", status)
    assert get(board).body == b"[]"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_it_cannot_be_read_nothing_is(server, board, status, no_waiting):
    rules(server, "", status)
    for _ in range(2):
        with pytest.raises(Postponed, match="not asked for now") as caught:
            get(board)
    assert timedelta(minutes=59) < caught.value.until - datetime.now(UTC) <= timedelta(hours=1)
    assert "/jobs?limit=1" not in server.paths()
    assert len(server.times("/robots.txt")) <= 3


@pytest.mark.parametrize(("days", "error"), [(1, Declined), (40, Postponed)])
def test_then_the_last_one_that_was_read_holds_for_a_month(server, board, no_waiting, days, error):
    rules(server, "User-agent: *\nDisallow: /")
    with pytest.raises(Declined):
        get(board)
    rules(server, "", 500)
    then = datetime.now(UTC) - timedelta(days=days)
    Host.objects.update(robots_due_at=then, robots_read_at=then)
    with pytest.raises(error):
        get(board)


def test_a_host_that_is_not_there_has_not_refused_to_show_it(server, board):
    server.server_close()
    with pytest.raises(Trouble, match="could not be read"):
        get(board)


def test_robots_txt_may_be_elsewhere(server, board):
    rules(server, "", 301, Location="/our/robots.txt")
    server.answers["/our/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
    with pytest.raises(Declined):
        get(board)


def test_a_robots_txt_without_end_is_not_read(server, board):
    rules(server, "# " + "x" * 1_000_000)
    with pytest.raises(FetchError, match=r"sent more than 0\.524 MB"):
        get(board)


def test_patterns_made_to_be_slow_are_not(server, board):
    rules(server, "User-agent: *\nDisallow: /" + "*a" * 5000 + "b\n")
    board = Request(server.url("/jobs"), {"limit": 1, "q": "a" * 2000})
    began = datetime.now(UTC)
    with pytest.raises(FetchError, match="404"):
        get(board)
    assert datetime.now(UTC) - began < timedelta(seconds=2)


@pytest.mark.parametrize(("text", "seconds"), [("0.25", 0.25), ("1e9", 3600), ("-1", None), ("nan", None), ("x", None)])
def test_the_delay_that_it_asks_for_is_kept_within_reason(server, board, text, seconds):
    rules(server, f"User-agent: *\nCrawl-delay: {text}")
    with suppress(Postponed):  # the next full hour may be far
        get(board)
    assert Host.objects.get(name=server.name).crawl_delay == seconds


def test_the_delay_that_it_asks_for_is_obeyed(server, board):
    rules(server, "User-agent: *\nCrawl-delay: 0.3")
    for _ in range(3):
        get(board)
    times = server.times("/jobs?limit=1")
    assert all(later - sooner >= 0.28 for sooner, later in pairwise(times))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        (["noindex"], "noindex"),
        (["nofollow, NoIndex"], "noindex"),
        (["none"], "none"),
        (["noai, noimageai"], "noai"),
        (["nofollow", "noindex"], "noindex"),
        (["openjobboardbot: noindex"], "noindex"),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST, noindex"], "noindex"),
        (["googlebot: noindex"], ""),
        (["googlebot: noindex", "nofollow"], ""),
        (["all"], ""),
        (["noarchive, nosnippet, max-snippet: 0"], ""),
        ([], ""),
    ],
)
def test_the_header_counts_when_it_speaks_to_us(values, word):
    assert forbidding(values, AGENT) == word


def test_an_answer_that_says_no_in_its_header_is_not_read(server, board):
    server.answers["/jobs?limit=1"] = (200, {"X-Robots-Tag": "noindex, nofollow"}, b"[]")
    with pytest.raises(Declined, match="answers with X-Robots-Tag: noindex, so it is left alone"):
        get(board)
