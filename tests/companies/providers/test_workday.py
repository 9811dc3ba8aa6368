import pytest

from companies.providers import workday
from companies.providers.base import Board, Location, Request, Unreadable

from .walking import page, walk

FJELLVIK = Board("fjellvik/wd5/Careers", "https://fjellvik.wd5.myworkdayjobs.com/Careers")
SHARED = Board("fjellvik/wd1/boats", "https://wd1.myworkdaysite.com/recruiting/fjellvik/boats")
API = "https://fjellvik.wd5.myworkdayjobs.com/wday/cxs/fjellvik/Careers"


def job(number, **fields):
    return {"title": "Rower", "externalPath": f"/job/Oslo/Rower_JR{number}", "locationsText": "Oslo", **fields}


def board_of(number, said=None, most=10_000):
    """A server with `number` jobs that shows `most` of them, and says their number on its first page."""

    def answer(request):
        begin = request.json["offset"]
        listed = [job(n) for n in range(begin, min(begin + 20, number, most))]
        return {"total": (number if said is None else said) if begin == 0 else 0, "jobPostings": listed}

    return answer


def listed(record):
    """`record` as the list has it."""
    return next(iter(workday.records([first({"total": 1, "jobPostings": [record]})]).values()))


def first(answer):
    return page(workday.first(FJELLVIK), answer)


@pytest.mark.parametrize(
    ("url", "board"),
    [
        ("https://fjellvik.wd5.myworkdayjobs.com/Careers", FJELLVIK),
        ("https://fjellvik.wd5.myworkdayjobs.com/en-US/Careers", FJELLVIK),
        ("https://FJELLVIK.wd5.myworkdayjobs.com/nb/Careers?q=rower", FJELLVIK),
        ("fjellvik.wd5.myworkdayjobs.com/en-us/Careers/job/Oslo/Rower_JR1/apply/applyManually", FJELLVIK),
        ("https://fjellvik.wd5.myworkdayjobs.com/Careers/en-US/job/Oslo/Rower_JR1", FJELLVIK),
        (f"{API}/jobs", FJELLVIK),
        (f"{API}/job/Oslo/Rower_JR1", FJELLVIK),
        ("https://wd1.myworkdaysite.com/recruiting/fjellvik/boats", SHARED),
        ("https://wd1.myworkdaysite.com/en-US/recruiting/fjellvik/boats/job/Oslo/Rower_JR1", SHARED),
        ("https://wd1.myworkdaysite.com/wday/cxs/fjellvik/boats/jobs", SHARED),
        (
            "https://fjellvik.wd103.myworkdayjobs.com/no",
            Board("fjellvik/wd103/no", "https://fjellvik.wd103.myworkdayjobs.com/no"),
        ),
    ],
)
def test_a_url_of_any_form_names_its_board(url, board):
    assert workday.board_in(url) == board
    assert workday.board_in(workday.first(board).url) == board


@pytest.mark.parametrize(
    "url",
    [
        "https://fjellvik.wd5.myworkdayjobs.com",
        "https://fjellvik.wd5.myworkdayjobs.com/en-US",
        "https://fjellvik.wd5.myworkdayjobs.com/wday/authgwy/fjellvik/login",
        "https://fjellvik.wd5.myworkdayjobs.com/job/Oslo/Rower_JR1",
        "https://fjellvik.myworkdayjobs.com/Careers",
        "https://wd1.myworkdaysite.com/recruiting/fjellvik",
        "https://www.workday.com/en-us/company/careers.html",
        "https://fjellvik.wd5.myworkdayjobs.com.evil.example/Careers",
        "https://fjellvik.wd5.myworkdayjobs.com/%2e%2e/Careers",
    ],
)
def test_a_url_without_a_board_names_none(url):
    assert workday.board_in(url) is None


@pytest.mark.parametrize("token", ["fjellvik", "fjellvik/Careers", "fjellvik/wd5/../x", "a.b/wd5/Careers", "a/wd5/"])
def test_a_token_of_another_form_is_no_board(token):
    with pytest.raises(Unreadable, match="tenant/wd5/site"):
        workday.board(token)


@pytest.mark.parametrize(("number", "asked"), [(0, 1), (7, 1), (20, 1), (40, 2), (47, 3)])
def test_the_first_page_tells_how_many_to_ask_for(number, asked):
    pages = walk(workday, FJELLVIK, board_of(number))
    assert (len(pages), len(workday.records(pages)), workday.doubt(pages)) == (asked, number, "")
    assert [one.request.json["offset"] for one in pages] == [20 * n for n in range(asked)]


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        (board_of(40, said=60), "speaks of 60 jobs and lists 40"),
        (board_of(40, said=0), "speaks of 0 jobs and lists 20"),
        (lambda request: board_of(20, said=60)(Request("", json={"offset": 0})), "speaks of 60 jobs and lists 20"),
        (lambda request: {"jobPostingInfo": job(1)}, "a single job"),
    ],
    ids=["fewer than said", "no total", "one page for ever", "a single job"],
)
def test_pages_that_do_not_prove_the_board_are_doubted(answer, doubt):
    assert doubt in workday.doubt(walk(workday, FJELLVIK, answer))


