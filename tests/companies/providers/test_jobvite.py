import pytest

from companies.providers import jobvite
from companies.providers.base import Location, Page, Unreadable

from .boards import own, page, written
from .walking import walk

BOARD = jobvite.board("harbourlight")


def list_page(start, end, total):
    table = "".join(
        f"<tr><td><a href='/harbourlight/job/o{number:04}'>Keeper</a></td></tr>" for number in range(start, end)
    )
    shown = f"<p class='jv-pagination-text'>{start + 1}-{end} of {total}</p>"
    return f"<html><body><table class='jv-job-list'>{table}</table>{shown}</body></html>".encode()


def test_a_board_is_asked_at_the_search_whose_address_ends_in_a_slash():
    asked = jobvite.first(BOARD)
    assert (asked.url, asked.params) == ("https://jobs.jobvite.com/harbourlight/search/", {"p": 0})


def test_a_board_is_read_to_the_total_below_it():
    def server(request):
        start = request.params["p"] * 50
        return list_page(start, min(start + 50, 120), 120)

    pages = walk(jobvite, BOARD, server)
    assert (len(pages), len(jobvite.records(pages)), jobvite.doubt(pages)) == (3, 120, "")


def test_a_server_that_answers_one_page_again_and_again_ends_in_a_doubt():
    pages = walk(jobvite, BOARD, lambda request: list_page(0, 50, 120))
    assert (len(pages), jobvite.doubt(pages)) == (
        2,
        "The board speaks of 120 postings and lists 50, 50 of them again: a page may have come twice.",
    )


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (list_page(0, 2, 2)[:-10], "A page was cut off: it has no end."),
        (
            b"<html><div class='jv-page'>Careers</div></html>",
            "A page lists nothing, and does not say that there is nothing.",
        ),
        (b"<html><div class='jv-page'>No results found</div></html>", ""),
    ],
)
def test_a_page_must_end_and_say_that_it_is_empty(body, doubt):
    assert jobvite.doubt([page("jobvite", body)]) == doubt


def test_a_postings_page_gives_all_places_the_pay_and_the_department():
    record = written("jobvite", "harbourlight.html")["ohAzAfwK"]
    asked = jobvite.detail(BOARD, record)
    assert asked.url == "https://jobs.jobvite.com/harbourlight/job/ohAzAfwK"
    listing = jobvite.listing(jobvite.whole(record, own(record, asked, "jobvite", "ohAzAfwK.html")))
    assert listing.locations == (
        Location("Chicago, Illinois, United States", "Chicago", "Illinois", "United States"),
        Location("Milwaukee, Wisconsin, United States", "Milwaukee", "Wisconsin", "United States"),
    )
    assert (listing.department, [str(pay.max) for pay in listing.pay]) == ("Coast & Harbour", ["22"])
    assert listing.silent == frozenset()


@pytest.mark.parametrize(
    "body",
    [
        b"<html>The job listing no longer exists.</html>",
        b"<script type='application/ld+json'>{</script>",
        b'<script type=\'application/ld+json\'>[[[[[[{"@type": "JobPosting"}]]]]]]</script>',
        b'<script type=\'application/ld+json\'>{"@type": "Organization"}</script>',
        b"",
    ],
)
def test_a_page_without_a_posting_is_unreadable(body):
    record = written("jobvite", "harbourlight.html")["ohAzAfwK"]
    with pytest.raises(Unreadable, match="no JobPosting"):
        jobvite.whole(record, Page(jobvite.detail(BOARD, record), body))


def test_a_row_that_leads_elsewhere_is_no_posting():
    assert list(written("jobvite", "harbourlight.html")) == ["octxAfww", "ohAzAfwK"]


@pytest.mark.parametrize("body", [b"", b"Not Found", b"<html>Find your next job at search.example</html>", {}])
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        jobvite.records([page("jobvite", body)])
