import pytest

from companies.providers import pinpoint
from companies.providers.base import Board, Request, Unreadable

from .boards import page, written

BOARD = Board("saltgate", "https://saltgate.pinpointhq.com/")
SUMS = {
    "compensation": "£41,000 / year",
    "compensation_minimum": 41000,
    "compensation_maximum": 41000,
    "compensation_currency": "GBP",
    "compensation_frequency": "year",
}


def posting(**fields):
    return {"title": "Pilot", "url": "https://saltgate.pinpointhq.com/en/postings/1", **fields}


@pytest.mark.parametrize(
    "url",
    [
        "https://saltgate.pinpointhq.com",
        "saltgate.pinpointhq.com/en",
        "https://Saltgate.pinpointhq.com/en/postings/00000001-0000-4000-8000-000000000000",
        "https://saltgate.pinpointhq.com/fr/postings/00000001-0000-4000-8000-000000000000/applications/new",
        "https://saltgate.pinpointhq.com/postings.json",
        "https://saltgate.pinpointhq.com/jobs?department=1#list",
    ],
)
def test_every_address_of_a_careers_site_names_its_board(url):
    assert pinpoint.board_in(url) == pinpoint.board("saltgate") == BOARD
    assert pinpoint.first(BOARD) == Request("https://saltgate.pinpointhq.com/postings.json")


@pytest.mark.parametrize(
    "url", ["https://www.pinpointhq.com/pricing", "https://app.pinpointhq.com/", "https://pinpointhq.com/"]
)
def test_addresses_of_pinpoints_own_name_no_board(url):
    assert pinpoint.board_in(url) is None


def test_an_empty_list_is_a_board_proven_empty():
    empty = page("pinpoint", {"data": []})
    assert (pinpoint.records([empty]), pinpoint.doubt([empty])) == ({}, "")


@pytest.mark.parametrize(
    "answer", [[], {}, {"data": None}, {"data": {}}, {"error": "Not found"}, b"<html></html>", "postings"]
)
def test_what_is_no_list_is_unreadable(answer):
    with pytest.raises(Unreadable):
        pinpoint.records([page("pinpoint", answer)])


@pytest.mark.parametrize("visible", [False, None])
def test_pay_that_is_not_to_be_shown_is_kept_nowhere(visible):
    listing = pinpoint.listing(posting(**SUMS, compensation_visible=visible))
    assert (listing.pay, listing.pay_text) == ((), "")
    assert "41" not in repr(listing)


def test_pay_that_is_shown_is_told_in_figures_and_in_words():
    listing = pinpoint.listing(posting(**SUMS, compensation_visible=True))
    assert [(pay.min, pay.max, pay.currency, pay.interval) for pay in listing.pay] == [(41000, 41000, "GBP", "year")]
    assert listing.pay_text == "£41,000 / year"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/en/postings/1", "https://saltgate.pinpointhq.com/en/postings/1"),
        ("postings/1", "https://saltgate.pinpointhq.com/postings/1"),
        ("//evil.example/1", "https://saltgate.pinpointhq.com/evil.example/1"),
        ("//[", "https://saltgate.pinpointhq.com/["),
    ],
)
def test_a_posting_without_an_address_is_found_by_its_path_on_the_boards_host(path, url):
    answer = {"data": [{"id": "1", "title": "Pilot", "path": path}]}
    assert pinpoint.records([page("pinpoint", answer, "saltgate")])["1"]["url"] == url


def test_postings_of_one_opening_share_it_and_departments_stand_in_either_place():
    listings = [pinpoint.listing(record) for record in list(written("pinpoint", "saltgate").values())[:2]]
    assert [listing.requisition_id for listing in listings] == ["3001", "3001"]
    assert [listing.department for listing in listings] == ["Pilotage", "Science"]
