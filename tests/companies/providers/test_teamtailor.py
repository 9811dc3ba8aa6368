import json

import pytest

from companies.providers import teamtailor
from companies.providers.base import Board, Page, Request, Unreadable

from .boards import page, written
from .walking import walk

BOARD = teamtailor.board("fjordlykt")


def rss(*keys: int) -> bytes:
    items = (f"<item><guid>{key}</guid><title>Job</title><link>https://x.example/{key}</link></item>" for key in keys)
    return f"<rss><channel><title>Fjordlykt</title>{''.join(items)}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://fjordlykt.teamtailor.com", "fjordlykt.teamtailor.com"),
        ("fjordlykt.teamtailor.com/jobs?department=Design&split_view=true", "fjordlykt.teamtailor.com"),
        ("https://fjordlykt.teamtailor.com/sv/jobs/5100001-lantern-designer", "fjordlykt.teamtailor.com"),
        ("https://fjordlykt.teamtailor.com/jobs/5100001/applications/new", "fjordlykt.teamtailor.com"),
        ("https://fjordlykt.teamtailor.com/jobs.rss?offset=100&per_page=100", "fjordlykt.teamtailor.com"),
        ("https://fjordlykt.na.teamtailor.com/jobs.json", "fjordlykt.na.teamtailor.com"),
    ],
)
def test_every_address_of_a_career_site_names_its_board_in_its_region(url, home):
    board = teamtailor.board_in(url)
    assert board == Board("fjordlykt", f"https://{home}/jobs")
    assert teamtailor.first(board) == Request(f"https://{home}/jobs.rss", {"offset": 0, "per_page": 100})


@pytest.mark.parametrize(
    "url",
    [
        "https://www.teamtailor.com/en/customers",
        "https://app.teamtailor.com/companies/fjordlykt",
        "https://api.teamtailor.com/v1/jobs",
        "https://api.na.teamtailor.com/v1/jobs",
        "https://na.teamtailor.com/jobs",
        "https://support.teamtailor.com/en/articles/1",
    ],
)
def test_addresses_of_teamtailors_own_name_no_board(url):
    assert teamtailor.board_in(url) is None


def test_a_board_of_three_pages_is_read_to_its_end():
    def answer(request):
        start = int(request.params["offset"])
        return rss(*range(start, min(start + 100, 230)))

    pages = walk(teamtailor, BOARD, answer)
    assert [page.request.params["offset"] for page in pages] == [0, 100, 200]
    assert (len(teamtailor.records(pages)), teamtailor.doubt(pages)) == (230, "")


def test_a_last_page_that_is_full_is_doubted():
    assert "may be more" in teamtailor.doubt([page("teamtailor", rss(*range(100)))])


@pytest.mark.parametrize("body", [rss(), b"<rss><channel/></rss>"])
def test_a_feed_without_items_is_a_board_proven_empty(body):
    pages = walk(teamtailor, BOARD, lambda request: body)
    assert (teamtailor.records(pages), teamtailor.doubt(pages)) == ({}, "")


@pytest.mark.parametrize("body", [b"<html></html>", b"{}", b'{"items": {}}', b"[]", b"", b"<rss><channel>"])
def test_what_is_no_feed_is_unreadable(body):
    with pytest.raises(Unreadable):
        teamtailor.records([page("teamtailor", body)])


def test_both_feeds_call_a_posting_by_one_key_and_agree_on_it():
    key = "00000001-0000-4000-8000-000000000000"
    in_rss, in_json = (written("teamtailor", name)[key] for name in ("fjordlykt.xml", "fjordlykt.feed"))
    one, other = teamtailor.listing(in_rss), teamtailor.listing(in_json)
    for name in ("title", "url", "apply_url", "company", "posted_at", "sections"):
        assert getattr(one, name) == getattr(other, name), name
    assert other.silent == {"department", "workplace", "is_remote"}


def test_the_json_feed_is_followed_on_its_own_host_only_and_always_doubted():
    def following(url):
        answer = {"items": [], "next_url": url}
        return [request.url for request in teamtailor.more(Page(teamtailor.first(BOARD), json.dumps(answer).encode()))]

    assert following("https://fjordlykt.teamtailor.com/jobs.json?page=2") == [
        "https://fjordlykt.teamtailor.com/jobs.json?page=2"
    ]
    assert following("https://evil.example/jobs.json?page=2") == following(None) == []
    assert teamtailor.doubt([page("teamtailor", {"items": []})])


@pytest.mark.parametrize(
    ("status", "workplace", "is_remote"),
    [
        ("fully", "Fully Remote", True),
        ("hybrid", "Hybrid", None),
        ("none", "", False),
        ("temporary", "", None),
        ("", "", None),
    ],
)
def test_the_remote_status_is_told_in_the_words_of_the_career_site(status, workplace, is_remote):
    listing = teamtailor.listing({"title": "Job", "link": "https://x.example/1", "remoteStatus": status})
    assert (listing.workplace, listing.is_remote) == (workplace, is_remote)
