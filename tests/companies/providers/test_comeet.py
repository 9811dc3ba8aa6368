import pytest

from companies.providers import comeet
from companies.providers.base import Board, Page, Request, Unreadable

from .boards import written

KEY = "00AA11BB22CC33DD"
API = "https://www.comeet.co/careers-api/2.0/company/7C.00A/positions"
BY_PAGE = Board("brightloom/7C.00A", "https://www.comeet.com/jobs/brightloom/7C.00A")
BY_API = Board(f"7C.00A/{KEY}", f"{API}?token={KEY}")


@pytest.mark.parametrize(
    ("url", "board"),
    [
        ("https://www.comeet.com/jobs/brightloom/7C.00A", BY_PAGE),
        ("comeet.com/jobs/brightloom/7c.00a/", BY_PAGE),
        ("https://www.comeet.com/jobs/brightloom/7C.00A/loom-mechanic/21.101-4D.00B?coref=1.11", BY_PAGE),
        ("https://www.comeet.co/jobs/brightloom/7C.00A/loom-mechanic/21.101", BY_PAGE),
        (f"{API}?token={KEY}&details=true", BY_API),
        (f"{API}/21.101?token={KEY}", BY_API),
    ],
)
def test_a_board_is_named_by_its_page_or_by_an_api_address_with_its_token(url, board):
    assert comeet.board_in(url) == comeet.board(board.token) == board


@pytest.mark.parametrize(
    "url",
    [
        API,  # without the company's token nothing is answered
        f"{API}?token=../x",
        "https://www.comeet.com/jobs/brightloom",
        "https://www.comeet.com/jobs/brightloom/about-us",
        "https://www.comeet.com/careers-api/2.0/company",
        "https://help.comeet.com/jobs/brightloom/7C.00A",
        "https://www.comeet.com/",
    ],
)
def test_an_address_that_lacks_half_of_the_token_names_no_board(url):
    assert comeet.board_in(url) is None


def test_a_board_is_asked_where_it_was_found():
    assert comeet.first(BY_PAGE) == Request("https://www.comeet.com/jobs/brightloom/7C.00A")
    assert comeet.first(BY_API) == Request(API, {"token": KEY, "details": "true"})


@pytest.mark.parametrize("body", [b"[]", b"<script>COMPANY_POSITIONS_DATA = [];</script>"])
def test_an_empty_list_is_a_board_proven_empty(body):
    empty = Page(comeet.first(BY_PAGE), body)
    assert (comeet.records([empty]), comeet.doubt([empty])) == ({}, "")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html><body>Moved</body></html>", "carries no positions"),
        (b"<script>COMPANY_POSITIONS_DATA = null; POSITION_DATA = [];</script>", "carries no positions"),
        (b"<script>COMPANY_POSITIONS_DATA = [{</script>", "holds no JSON"),
        (b"<script>COMPANY_POSITIONS_DATA = " + b"[" * 9000 + b"</script>", "holds no JSON"),
        (b'{"status": 400, "message": "Token is missing"}', "Comeet says: Token is missing"),
        (b"{}", "not a list"),
        (b"", "not JSON"),
    ],
)
def test_what_holds_no_positions_is_unreadable(body, words):
    with pytest.raises(Unreadable, match=words):
        comeet.records([Page(comeet.first(BY_PAGE), body)])


def test_internal_positions_are_not_on_the_board():
    assert "21.102" not in written("comeet", "brightloom")


def test_page_and_api_call_a_position_by_one_key_and_agree_on_it():
    in_api = comeet.listing(written("comeet", "brightloom")["21.101"])
    in_page = comeet.listing(written("comeet", "brightloom.page.html")["21.101"])
    for name in ("title", "url", "locations", "department", "workplace", "employment", "updated_at", "silent"):
        assert getattr(in_api, name) == getattr(in_page, name), name


def test_a_position_in_several_places_is_a_posting_for_each_and_one_requisition():
    listings = [comeet.listing(written("comeet", "brightloom")[key]) for key in ("21.101", "21.101-4D.00B")]
    assert {listing.requisition_id for listing in listings} == {"21.101"}
    assert len({listing.url for listing in listings}) == 2


def test_the_mailbox_of_a_position_is_not_kept():
    assert "@" not in repr(
        [comeet.listing(written("comeet", "brightloom")[key]) for key in ("21.101", "21.101-4D.00B")]
    )
