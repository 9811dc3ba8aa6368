"""Only public addresses are connected to, whatever a URL, a redirect or a name server says."""

import pytest

from companies.fetching import FetchError, ask, get
from companies.fetching.guard import refusal
from companies.providers.base import Request
from tests.companies.fetching.conftest import PUBLIC

BOARD = (200, {}, b"[]")


@pytest.mark.parametrize("address", ["8.8.8.8", "104.18.2.3", "2606:4700::6812:203", "2a00:1450:4001:81c::200e"])
def test_a_public_address_is_asked(address):
    assert refusal(address) == ""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("127.0.0.1", "a loopback address"),
        ("127.255.255.254", "a loopback address"),
        ("::1", "a loopback address"),
        ("10.0.0.1", "a private address"),
        ("172.16.0.1", "a private address"),
        ("192.168.1.1", "a private address"),
        ("100.64.0.1", "a private address"),  # behind a carrier's NAT
        ("198.18.0.1", "a private address"),
        ("0.0.0.0", "a reserved address"),
        ("0.1.2.3", "a private address"),
        ("240.0.0.1", "a reserved address"),
        ("255.255.255.255", "a reserved address"),
        ("169.254.169.254", "a link-local address"),
        ("fe80::1", "a link-local address"),
        ("fe80::1%eth0", "a link-local address"),
        ("fec0::1", "a site-local address"),
        ("fd00:ec2::254", "a private address"),
        ("224.0.0.1", "a multicast address"),
        ("ff02::1", "a multicast address"),
        ("::", "a reserved address"),
        ("::ffff:127.0.0.1", "an IPv4-mapped address"),
        ("::ffff:8.8.8.8", "an IPv4-mapped address"),
        ("::127.0.0.1", "an IPv4-compatible address"),
        ("64:ff9b::7f00:1", "a NAT64 address"),
        ("64:ff9b:1::7f00:1", "a NAT64 address"),
        ("2002:7f00:1::", "a 6to4 address"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "a Teredo address"),
        ("2001:db8::1", "a private address"),
    ],
)
def test_any_other_address_is_refused_in_words(address, words):
    assert refusal(address) == words


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_however_it_is_spelled(host):
    with pytest.raises(FetchError, match="is not asked: "):
        ask(Request(f"http://{host}/"))


def test_another_port_than_a_web_server_s_is_refused(internet):
    with pytest.raises(FetchError, match="is not asked at port 5432"):
        ask(Request("http://board.example:5432/"))


def test_a_public_name_is_asked_at_its_address(internet, server):
    server.answers["/board"] = BOARD
    assert ask(Request("http://board.example/board")).body == b"[]"


@pytest.mark.parametrize("found", ["127.0.0.1", "::1", f"{PUBLIC} 10.0.0.1", "169.254.169.254"])
def test_a_public_name_that_leads_to_a_private_address_is_refused(internet, server, found):
    internet["board.example"] = found
    with pytest.raises(FetchError, match=r"^board\.example is not asked: "):
        ask(Request("http://board.example/board"))
    assert server.asked == []


def test_a_name_is_looked_up_once_so_that_its_second_answer_does_not_count(internet, server):
    lookups = iter([PUBLIC, "127.0.0.1"])
    internet["board.example"] = lambda: next(lookups)
    server.answers["/board"] = BOARD
    assert ask(Request("http://board.example/board")).body == b"[]"
    assert list(lookups) == ["127.0.0.1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a link-local address"),
        ("http://127.0.0.1/", "127.0.0.1 is a loopback address"),
        ("http://[::ffff:7f00:1]/", "an IPv4-mapped address"),
        ("http://inside.example/", "10.1.2.3 is a private address"),
        ("http://board.example:6379/", "not asked at port 6379"),
        ("file:///etc/passwd", "is no web address"),
        ("gopher://board.example/", "is no web address"),
        ("http://me:secret@board.example/", "is no web address"),
    ],
)
def test_a_redirect_leads_nowhere_that_a_board_may_not_be(internet, server, location, words, no_waiting):
    internet["inside.example"] = "10.1.2.3"
    server.answers["/board"] = (302, {"Location": location}, b"")
    with pytest.raises(FetchError) as caught:
        get(Request("http://board.example/board"))
    assert words in str(caught.value)
    assert server.paths() == ["/robots.txt", "/board"]
