import pytest

from companies.providers import smartrecruiters
from companies.providers.base import Board, Location, Request, Unreadable

from .walking import page, walk

KVARNBY = Board("kvarnby", "https://careers.smartrecruiters.com/kvarnby")
API = "https://api.smartrecruiters.com/v1/companies/kvarnby/postings"


def posting(number, **fields):
    return {"id": str(number), "name": "Miller", "company": {"identifier": "Kvarnby"}, **fields}


def board_of(number, total=None, page_size=100):
    """A server with `number` postings that says it has `total`."""

    def answer(request):
        begin = request.params["offset"]
        listed = [posting(n) for n in range(begin, min(begin + page_size, number))]
        return {
            "offset": begin,
            "limit": page_size,
            "totalFound": number if total is None else total,
            "content": listed,
        }

    return answer


def first(answer):
    return page(smartrecruiters.first(KVARNBY), answer)


@pytest.mark.parametrize(
    "url",
    [
        "https://careers.smartrecruiters.com/Kvarnby",
        "careers.smartrecruiters.com/KVARNBY/mills",
        "https://jobs.smartrecruiters.com/Kvarnby/744000000001-miller?oga=true",
        "https://jobs.smartrecruiters.com/ni/Kvarnby/0a1b-miller",
        "https://jobs.smartrecruiters.com/oneclick-ui/company/Kvarnby/publication/0a1b?dcr_ci=Kvarnby",
        "https://jobs.smartrecruiters.com/external-referrals/company/Kvarnby/publication/0a1b",
        "https://api.smartrecruiters.com/v1/companies/kvarnby/postings/744000000001",
    ],
)
def test_a_url_of_any_form_names_its_board(url):
    assert smartrecruiters.board_in(url) == KVARNBY


@pytest.mark.parametrize(
    "url",
    [
        "https://www.smartrecruiters.com/recruiting-software",
        "https://jobs.smartrecruiters.com/oneclick-ui/company",
        "https://jobs.smartrecruiters.com/",
        "https://careers.smartrecruiters.com.evil.example/Kvarnby",
    ],
)
def test_a_url_without_a_board_names_none(url):
    assert smartrecruiters.board_in(url) is None


@pytest.mark.parametrize(("number", "page_size", "asked"), [(1, 100, 1), (100, 100, 1), (230, 100, 3), (230, 50, 5)])
def test_pages_are_asked_until_all_postings_are_there(number, page_size, asked):
    """However many a page holds: the server may give fewer than it was asked for."""
    pages = walk(smartrecruiters, KVARNBY, board_of(number, page_size=page_size))
    assert (len(pages), len(smartrecruiters.records(pages)), smartrecruiters.doubt(pages)) == (asked, number, "")
    assert pages[0].request == Request(API, {"limit": 100, "offset": 0})


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        (board_of(230, total=240), "speaks of 240 postings and lists 230"),
        (lambda request: board_of(100, total=300)(Request("", {"offset": 0})), "a page may have come twice"),
        (lambda request: {"content": [posting(1)]}, "does not say how many"),
        (lambda request: posting(1), "a single posting"),
        (board_of(0), "says the same of a company it does not know"),
    ],
    ids=["fewer than said", "one page for ever", "no total", "a single posting", "empty or unknown"],
)
def test_pages_that_do_not_prove_the_board_are_doubted(answer, doubt):
    assert doubt in smartrecruiters.doubt(walk(smartrecruiters, KVARNBY, answer))


def test_a_posting_taken_off_the_board_between_two_pages_makes_it_doubtful():
    pages = [first(board_of(101)(Request("", {"offset": 0}))), first(board_of(100)(Request("", {"offset": 100})))]
    assert "speaks of 101" in smartrecruiters.doubt(pages)


def test_the_text_is_asked_for_by_number_and_the_answer_is_the_whole():
    record = posting(7, refNumber="REF7")
    assert smartrecruiters.detail(KVARNBY, record) == Request(f"{API}/7")
    sections = {"qualifications": {"title": "Qualifications", "text": "<p>Strong</p>"}, "jobDescription": None}
    own = {"id": "7", "name": "Miller", "jobAd": {"sections": sections}, "applyUrl": "https://a.example/7"}
    listing = smartrecruiters.listing(smartrecruiters.whole(record, page(Request(f"{API}/7"), own, of="7")))
    assert [section.heading for section in listing.sections] == ["Qualifications"]
    assert (listing.requisition_id, listing.apply_url) == ("REF7", "https://a.example/7")
    assert listing.silent == frozenset()
    assert smartrecruiters.listing(record).silent == {"description", "apply_url"}


@pytest.mark.parametrize("answer", [{"message": "Posting not found"}, [], {"id": "8", "jobAd": {}}])
def test_what_is_not_the_posting_asked_for_is_unreadable(answer):
    with pytest.raises(Unreadable):
        smartrecruiters.whole(posting(7), page(Request(API), answer))


def test_a_text_without_its_posting_is_refused_and_an_error_is_told():
    with pytest.raises(Unreadable, match="neither a list of postings"):
        smartrecruiters.records([first({"jobAd": {"sections": {}}})])
    with pytest.raises(Unreadable, match="SmartRecruiters says: Company not found"):
        smartrecruiters.records([first({"message": "Company not found"})])


def test_a_posting_has_one_address_whether_listed_or_whole():
    number = "https://jobs.smartrecruiters.com/Kvarnby/7"
    assert smartrecruiters.listing(posting(7)).url == number
    assert smartrecruiters.listing(posting(7, postingUrl=f"{number}-miller")).url == number
    assert smartrecruiters.listing(posting(7, company=None, postingUrl=f"{number}-miller")).url == f"{number}-miller"


def test_no_recruiter_and_none_of_the_companys_own_fields_is_kept():
    person = {"creator": {"name": "A. Person"}, "customField": [{"fieldLabel": "Manager", "valueLabel": "A. Person"}]}
    assert "Person" not in repr(smartrecruiters.listing(posting(1, **person)))


@pytest.mark.parametrize(
    ("place", "workplace", "location"),
    [
        ({"remote": True, "hybrid": False}, "remote", ()),
        ({"remote": False, "hybrid": True, "city": "Lund"}, "hybrid", (Location("Lund", "Lund"),)),
        ({"remote": False, "hybrid": False}, "", ()),
        (
            {"city": "Lund", "region": "", "country": "se", "fullLocation": "Lund, , Sweden"},
            "",
            (Location("Lund, Sweden", "Lund", "", "SE"),),
        ),
    ],
)
def test_places_lose_their_empty_parts_and_neither_flag_says_nothing(place, workplace, location):
    listing = smartrecruiters.listing(posting(1, location=place))
    assert (listing.workplace, listing.locations) == (workplace, location)
