import pytest

from companies.providers import icims
from companies.providers.base import Location, Page, Section, Unreadable

from .boards import own, page, written
from .walking import walk

PORTAL = icims.board("careers-harbourlight")
JIBE = icims.board("careers.harbourlight.example")


def portal_page(numbers, title="Page 1 of 1"):
    cards = "".join(
        "<li class='iCIMS_JobCardItem'>"
        f"<a class='iCIMS_Anchor' href='/jobs/{number}/keeper/job'><h3>Keeper</h3></a></li>"
        for number in numbers
    )
    return f"<html><body><h2>{title}</h2><ul class='iCIMS_JobsTable'>{cards}</ul></body></html>".encode()


def jibe_page(slugs, total):
    return {"jobs": [{"data": {"slug": str(slug), "title": "Keeper"}} for slug in slugs], "totalCount": total}


def test_a_portal_is_asked_for_a_search_and_a_newer_site_for_json():
    assert icims.first(PORTAL).url == "https://careers-harbourlight.icims.com/jobs/search"
    assert icims.first(PORTAL).params == {"ss": 1, "in_iframe": 1, "pr": 0}
    assert icims.first(JIBE).url == "https://careers.harbourlight.example/api/jobs"
    assert icims.first(JIBE).params == {"page": 1, "limit": 100}


def test_a_portal_is_read_to_the_page_that_it_says_is_the_last():
    def server(request):
        number = request.params["pr"]
        return portal_page(range(number * 20, number * 20 + 20), f"Page {number + 1} of 3")

    pages = walk(icims, PORTAL, server)
    assert (len(icims.records(pages)), icims.doubt(pages)) == (60, "")


def test_a_portal_that_answers_one_page_again_and_again_ends_in_a_doubt():
    pages = walk(icims, PORTAL, lambda request: portal_page(range(20), "Page 1 of 3"))
    assert icims.doubt(pages) == "40 postings are listed twice: a page may have come again."


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (portal_page([1], "Page 1 of 2"), "The list has 2 pages, and 1 were answered."),
        (portal_page([1], "Search results"), "The list does not say how many pages it has."),
        (portal_page([1])[:-20], "A page was cut off: it has no end."),
        (portal_page([], ""), "A page lists nothing, and does not say that there is nothing."),
        (portal_page([], "Sorry, no jobs were found that match your search criteria."), ""),
    ],
)
def test_a_portals_page_must_end_and_say_which_page_it_is(body, doubt):
    assert icims.doubt([Page(icims.first(PORTAL), body)]) == doubt


def test_a_newer_site_is_read_to_its_total():
    def server(request):
        start = (request.params["page"] - 1) * 100
        return jibe_page(range(start, min(start + 100, 250)), 250)

    pages = walk(icims, JIBE, server)
    assert (len(pages), len(icims.records(pages)), icims.doubt(pages)) == (3, 250, "")


def test_a_newer_site_with_smaller_pages_than_asked_for_is_doubted():
    pages = walk(icims, JIBE, lambda request: jibe_page(range(10), 250))
    assert icims.doubt(pages).startswith("The board speaks of 250 postings and lists 10")


def test_codes_of_places_are_taken_apart_and_remote_is_no_city():
    assert icims.listing(written("icims", "harbourlight.html")["8214"]).locations == (
        Location("US-TX-Austin", city="Austin", region="TX", country="US"),
        Location("CA-ON-Remote", region="ON", country="CA"),
    )


def test_a_posting_of_a_portal_is_whole_with_its_page_and_what_is_unavailable_is_not_stated():
    record = written("icims", "harbourlight.html")["8214"]
    asked = icims.detail(PORTAL, record)
    assert asked.url == "https://careers-harbourlight.icims.com/jobs/8214/lamp-technician/job"
    assert asked.params == {"in_iframe": 1}
    listing = icims.listing(icims.whole(record, own(record, asked, "icims", "8214.html")))
    assert listing.locations == (
        Location("Austin, TX, US", city="Austin", region="TX", country="US"),
        Location("ON, CA", region="ON", country="CA"),
    )
    assert (listing.sections, listing.employment) == ((Section("", "<p>You mend lamps.</p>"),), "FULL_TIME")
    assert (listing.department, listing.requisition_id, listing.silent) == ("Field & Coast", "2026-8214", frozenset())


def test_a_portals_page_without_a_posting_is_unreadable():
    record = written("icims", "harbourlight.html")["8214"]
    with pytest.raises(Unreadable, match="no JobPosting"):
        icims.whole(record, Page(icims.detail(PORTAL, record), b"<html>This job is no longer available</html>"))


def test_a_newer_site_needs_its_pages_only_for_the_texts_that_its_list_lacks():
    records = written("icims", "harbourlight.jibe")
    told, untold = records["53640"], records["54388"]
    answer = own(told, icims.detail(JIBE, told), "icims", "8214.html")
    assert icims.whole(told, answer) is told
    assert icims.listing(icims.whole(untold, answer)).sections == (Section("", "<p>You mend lamps.</p>"),)
    assert icims.whole(untold, Page(answer.request, b"<html></html>")) is untold


def test_no_other_host_is_asked_for_a_posting():
    told = written("icims", "harbourlight.jibe")["53640"]
    assert icims.detail(JIBE, told).url == "https://careers.harbourlight.example/careers-home/jobs/53640"
    elsewhere = told | {"url": "https://evil.example/jobs/53640"}
    assert icims.detail(JIBE, elsewhere).url == "https://careers.harbourlight.example/jobs/53640"
    card = portal_page([1]).replace(b"/jobs/1/", b"https://evil.example/jobs/1/")
    assert icims.records([Page(icims.first(PORTAL), card)]) == {}


@pytest.mark.parametrize("body", [[], {}, {"jobs": None}, b"<html>Access denied</html>", b"", b"Not Found"])
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        icims.records([page("icims", body)])
