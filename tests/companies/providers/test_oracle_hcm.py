from datetime import UTC, datetime

import pytest

from companies.providers import oracle_hcm
from companies.providers.base import Page, Section, Unreadable
from companies.providers.oracle_hcm import PAGE_SIZE

from .boards import own, page, written
from .walking import walk

BOARD = oracle_hcm.board("harbourlight.fa.em2.oraclecloud.com/CX_1")
NAMED = oracle_hcm.board("harbourlight.fa.em2.oraclecloud.com/careers")


def answer(jobs, total=None):
    stated = {} if total is None else {"TotalJobsCount": total}
    return {"items": [{"requisitionList": jobs} | stated], "count": 1}


def job(number):
    return {"Id": str(number), "Title": "Keeper"}


def offset(request):
    return int(request.params["finder"].partition("offset=")[2].partition(",")[0])


def test_a_board_is_asked_by_its_site_and_all_paging_is_inside_the_finder():
    asked = oracle_hcm.first(BOARD)
    assert asked.url == (
        "https://harbourlight.fa.em2.oraclecloud.com/hcmRestApi/resources/latest/recruitingCEJobRequisitions"
    )
    assert asked.params == {
        "onlyData": "true",
        "expand": "requisitionList.secondaryLocations",
        "finder": "findReqs;siteNumber=CX_1,limit=100,offset=0,sortBy=POSTING_DATES_DESC",
    }


def test_a_board_is_read_to_its_total_though_the_server_gives_smaller_pages_than_asked_for():
    jobs = [job(number) for number in range(60)]
    pages = walk(oracle_hcm, BOARD, lambda request: answer(jobs[offset(request) :][:25], 60))
    assert (len(pages), len(oracle_hcm.records(pages)), oracle_hcm.doubt(pages)) == (3, 60, "")


def test_a_server_that_answers_one_page_again_and_again_ends_in_a_doubt():
    pages = walk(oracle_hcm, BOARD, lambda request: answer([job(number) for number in range(25)], 60))
    assert oracle_hcm.doubt(pages) == (
        "The board speaks of 60 postings and lists 25, 50 of them again: a page may have come twice."
    )


def test_a_full_page_without_a_total_proves_nothing():
    full = page("oracle_hcm", answer([job(number) for number in range(PAGE_SIZE)]))
    assert oracle_hcm.doubt([full]).startswith("The last page is full")
    assert oracle_hcm.doubt([page("oracle_hcm", answer([job(1)]))]) == ""


def test_a_named_site_is_asked_for_its_number_first():
    def server(request):
        if request.url.endswith("/sites/careers"):
            return own({}, request, "oracle_hcm", "site.html").body
        assert "siteNumber=CX_1002," in request.params["finder"]
        return answer([job(1)], 1)

    pages = walk(oracle_hcm, NAMED, server)
    assert (oracle_hcm.records(pages)["1"]["url"], oracle_hcm.doubt(pages)) == (
        "https://harbourlight.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1002/job/1",
        "",
    )
    asked = oracle_hcm.detail(NAMED, oracle_hcm.records(pages)["1"])
    assert asked.params["finder"] == 'ById;Id="1",siteNumber=CX_1002'


def test_a_site_that_does_not_tell_its_number_is_unreadable():
    with pytest.raises(Unreadable, match="number of its site"):
        list(oracle_hcm.more(Page(oracle_hcm.first(NAMED), b"<html></html>")))


def test_the_own_answer_gives_the_text_and_keeps_what_it_does_not_state():
    record = written("oracle_hcm", "harbourlight")["4101"]
    asked = oracle_hcm.detail(BOARD, record)
    listing = oracle_hcm.listing(oracle_hcm.whole(record, own(record, asked, "oracle_hcm", "4101.json")))
    assert asked.url.endswith("/recruitingCEJobRequisitionDetails")
    assert listing.sections == (
        Section("", "<p>You keep the lamp.</p>"),
        Section("Responsibilities", "<ul><li>Climb</li></ul>"),
    )
    assert (listing.department, listing.workplace, listing.silent) == ("Coast", "ON_SITE", frozenset())
    assert listing.posted_at == datetime(2026, 3, 2, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize("items", [[], [{"Id": "4102", "Title": "Another"}], None])
def test_the_answer_of_a_posting_that_is_gone_is_unreadable(items):
    with pytest.raises(Unreadable, match="taken down"):
        oracle_hcm.whole(job(4101), page("oracle_hcm", {"items": items}))


def test_nobody_who_is_named_for_contact_is_kept():
    record = written("oracle_hcm", "harbourlight.posting")["4101"]
    assert "someone" not in repr(oracle_hcm.listing(record).native).lower()


@pytest.mark.parametrize("body", [[], {}, {"items": []}, {"items": [{"requisitionList": None}]}, b"<html></html>"])
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        oracle_hcm.records([page("oracle_hcm", body)])
