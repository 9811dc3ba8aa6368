import pytest

from companies.providers import ukg
from companies.providers.base import Location, Page, Section, Unreadable

from .boards import own, page, written
from .walking import walk

UUID = "6ca32cd1-ca64-4d8f-82e7-f65b3aaa0e9b"
BOARD = ukg.board_in(f"https://recruiting2.ultipro.com/HAR1001LIGHT/JobBoard/{UUID}")


def jobs(start, end):
    return [{"Id": str(number), "Title": "Keeper"} for number in range(start, end)]


def skip(request):
    return request.json["opportunitySearch"]["Skip"]


def test_a_board_is_asked_by_post_at_its_own_host():
    asked = ukg.first(BOARD)
    assert asked.url == f"https://recruiting2.ultipro.com/HAR1001LIGHT/JobBoard/{UUID}/JobBoardView/LoadSearchResults"
    assert (asked.json["opportunitySearch"]["Top"], skip(asked)) == (50, 0)


def test_a_board_is_read_to_its_total():
    pages = walk(ukg, BOARD, lambda request: {"opportunities": jobs(0, 120)[skip(request) :][:50], "totalCount": 120})
    assert ([skip(page.request) for page in pages], len(ukg.records(pages)), ukg.doubt(pages)) == (
        [0, 50, 100],
        120,
        "",
    )


def test_a_server_that_answers_one_page_again_and_again_ends_in_a_doubt():
    pages = walk(ukg, BOARD, lambda request: {"opportunities": jobs(0, 50), "totalCount": 120})
    assert ukg.doubt(pages).startswith("The board speaks of 120 postings and lists 50, 100 of them again")


def test_a_place_without_a_name_is_told_by_its_address_and_the_workplace_is_not_guessed():
    listing = ukg.listing(written("ukg", "harbourlight")["11111111-0000-4000-8000-000000000001"])
    assert listing.locations[1] == Location(
        "Duluth, Minnesota, United States", city="Duluth", region="Minnesota", country="United States"
    )
    assert (listing.workplace, listing.native["JobLocationType"]) == ("", 1)


def test_the_text_is_what_the_opportunitys_page_hands_to_its_script():
    record = written("ukg", "harbourlight")["11111111-0000-4000-8000-000000000001"]
    asked = ukg.detail(BOARD, record)
    assert asked.url == f"{BOARD.url}/OpportunityDetail"
    assert asked.params == {"opportunityId": record["Id"]}
    listing = ukg.listing(ukg.whole(record, own(record, asked, "ukg", "opportunity.html")))
    assert listing.sections == (Section("", '<p>You mend {lamps}); they say "thank you"</p>'),)
    assert (listing.department, listing.silent) == ("Field", frozenset())


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html><div id='app'></div></html>", "taken down"),
        (b"new US.Opportunity.CandidateOpportunityDetail({broken", "not JSON"),
        (b'new US.Opportunity.CandidateOpportunityDetail({"Id": "2"})', "another opportunity"),
        (b"new US.Opportunity.CandidateOpportunityDetail(" + b'{"a":' * 100_000, "not JSON"),
    ],
)
def test_a_page_without_the_opportunity_is_unreadable(body, words):
    record = jobs(1, 2)[0]
    with pytest.raises(Unreadable, match=words):
        ukg.whole(record, Page(ukg.detail(BOARD, record), body))


@pytest.mark.parametrize("body", [[], {}, {"opportunities": None}, b"<html></html>"])
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        ukg.records([page("ukg", body)])
