import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers import PROVIDERS, board_in, choices
from companies.providers.base import Board, Provider

LEVER = ("lever", Board("spotify", "https://jobs.lever.co/spotify"))
LEVER_EU = ("lever", Board("spotify", "https://jobs.eu.lever.co/spotify"))
GREENHOUSE = ("greenhouse", Board("stripe", "https://job-boards.greenhouse.io/stripe"))
GREENHOUSE_EU = ("greenhouse", Board("stripe", "https://job-boards.eu.greenhouse.io/stripe"))
ASHBY = ("ashby", Board("ramp", "https://jobs.ashbyhq.com/ramp"))
ASHBY_SPACES = ("ashby", Board("Synergy Pet Group", "https://jobs.ashbyhq.com/Synergy%20Pet%20Group"))
POSTING = "3cf07bc7-2b9f-4531-af88-a09cfdf7b3ab"


@pytest.mark.parametrize("slug", PROVIDERS)
def test_every_provider_has_the_whole_face(slug):
    assert isinstance(PROVIDERS[slug], Provider)


def test_the_choices_of_a_model_are_the_providers_by_name():
    assert choices() == [("ashby", "Ashby"), ("greenhouse", "Greenhouse"), ("lever", "Lever")]


@pytest.mark.parametrize("slug", PROVIDERS)
def test_a_board_is_found_again_by_its_own_url_and_by_what_is_asked(slug):
    board = PROVIDERS[slug].board("acme-2.io")
    assert board_in(board.url) == (slug, board)
    assert board_in(PROVIDERS[slug].first(board).url) == (slug, board)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://jobs.lever.co/spotify", LEVER),
        ("https://jobs.lever.co/spotify/", LEVER),
        ("http://jobs.lever.co/spotify?location=New%20York#top", LEVER),
        ("jobs.lever.co/spotify", LEVER),
        ("//jobs.lever.co/spotify", LEVER),
        ("  HTTPS://JOBS.LEVER.CO/spotify\n", LEVER),
        ("https://www.jobs.lever.co/spotify", LEVER),
        (f"https://jobs.lever.co/spotify/{POSTING}", LEVER),
        (f"https://jobs.lever.co/spotify/{POSTING}/apply?lever-source=x", LEVER),
        ("https://api.lever.co/v0/postings/spotify?mode=json&limit=100", LEVER),
        (f"https://api.lever.co/v0/postings/spotify/{POSTING}", LEVER),
        ("https://jobs.eu.lever.co/spotify", LEVER_EU),
        (f"https://jobs.eu.lever.co/spotify/{POSTING}/apply", LEVER_EU),
        ("https://api.eu.lever.co/v0/postings/spotify?mode=json", LEVER_EU),
        ("https://jobs.lever.co/liquid.ai", ("lever", Board("liquid.ai", "https://jobs.lever.co/liquid.ai"))),
        ("https://boards.greenhouse.io/stripe", GREENHOUSE),
        ("https://boards.greenhouse.io/Stripe/jobs/123?gh_jid=123", GREENHOUSE),
        ("https://job-boards.greenhouse.io/stripe/jobs/123#app", GREENHOUSE),
        ("https://boards.greenhouse.io/embed/job_board?for=stripe&b=https%3A%2F%2Fstripe.com", GREENHOUSE),
        ("https://boards.greenhouse.io/embed/job_board/js?for=stripe", GREENHOUSE),
        ("https://job-boards.greenhouse.io/embed/job_app?for=stripe&token=123", GREENHOUSE),
        ("https://boards-api.greenhouse.io/v1/boards/stripe/jobs?content=true", GREENHOUSE),
        ("boards-api.greenhouse.io/v1/boards/stripe/jobs/123", GREENHOUSE),
        ("https://api.greenhouse.io/v1/boards/stripe/embed/jobs", GREENHOUSE),
        ("https://job-boards.eu.greenhouse.io/stripe/jobs/123", GREENHOUSE_EU),
        ("https://boards.eu.greenhouse.io/stripe", GREENHOUSE_EU),
        ("https://jobs.ashbyhq.com/ramp", ASHBY),
        (f"https://jobs.ashbyhq.com/ramp/{POSTING}/application?utm_source=x", ASHBY),
        ("https://jobs.ashbyhq.com/ramp/embed", ASHBY),
        ("https://api.ashbyhq.com/posting-api/job-board/ramp?includeCompensation=true", ASHBY),
        ("https://jobs.ashbyhq.com/Synergy%20Pet%20Group", ASHBY_SPACES),
        ("https://jobs.ashbyhq.com/Synergy Pet Group/", ASHBY_SPACES),
        ("https://api.ashbyhq.com/posting-api/job-board/Synergy%20Pet%20Group", ASHBY_SPACES),
        (
            "https://jobs.ashbyhq.com/kraken.com",
            ("ashby", Board("kraken.com", "https://jobs.ashbyhq.com/kraken.com")),
        ),
    ],
)
def test_a_careers_url_of_any_form_names_its_board(url, found):
    assert board_in(url) == found


