import pytest

from companies.providers import eightfold
from companies.providers.base import Board, Page, Section, Unreadable

from .boards import page, written
from .walking import walk

OLDER = eightfold.board("harbourlight")
NEWER = eightfold.board_in("https://harbourlight.eightfold.ai/api/pcsx/search?domain=harbourlight.com&start=0")
OWN_HOST = eightfold.board_in("https://apply.careers.harbourlight.example/careers?domain=harbourlight.com&pcsx=1")


def jobs(start, end):
    return [{"id": number, "name": "Keeper"} for number in range(start, end)]


@pytest.mark.parametrize(
    ("board", "token", "asked", "domain"),
    [
        (OLDER, "harbourlight", "https://harbourlight.eightfold.ai/api/apply/v2/jobs", "harbourlight.com"),
        (NEWER, "harbourlight", "https://harbourlight.eightfold.ai/api/pcsx/search", "harbourlight.com"),
        (
            OWN_HOST,
            "apply.careers.harbourlight.example/harbourlight.com",
            "https://apply.careers.harbourlight.example/api/pcsx/search",
            "harbourlight.com",
        ),
        (
            eightfold.board_in("harbourlight.eightfold.ai/careers?domain=light.example"),
            "harbourlight/light.example",
            "https://harbourlight.eightfold.ai/api/apply/v2/jobs",
            "light.example",
        ),
    ],
)
def test_a_boards_address_tells_its_interface_and_its_mail_domain(board, token, asked, domain):
    request = eightfold.first(board)
    assert (board.token, request.url, request.params["domain"]) == (token, asked, domain)


@pytest.mark.parametrize("newer", [False, True])
def test_a_board_is_read_to_its_count_in_pages_of_ten(newer):
    def server(request):
        answer = {"positions": jobs(0, 25)[request.params["start"] :][:10], "count": 25}
        return {"status": 200, "data": answer} if newer else answer

    pages = walk(eightfold, NEWER if newer else OLDER, server)
    assert (len(pages), len(eightfold.records(pages)), eightfold.doubt(pages)) == (3, 25, "")


def test_a_server_that_answers_one_page_again_and_again_ends_in_a_doubt():
    pages = walk(eightfold, OLDER, lambda request: {"positions": jobs(0, 10), "count": 25})
    assert eightfold.doubt(pages).startswith("The board speaks of 25 postings and lists 10, 20 of them again")


def test_a_full_page_without_a_count_is_followed_by_another():
    pages = walk(eightfold, OLDER, lambda request: {"positions": jobs(0, 15)[request.params["start"] :][:10]})
    assert (len(eightfold.records(pages)), eightfold.doubt(pages)) == (15, "")


@pytest.mark.parametrize(
    ("board", "answer", "asked"),
    [
        (OLDER, {"id": 7, "job_description": "<p>Text</p>"}, "https://harbourlight.eightfold.ai/api/apply/v2/jobs/7"),
        (
            NEWER,
            {"status": 200, "data": {"id": 7, "jobDescription": "<p>Text</p>", "postedTs": None}},
            "https://harbourlight.eightfold.ai/api/pcsx/position_details",
        ),
    ],
)
def test_a_positions_own_answer_gives_its_text(board, answer, asked):
    record = {"id": 7, "name": "Keeper", "postedTs": 1784234857, "url": "https://a.example/7"}
    request = eightfold.detail(board, record)
    listing = eightfold.listing(eightfold.whole(record, page("eightfold", answer)))
    assert request.url == asked
    assert (listing.sections, listing.url) == ((Section("", "<p>Text</p>"),), "https://a.example/7")
    assert listing.posted_at is not None
    assert "description" not in listing.silent


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"id": 8, "name": "Another"}, {"message": "Not found"}])
def test_the_answer_of_a_position_that_is_gone_is_unreadable(answer):
    with pytest.raises(Unreadable, match="taken down"):
        eightfold.whole({"id": 7, "name": "Keeper", "url": "https://a.example/7"}, page("eightfold", answer))


def test_a_moment_that_is_null_or_zero_is_not_stated():
    assert eightfold.listing(written("eightfold", "harbourlight.pcsx")["1970393556862981"]).posted_at is None
    assert eightfold.listing(written("eightfold", "harbourlight")["1099555326552"]).posted_at is None


def test_an_address_that_is_none_gives_way_to_the_one_by_the_id():
    for board in ("harbourlight", "harbourlight.pcsx"):
        for record in written("eightfold", board).values():
            assert record["url"] == f"https://harbourlight.eightfold.ai/careers/job/{record['id']}"


def test_a_refusal_is_unreadable_in_its_own_words():
    with pytest.raises(Unreadable, match="Eightfold says: Not authorized for PCSX"):
        eightfold.records([page("eightfold", {"message": "Not authorized for PCSX"})])


@pytest.mark.parametrize("body", [[], {}, {"positions": {}}, {"data": {"positions": None}}, b"<html></html>"])
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        eightfold.records([page("eightfold", body)])


def test_a_single_position_is_no_board():
    single = Page(eightfold.first(Board("harbourlight", OLDER.url)), b'{"id": 7, "name": "Keeper"}')
    assert list(eightfold.records([single])) == ["7"]
    assert eightfold.doubt([single]) == "The answer is a single position, not a board."
