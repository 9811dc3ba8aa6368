import pytest

from companies.providers import bamboohr
from companies.providers.base import Board, Location, Request, Unreadable

from .walking import page, walk

SALTMARSH = Board("saltmarsh", "https://saltmarsh.bamboohr.com/careers")
NOWHERE = {"city": None, "state": None}


def job(number, **fields):
    return {"id": str(number), "jobOpeningName": "Warden", "jobOpeningShareUrl": f"{SALTMARSH.url}/{number}", **fields}


def board_of(*jobs, total=None):
    return page(bamboohr.first(SALTMARSH), {"meta": {"totalCount": total or len(jobs)}, "result": list(jobs)})


@pytest.mark.parametrize(
    "url",
    [
        "https://saltmarsh.bamboohr.com/careers",
        "https://saltmarsh.bamboohr.com/careers/21?source=aWQ9MQ%3D%3D",
        "https://saltmarsh.bamboohr.com/careers/21/detail",
        "https://saltmarsh.bamboohr.com/careers/list",
        "https://Saltmarsh.BambooHR.com/jobs/view.php?id=21",
        "saltmarsh.bamboohr.com/jobs/embed2.php",
        "https://saltmarsh.bamboohr.com",
    ],
)
def test_a_url_of_any_form_names_its_board(url):
    assert bamboohr.board_in(url) == SALTMARSH


@pytest.mark.parametrize(
    "url",
    [
        "https://www.bamboohr.com/careers",
        "https://api.bamboohr.com/careers",
        "https://saltmarsh.bamboohr.com/login.php",
        "https://a.saltmarsh.bamboohr.com/careers",
        "https://saltmarsh.bamboohr.com.evil.example/careers",
    ],
)
def test_a_url_without_a_board_names_none(url):
    assert bamboohr.board_in(url) is None


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        ({"meta": {"totalCount": 0}, "result": []}, ""),
        ({"meta": {"totalCount": 1}, "result": [job(1)]}, ""),
        ({"meta": {"totalCount": 3}, "result": [job(1), job(2)]}, "speaks of 3 postings and lists 2"),
        ({"result": [job(1)]}, "does not say how many"),
        ({"result": {"jobOpening": job(1)}}, "a single job"),
    ],
)
def test_a_board_is_proven_by_its_total(answer, doubt):
    pages = walk(bamboohr, SALTMARSH, lambda request: answer)
    assert (doubt in bamboohr.doubt(pages)) if doubt else (bamboohr.doubt(pages) == "")
    assert pages[0].request == Request("https://saltmarsh.bamboohr.com/careers/list")


def test_a_job_has_the_address_of_its_page():
    bare = {"id": 21, "jobOpeningName": "Warden"}
    record = bamboohr.records([board_of(bare)])["21"]
    assert bamboohr.listing(record).url == "https://saltmarsh.bamboohr.com/careers/21"
    assert bamboohr.detail(SALTMARSH, record).url == "https://saltmarsh.bamboohr.com/careers/21/detail"


@pytest.mark.parametrize(
    ("places", "location"),
    [
        ({"location": {"city": "Rye", "state": "East Sussex"}}, Location("Rye, East Sussex", "Rye", "East Sussex")),
        (
            {"location": NOWHERE, "atsLocation": {"city": "Dingle", "province": "Kerry", "country": "Ireland"}},
            Location("Dingle, Kerry, Ireland", "Dingle", "Kerry", "Ireland"),
        ),
        ({"location": {"addressCountry": "Kenya"}, "atsLocation": None}, Location("Kenya", country="Kenya")),
        ({"location": NOWHERE, "atsLocation": NOWHERE}, None),
    ],
)
def test_the_place_is_the_office_or_else_the_jobs_own(places, location):
    assert bamboohr.listing(job(1, **places)).locations == ((location,) if location else ())


@pytest.mark.parametrize(
    ("number", "words"), [("0", "on-site"), ("1", "remote"), ("2", "hybrid"), ("3", ""), (None, "")]
)
def test_a_number_says_how_one_works(number, words):
    assert bamboohr.listing(job(1, locationType=number)).workplace == words


def test_text_date_and_pay_are_in_the_jobs_own_answer():
    record = job(21)
    request = bamboohr.detail(SALTMARSH, record)
    assert request == Request("https://saltmarsh.bamboohr.com/careers/21/detail")
    assert bamboohr.listing(record).silent == {"description", "pay_text", "posted_at"}
    told = {"description": "<p>Birds</p>", "compensation": "£24,000 a year", "datePosted": "2026-05-06"}
    own = {"result": {"jobOpening": {"jobOpeningName": "Head Warden", **told}}}
    read = bamboohr.listing(bamboohr.whole(record, page(request, own)))
    assert (read.title, read.pay_text, str(read.posted_at)[:10]) == ("Head Warden", "£24,000 a year", "2026-05-06")
    assert (read.sections[0].html, read.url, read.silent) == ("<p>Birds</p>", record["jobOpeningShareUrl"], frozenset())


@pytest.mark.parametrize(
    "answer",
    [{"result": {"jobOpening": job(22)}}, {"result": [job(21)]}, {"result": {}}, {"error": "gone"}, "gone", b"<html>"],
)
def test_what_is_not_the_job_asked_for_is_unreadable(answer):
    with pytest.raises(Unreadable):
        bamboohr.whole(job(21), page(Request(""), answer))
