from decimal import Decimal

import pytest

from companies.providers import recruitee
from companies.providers.base import Board, Location, Pay, Request, Unreadable

from .walking import page, walk

VELDKAMP = Board("veldkamp", "https://veldkamp.recruitee.com/")
ZWOLLE = {"name": "Mill", "city": "Zwolle", "state": "Overijssel", "country": "Netherlands", "country_code": "NL"}


def offer(**fields):
    return {"id": 1, "title": "Sail Mender", "careers_url": "https://jobs.veldkamp.example/o/sail-mender", **fields}


@pytest.mark.parametrize(
    "url",
    [
        "https://veldkamp.recruitee.com",
        "https://Veldkamp.recruitee.com/nl/o/zeilmaker",
        "veldkamp.recruitee.com/o/sail-mender/c/new?source=x",
        "https://veldkamp.recruitee.com/api/offers/",
        "https://veldkamp.recruitee.com/l/en/#section-1",
    ],
)
def test_a_url_of_any_form_names_its_board(url):
    assert recruitee.board_in(url) == VELDKAMP


@pytest.mark.parametrize(
    "url",
    ["https://recruitee.com/pricing", "https://api.recruitee.com/c/1/offers", "https://jobs.veldkamp.example/o/x"],
)
def test_a_url_without_a_board_names_none(url):
    assert recruitee.board_in(url) is None


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        ({"offers": []}, ""),
        ({"offers": [offer()]}, ""),
        ({"offer": offer()}, "The answer is a single offer, not a board."),
    ],
)
def test_a_board_is_sent_whole_or_not_at_all(answer, doubt):
    pages = walk(recruitee, VELDKAMP, lambda request: answer)
    assert recruitee.doubt(pages) == doubt
    assert [one.request for one in pages] == [Request("https://veldkamp.recruitee.com/api/offers/")]


@pytest.mark.parametrize("answer", [{"error": "Not found"}, {"error": ["Not found"]}, [], {"offers": None}, b"<html>"])
def test_what_is_no_board_is_unreadable(answer):
    with pytest.raises(Unreadable):
        recruitee.records([page(recruitee.first(VELDKAMP), answer)])


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        (None, ()),
        ({"min": None, "max": None, "period": None, "currency": None}, ()),
        (
            {"min": "38000", "max": "45500.50", "period": "year", "currency": "EUR"},
            (Pay(Decimal(38000), Decimal("45500.50"), "EUR", "year"),),
        ),
        ({"min": 18, "max": "", "period": "hour", "currency": "EUR"}, (Pay(Decimal(18), None, "EUR", "hour"),)),
        ({"min": "by agreement", "max": "NaN", "period": "year", "currency": "EUR"}, ()),
    ],
)
def test_sums_written_as_texts_are_sums_and_a_salary_of_nulls_is_none(salary, pay):
    assert recruitee.listing(offer(salary=salary)).pay == pay


def test_the_places_are_the_list_and_not_the_words_beside_it():
    listing = recruitee.listing(offer(location="Remote job", locations=[ZWOLLE, ZWOLLE, {"name": "Mill 2"}]))
    zwolle = Location("Zwolle, Overijssel, Netherlands", "Zwolle", "Overijssel", "NL")
    assert listing.locations == (zwolle, Location("Mill 2"))
    assert recruitee.listing(offer(location="Remote job")).location_text == "Remote job"


@pytest.mark.parametrize(
    ("flags", "workplace"),
    [
        ({"remote": True, "hybrid": False, "on_site": False}, "remote"),
        ({"remote": False, "hybrid": True, "on_site": True}, "hybrid"),
        ({"remote": True, "hybrid": True, "on_site": True}, "remote"),
        ({"remote": False, "hybrid": False, "on_site": True}, "on-site"),
        ({"remote": False, "hybrid": False, "on_site": False}, ""),
        ({}, ""),
    ],
)
def test_of_several_ways_to_work_the_widest_stands(flags, workplace):
    assert recruitee.listing(offer(**flags)).workplace == workplace


def test_times_that_are_no_iso_are_read():
    listing = recruitee.listing(offer(published_at="2026-04-14 09:59:30 UTC", updated_at="tomorrow"))
    assert (str(listing.posted_at), listing.updated_at) == ("2026-04-14 09:59:30+00:00", None)


def test_a_text_in_one_language_says_which_and_is_kept_once():
    read = recruitee.listing(
        offer(description="<p>Mend</p>", requirements="", translations={"nl": {"title": "Zeilmaker"}})
    )
    assert (read.language, [section.html for section in read.sections]) == ("nl", ["<p>Mend</p>"])
    assert recruitee.listing(offer(translations={"nl": {}, "en": {}})).language == ""


def test_no_mailbox_tag_question_or_note_is_kept():
    place = {**ZWOLLE, "note": "ask A. Person", "street": "Molenweg 1"}
    said = {
        "mailbox_email": "job.1@veldkamp.example",
        "tags": ["A. Person"],
        "open_questions": [{"body": "A. Person?"}],
    }
    kept = repr(recruitee.listing(offer(locations=[place], **said)))
    assert not [word for word in ("Person", "@", "Molenweg") if word in kept]
