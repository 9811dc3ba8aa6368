import pytest

from companies.providers import successfactors
from companies.providers.base import Location, Unreadable
from companies.providers.successfactors_posting import place_in

from .boards import page, written


def test_a_board_is_a_host_and_is_asked_for_its_feed_once():
    board = successfactors.board("careers.harbourlight.example")
    assert successfactors.first(board).url == "https://careers.harbourlight.example/sitemal.xml"
    assert successfactors.board("harbourlight").url.startswith("https://jobs.harbourlight.com/search/")
    assert list(successfactors.more(page("successfactors", b"<rss/>"))) == []


@pytest.mark.parametrize(
    ("title", "stated", "read"),
    [
        ("Scientist (Richardson, TX, US, 75080)", "", ("Scientist", "Richardson, TX, US, 75080")),
        (
            "Associate (Days) (Bordentown, NJ, US, 08505-4750)",
            "",
            ("Associate (Days)", "Bordentown, NJ, US, 08505-4750"),
        ),
        ("Keeper (Haifa, IL)", "", ("Keeper", "Haifa, IL")),
        ("Keeper (London, GB, SW1A 1AA)", "", ("Keeper", "London, GB, SW1A 1AA")),
        ("Diver (Haifa, Israel, 3100000)", "Haifa, Israel, 3100000", ("Diver", "Haifa, Israel, 3100000")),
        ("Associate (Days)", "", ("Associate (Days)", "")),
        ("Keeper (m/f/d)", "Haifa, IL", ("Keeper (m/f/d)", "Haifa, IL")),
        ("Keeper (nights, weekends)", "", ("Keeper (nights, weekends)", "")),
        ("(Haifa, IL)", "", ("(Haifa, IL)", "Haifa, IL")),
        ("Keeper (", "", ("Keeper (", "")),
    ],
)
def test_a_place_in_the_last_brackets_is_taken_out_of_the_title(title, stated, read):
    assert place_in(title, stated) == read


def test_a_postcode_is_no_part_of_a_place():
    records = written("successfactors", "harbourlight.xml")
    assert successfactors.listing(records["1404125600"]).locations == (
        Location("Bordentown, NJ, US", city="Bordentown", region="NJ", country="US"),
    )
    assert successfactors.listing(records["1404125601"]).location_text == "Haifa, Israel"


def test_a_text_is_escaped_once_more_or_not():
    records = written("successfactors", "harbourlight.xml")
    texts = [successfactors.listing(records[key]).sections[0].html for key in ("1404125600", "1404125601")]
    assert texts == ["<p>You carry &amp; count.</p>", "<p>You dive.</p>"]


def test_an_empty_feed_is_whole_and_a_cut_one_is_unreadable():
    empty = page("successfactors", b"<rss version='2.0'><channel><title>Careers</title></channel></rss>")
    assert (successfactors.records([empty]), successfactors.doubt([empty])) == ({}, "")
    with pytest.raises(Unreadable, match="not XML"):
        successfactors.records([page("successfactors", b"<rss><channel><item><title>Keep")])


@pytest.mark.parametrize("name", ["harbourlight.newest.xml", "harbourlight.search.html"])
def test_what_lists_some_postings_is_read_and_doubted(name):
    records = written("successfactors", name)
    assert all("description" in successfactors.listing(record).silent for record in records.values())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Not Found",
        b'{"error": "no"}',
        b"<html><body>Page not found</body></html>",
        b"<urlset></urlset>",
        b'<?xml version="1.0"?><urlset/>',
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>',
    ],
)
def test_what_is_no_board_is_unreadable(body):
    with pytest.raises(Unreadable):
        successfactors.records([page("successfactors", body)])
