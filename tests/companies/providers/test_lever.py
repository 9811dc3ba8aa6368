import hashlib
import json
import re

import pytest

from companies.providers import lever
from companies.providers.base import Board, Location, Page, Request, Section, Unreadable

from .boards import SHARED, page, recorded, written

SEED = SHARED / "seed" / "posting-page.txt"


def posting(**fields):
    return {"text": "Engineer", "hostedUrl": "https://jobs.lever.co/harbourlight/1", **fields}


def lever_page(count: int, skip: int = 0) -> Page:
    asked = lever.first(lever.board("harbourlight"))
    request = Request(asked.url, {**asked.params, "skip": skip})
    return Page(request, json.dumps([{"id": str(skip + i)} for i in range(count)]).encode())


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://jobs.lever.co/liquid.ai", "https://api.lever.co/v0/postings/liquid.ai"),
        ("https://jobs.eu.lever.co/liquid.ai", "https://api.eu.lever.co/v0/postings/liquid.ai"),
    ],
)
def test_a_board_is_asked_for_in_its_own_region(url, asked):
    assert lever.first(lever.board_in(url)) == Request(asked, {"mode": "json", "limit": 100, "skip": 0})


def test_a_board_of_a_bare_token_is_a_global_one():
    assert lever.board("spotify") == Board("spotify", "https://jobs.lever.co/spotify")


def test_a_full_page_asks_for_the_next_and_a_short_one_ends_the_board():
    (second,) = lever.more(lever_page(100))
    assert (second.params["skip"], second.params["limit"]) == (100, 100)
    (third,) = lever.more(lever_page(100, skip=100))
    assert third.params["skip"] == 200
    assert list(lever.more(lever_page(99, skip=200))) == []


def test_the_stamps_of_the_first_request_do_not_go_with_the_next():
    stamped = Request("https://api.lever.co/v0/postings/x", {"skip": 0}, {"If-None-Match": "1"})
    (second,) = lever.more(Page(stamped, lever_page(100).body))
    assert second.headers == {}


@pytest.mark.parametrize(
    ("counts", "doubtful"),
    [
        ([0], False),
        ([7], False),
        ([100, 100, 3], False),
        ([100, 0], False),
        ([156], False),  # recorded without paging
        ([100], True),
        ([100, 100], True),
        ([], True),
    ],
)
def test_a_board_is_whole_when_its_last_page_is_not_full(counts, doubtful):
    pages = [lever_page(count, skip=100 * i) for i, count in enumerate(counts)]
    assert bool(lever.doubt(pages)) is doubtful
    assert len(lever.records(pages)) == sum(counts)


def test_an_error_is_unreadable_in_levers_words():
    with pytest.raises(Unreadable, match="Lever says: Document not found"):
        lever.records([page("lever", {"ok": False, "error": "Document not found"})])


@pytest.mark.parametrize("answer", [{}, {"jobs": []}, "postings", 3, None, b"<html>", b"", b"\xff\xfe"])
def test_what_is_no_list_is_unreadable(answer):
    with pytest.raises(Unreadable):
        lever.records([page("lever", answer)])


def test_the_text_comes_in_the_order_of_levers_page_and_never_twice():
    record = posting(
        opening="<p>We</p>",
        descriptionBody="<p>You</p>",
        description="<div>We</div><div>You</div>",
        lists=[{"text": "Tasks", "content": "<li>Think</li>"}],
        additional="<p>Benefits</p>",
        salaryDescription="<p>Pay</p>",
    )
    assert lever.listing(record).sections == (
        Section("", "<p>We</p>"),
        Section("", "<p>You</p>"),
        Section("Tasks", "<li>Think</li>"),
        Section("", "<p>Benefits</p>"),
        Section("", "<p>Pay</p>"),
    )


def test_the_whole_description_stands_in_where_its_parts_are_missing():
    record = posting(opening="", description="<div>We and you</div>")
    assert lever.listing(record).sections == (Section("", "<div>We and you</div>"),)


def test_the_country_is_a_hint_for_the_first_place_only():
    categories = {"location": "Tokyo, Japan", "allLocations": ["Tokyo", "Tokyo, Japan", "Paris"]}
    listing = lever.listing(posting(country="JP", categories=categories))
    assert listing.locations == (Location("Tokyo, Japan", country="JP"), Location("Tokyo"), Location("Paris"))
    assert listing.location_text == "Tokyo, Japan; Tokyo; Paris"


def test_a_country_without_a_place_is_a_place_without_words():
    listing = lever.listing(posting(country="FO", categories={"allLocations": []}))
    assert (listing.locations, listing.location_text) == ((Location("", country="FO"),), "")


@pytest.mark.parametrize(
    "text",
    [
        "The salary range for this position is $160,000 - $190,000.",
        "Up to 95 000 €",
        "AUD 130k to 145k",
        "Zwischen 60.000 und 75.000 EUR",
    ],
)
def test_a_salary_description_that_names_a_sum_is_the_pay_in_words(text):
    assert lever.listing(posting(salaryDescriptionPlain=text)).pay_text == text


@pytest.mark.parametrize(
    "text", ["Many factors may influence base pay offered.", "We offer a 401(k) and 25 days off.", ""]
)
def test_one_that_names_none_is_not(text):
    assert lever.listing(posting(salaryDescriptionPlain=text)).pay_text == ""


def test_a_range_without_an_end_is_no_pay():
    assert lever.listing(posting(salaryRange={"currency": "USD", "interval": "per-year-salary"})).pay == ()


def test_native_has_its_seven_fields_whether_stated_or_not():
    native = lever.listing(posting()).native
    assert native == dict.fromkeys(
        ["lists", "country", "createdAt", "updatedAt", "categories", "salaryRange", "workplaceType"]
    )


@pytest.mark.parametrize("record", [None, [], "posting", {}, {"text": " \u00a0 ", "hostedUrl": "https://a.example"}])
def test_a_record_that_is_no_posting_is_unreadable(record):
    with pytest.raises(Unreadable):
        lever.listing(record)


def test_no_text_that_cannot_be_stored_leaves_the_adapter():
    record = written("lever", "harbourlight")["00000006-0000-4000-8000-000000000000"]
    kept = json.dumps(lever.listing(record).native) + lever.listing(record).title
    assert "\\u0000" not in kept
    assert "\\ud8" not in kept
    assert lever.listing(record).title == "Keeper of the Keys"


@recorded
def test_the_seed_posting_is_kept_as_its_page_shows_it():
    shown = SEED.read_text()
    row = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", shown, re.MULTILINE))
    native = shown.partition("Native Structured\n")[2].partition("Get this page with API")[0]
    listing = lever.listing(json.loads(native) | {"text": row["Title"], "hostedUrl": row["Source URL"]})

    assert (listing.title, listing.url) == (row["Title"], row["Source URL"])
    assert (listing.department, listing.team) == (row["Department"], row["Team"])
    assert (listing.location_text, listing.workplace) == (row["Location Text"], row["Workplace Type"])
    assert f"{listing.posted_at:%Y-%m-%d %H:%M:%SZ}" == row["Source Posted At"]
    assert [section.heading for section in listing.sections] == [
        "What You'll Do",
        "Who You Are",
        "Where You'll Be",
    ]

    compact = json.dumps(listing.native, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert f'"source_hash": "{hashlib.sha256(compact.encode()).hexdigest()}"' in shown
    identity = "|".join([row["Provider"], "spotify", row["Provider Job Key"]])
    assert hashlib.sha1(identity.encode(), usedforsecurity=False).hexdigest() == row["Job ID"]
