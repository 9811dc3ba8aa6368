import pytest

from companies.providers import workable
from companies.providers.base import Board, Location, Request, Unreadable

from .walking import page, walk

LUMENFIELD = Board("lumenfield", "https://apply.workable.com/lumenfield/")
SPAIN = {"country": "Spain", "countryCode": "ES", "city": "", "region": None, "hidden": False}
PORTUGAL = {"country": "Portugal", "countryCode": "PT", "city": "Porto", "region": None, "hidden": False}


def job(code, *places, **fields):
    return {"shortcode": code, "title": "Lens Grinder", "locations": list(places), **fields}


def board_of(*jobs):
    return page(workable.first(LUMENFIELD), {"name": "Lumenfield", "jobs": list(jobs)})


@pytest.mark.parametrize(
    "url",
    [
        "https://apply.workable.com/lumenfield/",
        "https://apply.workable.com/Lumenfield/?lng=el",
        "https://apply.workable.com/lumenfield/j/0A1B2C3D4E/apply/",
        "https://apply.workable.com/api/v1/widget/accounts/lumenfield?details=true",
        "https://apply.workable.com/api/v3/accounts/lumenfield/jobs",
        "https://www.workable.com/api/accounts/lumenfield?details=true",
        "lumenfield.workable.com",
        "https://lumenfield.workable.com/jobs/12345",
        "https://lumenfield.workable.com/j/0A1B2C3D4E",
    ],
)
def test_a_url_of_any_form_names_its_board(url):
    assert workable.board_in(url) == LUMENFIELD


@pytest.mark.parametrize(
    "url",
    [
        "https://apply.workable.com/j/0A1B2C3D4E",  # names a job, and no board
        "https://apply.workable.com/api/v1/widget",
        "https://jobs.workable.com/company/0a1b/jobs-at-lumenfield",
        "https://www.workable.com/pricing",
        "https://help.workable.com/hc/en-us",
        "https://lumenfield.workable.com.evil.example",
    ],
)
def test_a_url_without_a_board_names_none(url):
    assert workable.board_in(url) is None


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        ({"name": "Lumenfield", "jobs": []}, ""),
        ({"jobs": [job("1"), job("2")]}, ""),
        ({"total": 2, "results": [job("1"), job("2")]}, ""),
        ({"total": 7, "results": [job("1")]}, "The board speaks of 7 postings and lists 1."),
        ({"results": [job("1")]}, "The board does not say how many jobs it has."),
    ],
)
def test_the_widget_sends_a_board_whole_and_the_list_behind_the_page_says_how_many(answer, doubt):
    pages = walk(workable, LUMENFIELD, lambda request: answer)
    assert workable.doubt(pages) == doubt
    url = "https://apply.workable.com/api/v1/widget/accounts/lumenfield"
    assert [one.request for one in pages] == [Request(url, {"details": "true"})]


@pytest.mark.parametrize("answer", [{"error": "Not found"}, [], {"jobs": {}}, b"Not found"])
def test_what_is_no_board_is_unreadable(answer):
    with pytest.raises(Unreadable):
        workable.records([page(workable.first(LUMENFIELD), answer)])


def test_a_job_listed_once_for_each_place_is_one_posting():
    records = workable.records([board_of(job("1", SPAIN), job("1", PORTUGAL), job("1", PORTUGAL))])
    assert (list(records), records.repeated) == (["1"], 0)
    listing = workable.listing(records["1"])
    assert listing.locations == (Location("Spain", country="ES"), Location("Porto, Portugal", "Porto", "", "PT"))
    assert listing.company == "Lumenfield"


def test_a_hidden_place_is_not_shown():
    assert workable.listing(job("1", {**SPAIN, "hidden": True}, PORTUGAL)).location_text == "Porto, Portugal"


def test_an_older_job_has_its_place_in_itself():
    older = {"shortcode": "1", "title": "Lens Grinder", "city": "Porto", "state": "", "country": "Portugal"}
    assert workable.listing(older).locations == (Location("Porto, Portugal", "Porto", "", "Portugal"),)


def test_a_job_was_posted_when_it_was_made_however_often_it_is_published():
    listing = workable.listing(job("1", created_at="2025-02-27", published_on="2026-07-20"))
    assert str(listing.posted_at) == "2025-02-27 00:00:00+00:00"
    assert "2026" not in repr(listing)


@pytest.mark.parametrize(
    ("fields", "workplace", "employment", "department"),
    [
        (
            {"telecommuting": True, "employment_type": "Full-time", "department": "Optics"},
            "remote",
            "Full-time",
            "Optics",
        ),
        ({"telecommuting": False, "employment_type": "", "department": ""}, "", "", ""),
        (
            {"remote": False, "workplace": "hybrid", "type": "full", "department": ["Optics", "Lab"]},
            "hybrid",
            "Full-time",
            "Optics",
        ),
        ({"workplace": "on_site", "type": "temporary", "department": []}, "on_site", "temporary", ""),
    ],
)
def test_both_kinds_of_answer_are_read_into_the_same(fields, workplace, employment, department):
    listing = workable.listing(job("1", **fields))
    assert (listing.workplace, listing.employment, listing.department) == (workplace, employment, department)
    assert listing.url == "https://apply.workable.com/j/1"
    assert listing.silent >= {"description"}
