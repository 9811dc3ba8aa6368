import pytest

from companies.providers import breezy
from companies.providers.base import Board, DetailedProvider, Page, Request, Unreadable
from postings.normalise import normalise

from .boards import own, page, written

BOARD = Board("copperkettle", "https://copperkettle.breezy.hr/")
BREWER = "0a1b2c3d4e01"


def whole(name: str) -> dict:
    """The brewer's record with the page `name` that we wrote."""
    record = written("breezy", "copperkettle")[BREWER]
    return breezy.whole(record, own(record, breezy.detail(BOARD, record), "breezy", name))


def test_it_has_the_face_of_a_provider_with_details():
    assert isinstance(breezy, DetailedProvider)


@pytest.mark.parametrize(
    "url",
    [
        "https://copperkettle.breezy.hr",
        "copperkettle.breezy.hr/?department=Brewery",
        "https://CopperKettle.breezy.hr/p/0a1b2c3d4e01-brewer",
        "https://copperkettle.breezy.hr/p/0a1b2c3d4e01-brewer/apply?source=x",
        "https://copperkettle.breezy.hr/json",
    ],
)
def test_every_address_of_a_portal_names_its_board(url):
    assert breezy.board_in(url) == breezy.board("copperkettle") == BOARD
    assert breezy.first(BOARD) == Request("https://copperkettle.breezy.hr/json")


@pytest.mark.parametrize(
    "url",
    [
        "https://breezy.hr/",
        "https://app.breezy.hr/signin",
        "https://assets-cdn.breezy.hr/x.js",
        "https://api.breezy.hr/v3",
    ],
)
def test_addresses_of_breezys_own_name_no_board(url):
    assert breezy.board_in(url) is None


def test_an_empty_list_is_a_board_proven_empty():
    empty = page("breezy", [])
    assert (breezy.records([empty]), breezy.doubt([empty]), list(breezy.more(empty))) == ({}, "", [])


@pytest.mark.parametrize("answer", [{}, {"error": "not found"}, b"<html>Breezy HR: hire better</html>", None])
def test_what_is_no_list_is_unreadable(answer):
    with pytest.raises(Unreadable):
        breezy.records([page("breezy", answer)])


@pytest.mark.parametrize(
    ("record", "url"),
    [
        (
            {"id": "1", "friendly_id": "1-brewer", "url": "https://evil.example/p/1"},
            "https://copperkettle.breezy.hr/p/1-brewer",
        ),
        ({"id": "1"}, "https://copperkettle.breezy.hr/p/1"),
        ({"id": "1", "friendly_id": "../json"}, "https://copperkettle.breezy.hr/p/..%2Fjson"),
    ],
)
def test_a_posting_is_asked_for_on_the_boards_own_host(record, url):
    assert breezy.detail(BOARD, record) == Request(url)


def test_a_listed_posting_says_nothing_of_its_text_and_its_pay_in_words():
    listing = breezy.listing(written("breezy", "copperkettle")[BREWER])
    assert (listing.sections, listing.pay, listing.pay_text) == ((), (), "$24 – $31 / hour")
    assert listing.silent == {"description", "pay"}
    salary = normalise(listing).salary
    assert (salary.min, salary.max, salary.currency, salary.period) == (24, 31, "USD", "hour")


def test_a_whole_posting_has_its_text_and_its_pay_with_a_currency():
    listing = breezy.listing(whole("brewer.html"))
    assert [section.html for section in listing.sections] == ["<p>Brew &amp; taste.</p><ul><li>Lift sacks</li></ul>"]
    assert [(pay.min, pay.max, pay.currency, pay.interval) for pay in listing.pay] == [(24, 31, "USD", "HOUR")]
    assert (listing.title, listing.silent) == ("Brewer", frozenset())


def test_no_more_of_a_page_is_kept_than_is_read():
    assert "someone@" not in repr(whole("brewer.html"))


def test_a_page_without_a_posting_is_read_from_its_description():
    listing = breezy.listing(whole("brewer-unmarked.html"))
    assert [section.html for section in listing.sections] == ["<p>Brew &amp; taste.</p>"]


def test_a_page_that_holds_neither_is_unreadable():
    with pytest.raises(Unreadable, match="holds no JobPosting"):
        breezy.whole({"id": "1"}, Page(Request(BOARD.url), b"<h1>This position is no longer open</h1>"))


@pytest.mark.parametrize(
    ("type_", "employment"),
    [({"id": "other", "name": "Other"}, ""), ({"id": "contract", "name": "Contract"}, "Contract"), (None, "")],
)
def test_the_type_other_is_none(type_, employment):
    assert breezy.listing({"name": "Brewer", "url": "https://x.example/1", "type": type_}).employment == employment
