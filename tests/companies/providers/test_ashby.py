import pytest

from companies.providers import ashby
from companies.providers.base import Location, Page, Request, Unreadable

from .boards import page, written

GRAPHQL = "https://jobs.ashbyhq.com/api/non-user-graphql"


def job(**fields):
    return {"id": "1", "title": "Vet", "jobUrl": "https://jobs.ashbyhq.com/nordlys/1", **fields}


def salary(low, high, currency="NOK", interval="1 YEAR", kind="Salary"):
    amounts = {"minValue": low, "maxValue": high, "currencyCode": currency}
    return {"compensationType": kind, "interval": interval, **amounts}


@pytest.mark.parametrize(
    ("token", "written_as"),
    [
        ("ramp", "ramp"),
        ("Synergy Pet Group", "Synergy%20Pet%20Group"),
        ("kraken.com", "kraken.com"),
        ("DeepL", "DeepL"),
    ],
)
def test_a_token_is_percent_encoded_and_keeps_its_case(token, written_as):
    board = ashby.board(token)
    assert board == (token, f"https://jobs.ashbyhq.com/{written_as}")
    url = f"https://api.ashbyhq.com/posting-api/job-board/{written_as}"
    assert ashby.first(board) == Request(url, {"includeCompensation": "true"})


def test_an_unlisted_posting_is_not_on_the_board():
    answer = {"jobs": [job(isListed=True), job(id="2", isListed=False), job(id="3")]}
    assert list(ashby.records([page("ashby", answer)])) == ["1", "3"]


def test_an_empty_board_is_whole():
    empty = page("ashby", {"jobs": [], "apiVersion": "1"})
    assert (ashby.records([empty]), ashby.doubt([empty])) == ({}, "")


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        {"jobs": None},
        {"jobs": {}},
        {"data": None},
        {"data": {"jobBoard": None}},
        "Not Found",
        b"Not Found",
    ],
)
def test_what_is_no_board_is_unreadable(answer):
    with pytest.raises(Unreadable):
        ashby.records([page("ashby", answer)])


def test_places_have_the_parts_of_their_addresses():
    address = {"postalAddress": {"addressLocality": "Oslo", "addressCountry": "Norway", "streetAddress": "Gate 1"}}
    bare = {"addressLocality": "Bergen", "addressRegion": "Vestland"}
    others = [
        {"location": "Bergen", "address": bare},
        {"location": "Oslo HQ", "address": address},
        {"location": None},
    ]
    listing = ashby.listing(job(location="Oslo HQ", address=address, secondaryLocations=others))
    assert listing.locations == (
        Location("Oslo HQ", city="Oslo", country="Norway"),
        Location("Bergen", city="Bergen", region="Vestland"),
    )
    assert listing.location_text == "Oslo HQ; Bergen"


def test_only_salaries_are_pay_and_each_tier_says_for_whom():
    tiers = [
        {"title": "Norway", "components": [salary(1, 2), salary(0.1, 0.2, None, "NONE", "EquityPercentage")]},
        {
            "title": None,
            "components": [salary(3.5, None, "SEK", "1 HOUR"), salary(9, 9, "SEK", "1 TIME", "Bonus")],
        },
        {"title": "Elsewhere", "components": [salary(None, None)]},
    ]
    pay = ashby.listing(job(compensation={"compensationTiers": tiers})).pay
    assert [(p.label, str(p.min), str(p.max), p.currency, p.interval) for p in pay] == [
        ("Norway", "1", "2", "NOK", "1 YEAR"),
        ("", "3.5", "None", "SEK", "1 HOUR"),
    ]


def test_pay_that_is_not_to_be_shown_is_kept_nowhere():
    compensation = {"compensationTierSummary": "NOK 1", "compensationTiers": [{"components": [salary(1, 1)]}]}
    listing = ashby.listing(job(compensation=compensation, shouldDisplayCompensationOnJobPostings=False))
    assert (listing.pay, listing.pay_text, listing.native["compensation"]) == ((), "", None)


@pytest.mark.parametrize("shown", [True, None])
def test_pay_is_told_in_words_unless_it_is_not_to_be_shown(shown):
    compensation = {"compensationTierSummary": "€76K\u00a0– €185K • Offers Equity"}
    listing = ashby.listing(job(compensation=compensation, shouldDisplayCompensationOnJobPostings=shown))
    assert listing.pay_text == "€76K – €185K • Offers Equity"


@pytest.mark.parametrize(
    ("record", "silent"),
    [
        (job(), {"description", "workplace", "is_remote", "pay", "pay_text", "posted_at", "apply_url"}),
        (
            job(descriptionHtml="", isRemote=None, compensation=None, publishedAt=None, applyUrl=None),
            set(),
        ),
    ],
)
def test_a_field_that_is_absent_is_not_spoken_of_and_one_that_is_null_is_not_stated(record, silent):
    assert ashby.listing(record).silent == silent


def test_a_brief_has_its_department_from_the_top_of_its_teams():
    briefs = written("ashby", "Nordlys Pet Group.graphql")
    listing = ashby.listing(briefs["00000001-0000-4000-8000-000000000000"])
    assert (listing.department, listing.team) == ("Care", "Clinics")
    assert listing.url == "https://jobs.ashbyhq.com/Nordlys%20Pet%20Group/00000001-0000-4000-8000-000000000000"


def test_teams_that_lead_in_a_circle_end():
    briefs = written("ashby", "Nordlys Pet Group.graphql")
    assert ashby.listing(briefs["00000007-0000-4000-8000-000000000000"]).team == "Round"


def test_a_brief_that_came_from_nowhere_has_no_address_and_is_unreadable():
    board = {"teams": [], "jobPostings": [{"id": "1", "title": "Vet"}]}
    answer = page("ashby", {"data": {"jobBoard": board}}).body
    records = ashby.records([Page(Request(GRAPHQL), answer)])
    with pytest.raises(Unreadable, match="no web address"):
        ashby.listing(records["1"])


@pytest.mark.parametrize("key", ["00000005-0000-4000-8000-000000000000", "00000006-0000-4000-8000-000000000000"])
def test_a_record_that_is_no_posting_is_unreadable(key):
    with pytest.raises(Unreadable):
        ashby.listing(written("ashby", "Nordlys Pet Group")[key])
