from decimal import Decimal

import pytest

from companies.providers import rippling
from companies.providers.base import Board, Location, Pay, Request, Unreadable

from .walking import page, walk

PINEBARROW = Board("pinebarrow", "https://ats.rippling.com/pinebarrow/jobs")
API = "https://ats.rippling.com/api/v2/board/pinebarrow/jobs"
BOISE = {"name": "Boise, ID", "city": "Boise", "state": "Idaho", "countryCode": "US", "workplaceType": "ON_SITE"}
RENO = {"name": "Reno, NV", "city": "Reno", "state": "Nevada", "countryCode": "US", "workplaceType": "ON_SITE"}
AT_HOME = {"name": "Remote (Idaho, US)", "state": "Idaho", "countryCode": "US", "workplaceType": "REMOTE"}


def row(key, *places, **fields):
    return {"id": key, "name": "Map Maker", "url": f"{PINEBARROW.url}/{key}", "locations": list(places), **fields}


def board_of(number, said=None, at=None):
    """A server with `number` rows that says it has `said`; always the page `at`, where one is given."""

    def answer(request):
        asked = request.params["page"] if at is None else at
        rows = [row(str(n), BOISE) for n in range(asked * 50, min(asked * 50 + 50, number))]
        total = number if said is None else said
        return {"items": rows, "page": asked, "pageSize": 50, "totalItems": total, "totalPages": -(-total // 50)}

    return answer


@pytest.mark.parametrize(
    "url",
    [
        "https://ats.rippling.com/pinebarrow",
        "https://ats.rippling.com/pinebarrow/jobs/0a1b?src=x",
        "https://ats.rippling.com/en-GB/pinebarrow/jobs/0a1b/apply?step=application",
        "ats.us1.rippling.com/pinebarrow/jobs",
        API,
        "https://api.rippling.com/platform/api/ats/v1/board/pinebarrow/jobs",
    ],
)
def test_a_url_of_any_form_names_its_board(url):
    assert rippling.board_in(url) == PINEBARROW


@pytest.mark.parametrize(
    "url",
    [
        "https://www.rippling.com/careers",
        "https://ats.rippling.com/",
        "https://ats.rippling.com/api/v2",
        "https://app.rippling.com/pinebarrow",
    ],
)
def test_a_url_without_a_board_names_none(url):
    assert rippling.board_in(url) is None


def test_a_board_may_be_called_like_a_language():
    assert rippling.board_in("https://ats.rippling.com/hq/jobs").token == "hq"


@pytest.mark.parametrize(("number", "asked"), [(0, 1), (50, 1), (120, 3)])
def test_pages_are_asked_by_their_number(number, asked):
    pages = walk(rippling, PINEBARROW, board_of(number))
    assert (len(pages), len(rippling.records(pages)), rippling.doubt(pages)) == (asked, number, "")
    assert pages[0].request == Request(API, {"page": 0, "pageSize": 50})


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        (board_of(120, said=130), "speaks of 130 rows and lists 120"),
        (board_of(120, at=0), "one page again and again"),
        (lambda request: {"items": [row("1")]}, "does not say how many"),
        (lambda request: [row("1")], "the older list"),
        (lambda request: row("1", description={}), "a single job"),
    ],
)
def test_pages_that_do_not_prove_the_board_are_doubted(answer, doubt):
    assert doubt in rippling.doubt(walk(rippling, PINEBARROW, answer))


def test_the_rows_of_one_id_are_one_job_in_all_their_places_though_on_two_pages():
    one, two = [row("a", BOISE), row("b", BOISE)], [row("a", RENO), row("a", RENO)]
    pages = [page(Request(API), {"items": rows, "totalItems": 4, "totalPages": 2}) for rows in (one, two)]
    records = rippling.records(pages)
    assert {key: rippling.listing(record).location_text for key, record in records.items()} == {
        "a": "Boise, ID; Reno, NV",
        "b": "Boise, ID",
    }
    assert (records.repeated, rippling.doubt(pages)) == (0, "")
    assert pages[0].json["items"][0]["locations"] == [BOISE]  # the answer itself is as it came


def test_the_older_list_is_read_into_the_same():
    older = [{"uuid": "a", "name": "Map Maker", "url": PINEBARROW.url, "workLocation": {"label": "Boise, ID"}}]
    assert rippling.listing(rippling.records([page(Request(API), older)])["a"]).locations == (Location("Boise, ID"),)


@pytest.mark.parametrize(
    ("places", "workplace"),
    [((BOISE, RENO), "ON_SITE"), ((BOISE, AT_HOME), "REMOTE"), ((AT_HOME,), "REMOTE"), ((), "")],
)
def test_a_job_at_home_or_in_town_can_be_done_at_home(places, workplace):
    assert rippling.listing(row("a", *places)).workplace == workplace


def test_text_pay_and_date_are_in_the_jobs_own_answer():
    record = row("a", BOISE)
    request = rippling.detail(PINEBARROW, record)
    assert request == Request(f"{API}/a")
    range_ = {"location": "Boise, ID", "currency": "USD", "frequency": "HOUR", "rangeStart": 31.5, "rangeEnd": None}
    own = {
        "uuid": "a",
        "description": {"role": "<p>Draw</p>", "company": "<p>Maps</p>"},
        "employmentType": {"label": "HOURLY_PT", "id": "Hourly"},
        "payRangeDetails": [range_, {"rangeStart": None}],
        "createdOn": "2026-05-07T16:20:00-07:00",
        "workLocations": ["Boise, ID, United States"],
    }
    read = rippling.listing(rippling.whole(record, page(request, own)))
    assert [section.html for section in read.sections] == ["<p>Maps</p>", "<p>Draw</p>"]
    assert read.pay == (Pay(Decimal("31.5"), None, "USD", "HOUR", "Boise, ID"),)
    assert (read.employment, str(read.posted_at)) == ("Hourly, part-time", "2026-05-07 23:20:00+00:00")
    assert read.locations == rippling.listing(record).locations
    assert rippling.listing(record).silent == {"description", "employment", "pay", "posted_at"}


@pytest.mark.parametrize("answer", [{"uuid": "b", "description": {}}, {"detail": "Not found."}, [], b"<html>"])
def test_what_is_not_the_job_asked_for_is_unreadable(answer):
    with pytest.raises(Unreadable):
        rippling.whole(row("a"), page(Request(API), answer))
