import pytest

from companies.providers import jazzhr
from companies.providers.base import Location, Page, Unreadable

from .boards import own, page, written

BOARD = jazzhr.board("harbourlight")


def test_a_board_is_one_page():
    asked = jazzhr.first(BOARD)
    assert asked.url == "https://harbourlight.applytojob.com/apply"
    assert list(jazzhr.more(Page(asked, b""))) == []


def test_only_items_that_lead_to_a_posting_of_the_board_are_rows():
    records = written("jazzhr", "harbourlight.html")
    assert {key: record["url"] for key, record in records.items()} == {
        "evgnhR5LkV": "https://harbourlight.applytojob.com/apply/evgnhR5LkV/Lamp-Technician-Oil",
        "PDCUD1FBQh": "https://harbourlight.applytojob.com/apply/PDCUD1FBQh/Night-Watch",
    }


def test_a_remote_postings_page_says_where_applicants_must_be_and_the_list_where_the_office_is():
    records = written("jazzhr", "harbourlight.html")
    asked = jazzhr.detail(BOARD, records["evgnhR5LkV"])
    answer = own(records["evgnhR5LkV"], asked, "jazzhr", "evgnhR5LkV.html")
    listings = [jazzhr.listing(jazzhr.whole(record, answer)) for record in records.values()]
    assert [listing.locations for listing in listings] == [(Location("Austin, TX"),), (Location("US"),)]
    assert (listings[0].is_remote, listings[0].employment, listings[0].silent) == (True, "PART_TIME", frozenset())


def test_a_page_without_a_posting_is_unreadable():
    record = written("jazzhr", "harbourlight.html")["evgnhR5LkV"]
    with pytest.raises(Unreadable, match="no JobPosting"):
        jazzhr.whole(record, Page(jazzhr.detail(BOARD, record), b"<html>This position is closed</html>"))


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (b"<html>applytojob.com: there are currently no open positions.</html>", ""),
        (b"<html>applytojob.com</html>", "A page lists nothing, and does not say that there is nothing."),
        (
            b"<html>applytojob.com<script>let none = 'No jobs found'</script></html>",
            "A page lists nothing, and does not say that there is nothing.",
        ),
        (b"<html>applytojob.com: no open positions", "A page was cut off: it has no end."),
    ],
)
def test_an_empty_page_must_say_that_it_is_empty(body, doubt):
    assert jazzhr.doubt([page("jazzhr", body)]) == doubt


@pytest.mark.parametrize("body", [b"", b"Not Found", b"<html>A page of somebody else</html>", {}])
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        jazzhr.records([page("jazzhr", body)])
