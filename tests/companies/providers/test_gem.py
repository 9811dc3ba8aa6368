import pytest

from companies.providers import gem
from companies.providers.base import Board, Location, Request, Section, Unreadable

from .boards import page, written

BOARD = Board("fathomline", "https://jobs.gem.com/fathomline")


def post(**fields):
    return {"title": "Hydrographer", "absolute_url": "https://jobs.gem.com/fathomline/1", **fields}


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.gem.com/fathomline",
        "jobs.gem.com/fathomline/4000001002",
        "https://jobs.gem.com/fathomline/am9icG9zdDowMDAwMDAwMDAwMDAwMDAy?source=x#apply",
        "https://api.gem.com/job_board/v0/fathomline/job_posts/",
        "https://api.gem.com/job_board/v0/fathomline/",
    ],
)
def test_pages_and_api_name_the_board(url):
    assert gem.board_in(url) == gem.board("fathomline") == BOARD
    assert gem.first(BOARD) == Request("https://api.gem.com/job_board/v0/fathomline/job_posts/")


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.gem.com/",
        "https://www.gem.com/fathomline",
        "https://api.gem.com/v0/candidates",
        "https://api.gem.com/job_board/v0",
    ],
)
def test_other_addresses_of_gem_name_no_board(url):
    assert gem.board_in(url) is None


def test_an_empty_list_is_a_board_proven_empty():
    empty = page("gem", [])
    assert (gem.records([empty]), gem.doubt([empty])) == ({}, "")


@pytest.mark.parametrize("answer", [{}, {"job_posts": []}, {"error": "not found"}, None, b"<html></html>"])
def test_what_is_no_list_is_unreadable(answer):
    with pytest.raises(Unreadable):
        gem.records([page("gem", answer)])


def test_ids_of_both_kinds_are_keys():
    assert list(written("gem", "fathomline"))[:2] == ["4000001002", "am9icG9zdDowMDAwMDAwMDAwMDAwMDAy"]


def test_the_text_is_html_as_it_is_and_not_escaped_once_more():
    text = "<p>Write &lt;b&gt; for bold &amp;amp; loud</p>"
    assert gem.listing(post(content=text)).sections == (Section("", text),)


@pytest.mark.parametrize(
    ("location_type", "locations"),
    [
        ("in_office", (Location("Seattle"), Location("Halifax"))),
        ("hybrid", (Location("Seattle"), Location("Halifax"))),
        ("remote", (Location("Seattle"),)),
    ],
)
def test_offices_are_places_of_a_posting_that_is_not_remote(location_type, locations):
    offices = [{"location": {"name": "Seattle"}}, {"location": {"name": "Halifax"}}, {"location": None}]
    listing = gem.listing(post(location={"name": "Seattle"}, location_type=location_type, offices=offices))
    assert listing.locations == locations
