import pytest

from companies.providers import personio
from companies.providers.base import Board, Page, Request, Unreadable

from .boards import SHARED, page, recorded, written
from .walking import walk

BOARD = personio.board("moorblick")
RECORDED = SHARED / "payloads" / "personio"


def feed(*positions: str) -> bytes:
    return f"<workzag-jobs>{''.join(positions)}</workzag-jobs>".encode()


def position(key: int, name: str, text: str = "") -> str:
    described = f"<jobDescription><name>Work</name><value>{text}</value></jobDescription>" if text else ""
    return f"<position><id>{key}</id><name>{name}</name><jobDescriptions>{described}</jobDescriptions></position>"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://moorblick.jobs.personio.de", ".de"),
        ("https://moorblick.jobs.personio.de/?language=en&department=Optik#apply", ".de"),
        ("moorblick.jobs.personio.de/job/410001?language=de&display=de", ".de"),
        ("https://MOORBLICK.jobs.personio.de/job/410001/apply", ".de"),
        ("https://moorblick.jobs.personio.com/xml?language=en", ".com"),
        ("https://moorblick.jobs.personio.com/search.json", ".com"),
    ],
)
def test_every_address_of_a_career_site_names_its_board_and_its_host_is_asked(url, host):
    board = personio.board_in(url)
    assert board == Board("moorblick", f"https://moorblick.jobs.personio{host}/")
    assert personio.first(board) == Request(f"https://moorblick.jobs.personio{host}/xml", {"language": "en"})


@pytest.mark.parametrize(
    "url",
    [
        "https://moorblick.personio.de/login",  # where the company's own people sign in
        "https://api.personio.de/v1/recruiting/applications",
        "https://jobs.personio.de/job/410001",
        "https://a.moorblick.jobs.personio.de/",
        "https://moorblick.jobs.personio.de.evil.example/",
    ],
)
def test_other_addresses_of_personio_name_no_board(url):
    assert personio.board_in(url) is None


@pytest.mark.parametrize("body", [b"<workzag-jobs/>", b"<?xml version='1.0'?>\n<workzag-jobs>\n</workzag-jobs>"])
def test_a_bare_feed_is_a_board_proven_empty(body):
    pages = walk(personio, BOARD, lambda request: body)
    assert (len(pages), personio.records(pages), personio.doubt(pages)) == (1, {}, "")


@pytest.mark.parametrize("body", [b"<html><body>Moved</body></html>", b"<workzag-jobs><position>", b"{}", b""])
def test_what_is_no_feed_is_unreadable(body):
    with pytest.raises(Unreadable):
        personio.records([page("personio", body)])


def test_positions_without_text_are_asked_for_in_german_and_told_as_german_tells_them():
    english = feed(position(1, "Optician", "&lt;p&gt;Grind&lt;/p&gt;"), position(2, "Night Watch"), position(3, "Cook"))
    german = feed(position(1, "Optiker", "Schleifen"), position(2, "Nachtwache", "Wachen"), position(3, "Koch"))
    pages = walk(personio, BOARD, lambda request: german if request.params["language"] == "de" else english)
    assert [page.request.params["language"] for page in pages] == ["en", "de"]
    records = personio.records(pages)
    assert [record["name"] for record in records.values()] == ["Optician", "Nachtwache", "Koch"]
    assert (records.repeated, personio.doubt(pages)) == (0, "")


def test_a_feed_with_every_text_is_asked_once():
    assert len(walk(personio, BOARD, lambda request: feed(position(1, "Optician", "Grind")))) == 1


def test_the_filing_of_the_employer_is_no_department_and_no_recruiter_is_kept():
    record = written("personio", "moorblick.xml")["410001"]
    listing = personio.listing({**record, "department": ""})
    assert listing.department == ""
    assert listing.native["recruitingCategory"] == "003_Optik & Mechanik"
    assert "telephone" not in repr(listing)


@recorded
def test_a_recorded_feed_that_is_malformed_is_refused_with_the_place_of_the_fault():
    body = (RECORDED / "laolaweb-demo" / "feed11-faulty.xml.malformed").read_bytes()
    with pytest.raises(Unreadable, match="line 5"):
        personio.records([Page(personio.first(BOARD), body)])


@recorded
def test_a_recorded_position_of_nothing_but_an_id_is_unreadable():
    records = personio.records([page("personio", (RECORDED / "cps-it" / "api-response-invalid.xml").read_bytes())])
    with pytest.raises(Unreadable, match="no title"):
        personio.listing(records["1"])