@pytest.mark.parametrize(
    ("number", "most", "is_whole"),
    [(2000, 2000, False), (2345, 2000, False), (2010, 2010, True), (1999, 1999, True)],
)
def test_a_total_at_its_cap_is_believed_only_when_more_is_listed_to_a_short_page(number, most, is_whole, monkeypatch):
    monkeypatch.setattr("tests.companies.providers.walking.FAR", 200)
    pages = walk(workday, FJELLVIK, board_of(number, said=min(number, 2000), most=most))
    assert (workday.doubt(pages) == "") is is_whole


def test_an_empty_object_is_a_job_that_cannot_be_told():
    records = workday.records([first({"total": 3, "jobPostings": [job(1), {}, {"title": "Rower"}]})])
    assert (list(records), records.without_key) == (["JR1"], 2)
    assert workday.doubt([first({"total": 3, "jobPostings": [job(1), {}, {"title": "Rower"}]})]) == ""


def test_a_requisition_posted_again_is_another_posting_of_the_same_requisition():
    jobs = [job(1, bulletFields=["JR1"]), job("1-1", bulletFields=["JR1"]), job(2, bulletFields=["Posted Today"])]
    records = workday.records([first({"total": 3, "jobPostings": jobs})])
    assert [(key, workday.listing(record).requisition_id) for key, record in records.items()] == [
        ("JR1", "JR1"),
        ("JR1-1", "JR1"),
        ("JR2", ""),
    ]


def test_several_places_are_counted_in_the_list_and_named_in_the_jobs_own_answer():
    record = listed(job(1, locationsText="3 Locations"))
    assert {"locations", "location_text"} <= workday.listing(record).silent
    own = {"title": "Rower", "location": "Oslo", "additionalLocations": ["Bergen", "Oslo"], "country": "Norway"}
    read = workday.listing(workday.whole(record, page(Request(API), {"jobPostingInfo": own})))
    assert read.locations == (Location("Oslo", country="Norway"), Location("Bergen"))
    assert not {"locations", "location_text"} & read.silent
    assert workday.listing(listed(job(1))).locations == (Location("Oslo"),)


def test_words_that_age_are_no_date_and_change_nothing():
    record = listed(job(1, postedOn="Posted 30+ Days Ago"))
    assert workday.listing(record).posted_at is None
    own = {"jobPostingInfo": {"title": "Rower", "postedOn": "Posted Today", "startDate": "2026-05-04"}}
    whole = workday.whole(record, page(Request(API), own))
    assert str(workday.listing(whole).posted_at) == "2026-05-04 00:00:00+00:00"
    assert {"postedOn"} <= workday.PASSING
    assert "Posted" not in repr(workday.listing(whole))


def test_a_job_is_asked_for_by_its_path_on_the_boards_own_host():
    record = listed(job(1))
    assert workday.detail(FJELLVIK, record) == Request(f"{API}/job/Oslo/Rower_JR1")
    url = "https://wd1.myworkdaysite.com/wday/cxs/fjellvik/boats/job/Oslo/Rower_JR1"
    assert workday.detail(SHARED, record) == Request(url)
    strange = {**record, "externalPath": "/job/M%C3%BCnchen/Rüderer_JR2"}
    assert workday.detail(FJELLVIK, strange).url == f"{API}/job/M%C3%BCnchen/R%C3%BCderer_JR2"


@pytest.mark.parametrize("path", ["", "job/Oslo/Rower_JR1", "//evil.example/job/x", "/job/../../../login", None])
def test_a_path_that_leads_elsewhere_is_not_asked(path):
    with pytest.raises(Unreadable):
        workday.detail(FJELLVIK, {"externalPath": path})


@pytest.mark.parametrize(
    "answer",
    [{"errorCode": "HTTP_404", "message": "Not found"}, [], {}, {"jobPostingInfo": {"jobPostingId": "Rower_JR2"}}],
)
def test_what_is_not_the_job_asked_for_is_unreadable(answer):
    with pytest.raises(Unreadable):
        workday.whole(listed(job(1)), page(Request(API), answer))


def test_an_error_is_told_in_workdays_words():
    with pytest.raises(Unreadable, match="Workday says: Not found"):
        workday.records([first({"errorCode": "HTTP_404", "message": "Not found"})])