@pytest.mark.parametrize(
    "url",
    [
        "",
        "spotify",
        "https://www.spotify.com/jobs",
        "https://stripe.com/jobs/search?gh_jid=123",  # names a posting, and no board
        "https://boards.greenhouse.io/embed/job_app?token=123",
        "https://boards.greenhouse.io/",
        "https://boards-api.greenhouse.io/v1/boards",
        "https://jobs.lever.co",
        "https://api.lever.co/v1/postings/spotify",
        "https://hire.lever.co/spotify",
        "https://jobs.ashbyhq.com/api/non-user-graphql?op=ApiJobBoardWithTeams",
        "https://app.ashbyhq.com/ramp",
    ],
)
def test_a_url_without_a_board_names_none(url):
    assert board_in(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.lever.co@evil.example/spotify",
        "https://evil.example\\@jobs.lever.co/spotify",
        "https://user:password@jobs.lever.co/spotify",
        "https://jobs.lever.co.evil.example/spotify",
        "https://evil.example/jobs.lever.co/spotify",
        "https://evil.example?https://jobs.lever.co/spotify",
        "https://jobs.lever.co:8443/spotify",
        "https://jobs.lever.co:port/spotify",
        "https://[::1]/spotify",
        "https://[jobs.lever.co/spotify",
        "https://[jobs.lever.co]/spotify",
        "https://jobs。lever。co/spotify",
        "https://jobs.lever.co/spo\0tify",
        "https://jobs.lever.co/spotify%00",
        "https://jobs.lever.co/spotify%2F..%2Fnetflix",
        "https://jobs.lever.co/../netflix",
        "https://jobs.lever.co/%2e%2e/netflix",
        "https://jobs.lever.co/spotify\u202exe",
        "https://jobs.lever.co/\ud800",
        "https://jobs.ashbyhq.com/ramp%20",
        "https://jobs.ashbyhq.com/%0aramp",
        "javascript:alert(1)//jobs.lever.co/spotify",
        "file:///jobs.lever.co/spotify",
        "ftp://jobs.lever.co/spotify",
        "https://jobs.lever.co/" + "a" * 10_000,
        "https://jobs.lever.co/spotify?" + "a" * 10_000,
    ],
)
def test_a_hostile_url_names_no_board(url):
    assert board_in(url) is None


HOSTS = [
    "jobs.lever.co",
    "api.eu.lever.co",
    "boards.greenhouse.io",
    "boards-api.greenhouse.io",
    "jobs.ashbyhq.com",
]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(st.lists(st.sampled_from([*HOSTS, "https://", "/", "@", ":", "[", "?for=", "%", "\0", "v1/boards/"]) | ANY_TEXT))
def test_no_url_makes_board_in_fail_and_what_it_finds_is_found_again(pieces):
    found = board_in("".join(pieces))
    assert found is None or board_in(found[1].url) == found
