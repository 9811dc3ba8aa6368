from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers import PROVIDERS, board_in, choices, recorded_board
from companies.providers.base import Board, DetailedProvider, Provider, Unreadable

LEVER = ("lever", Board("spotify", "https://jobs.lever.co/spotify"))
LEVER_EU = ("lever", Board("spotify", "https://jobs.eu.lever.co/spotify"))
GREENHOUSE = ("greenhouse", Board("stripe", "https://job-boards.greenhouse.io/stripe"))
GREENHOUSE_EU = ("greenhouse", Board("stripe", "https://job-boards.eu.greenhouse.io/stripe"))
ASHBY = ("ashby", Board("ramp", "https://jobs.ashbyhq.com/ramp"))
ASHBY_SPACES = ("ashby", Board("Synergy Pet Group", "https://jobs.ashbyhq.com/Synergy%20Pet%20Group"))
POSTING = "3cf07bc7-2b9f-4531-af88-a09cfdf7b3ab"

# A token of each provider whose boards cannot be called "acme-2".
TOKENS = {
    "comeet": "acme/E5.00E",
    "oracle_hcm": "acme.fa.us2.oraclecloud.com/CX_1",
    "successfactors": "jobs.acme-2.example",
    "ukg": f"ACM1000/{POSTING}",
    "workday": "acme/wd5/Careers",
}
# One more for those who have boards on companies' own hosts.
OWN_HOSTS = {"eightfold": "careers.acme-2.example/acme-2.example", "icims": "careers.acme-2.example"}
BOARDS = [(slug, TOKENS.get(slug, "acme-2")) for slug in PROVIDERS] + list(OWN_HOSTS.items())


@pytest.mark.parametrize("slug", PROVIDERS)
def test_every_provider_has_the_whole_face(slug):
    assert isinstance(PROVIDERS[slug], Provider)


def test_the_detailed_ones_are_known():
    # Who is asked once for each new posting; a slip in a name of the face would take one off this list.
    detailed = {slug for slug, provider in PROVIDERS.items() if isinstance(provider, DetailedProvider)}
    assert detailed == {
        "bamboohr",
        "breezy",
        "eightfold",
        "icims",
        "jazzhr",
        "jobvite",
        "oracle_hcm",
        "rippling",
        "smartrecruiters",
        "ukg",
        "workday",
    }


def test_the_choices_of_a_model_are_the_providers_by_name():
    names = [name for _, name in choices()]
    assert len(names) == 22
    assert names[:3] == ["Ashby", "BambooHR", "Breezy"]
    assert names[-1] == "Workday"
    assert all(len(slug) <= 20 for slug, _ in choices())  # Source.provider


def test_boards_on_companies_own_hosts_are_asked_last():
    assert list(PROVIDERS)[-3:] == ["icims", "eightfold", "successfactors"]


@pytest.mark.parametrize(("slug", "token"), BOARDS)
def test_a_board_is_found_again_by_its_own_url_and_by_what_is_asked(slug, token):
    board = PROVIDERS[slug].board(token)
    asked = PROVIDERS[slug].first(board)
    assert board_in(board.url) == (slug, board)
    assert board_in(f"{asked.url}?{urlencode(asked.params)}") == (slug, board)


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


def test_a_recordings_board_is_named_by_its_token_or_by_as_much_of_it_as_recorders_keep():
    assert recorded_board("workday", "harbour/wd5/Jobs").token == "harbour/wd5/Jobs"
    assert recorded_board("workday", "harbour").token == "harbour/wd1/Careers"
    assert recorded_board("lever", "harbour") == PROVIDERS["lever"].board("harbour")
    with pytest.raises(Unreadable, match="is no board of Workday"):
        recorded_board("workday", "no board")


ORACLE = "harbour.fa.us2.oraclecloud.com"
UKG = f"HAR1001/{POSTING}"


@pytest.mark.parametrize(
    ("url", "slug", "token"),
    [
        (f"https://{ORACLE}/hcmUI/CandidateExperience/en/sites/CX_1", "oracle_hcm", f"{ORACLE}/CX_1"),
        (f"{ORACLE}/hcmui/candidateexperience/fr/sites/cx_2001/job/7?x=1", "oracle_hcm", f"{ORACLE}/CX_2001"),
        (f"https://{ORACLE}/hcmUI/CandidateExperience/en/sites/Careers/jobs", "oracle_hcm", f"{ORACLE}/Careers"),
        (
            f"https://{ORACLE}/hcmRestApi/resources/latest/recruitingCEJobRequisitions?finder=findReqs;siteNumber=CX_1,limit=25",
            "oracle_hcm",
            f"{ORACLE}/CX_1",
        ),
        (f"https://recruiting.ultipro.com/{UKG.replace('/', '/JobBoard/')}", "ukg", UKG),
        (f"https://recruiting2.ultipro.com/{UKG.replace('/', '/jobboard/')}/?q=&o=postedDateDesc", "ukg", UKG),
        (f"recruiting.ultipro.ca/{UKG.replace('/', '/JobBoard/')}/OpportunityDetail?opportunityId=1", "ukg", UKG),
        ("https://careers-harbour.icims.com/jobs/intro?hashed=1", "icims", "careers-harbour"),
        ("https://careers-harbour.icims.com/jobs/8214/keeper/job", "icims", "careers-harbour"),
        ("https://careers.harbour.example/careers-home/jobs/53640?lang=en-us", "icims", "careers.harbour.example"),
        ("https://careers.harbour.example/api/jobs?page=1", "icims", "careers.harbour.example"),
        ("https://harbour.eightfold.ai/careers/job/7-keeper?hl=en", "eightfold", "harbour"),
        ("https://harbour.eightfold.ai/careers?domain=harbour.com", "eightfold", "harbour"),
        ("https://harbour.eightfold.ai/careers?domain=light.example", "eightfold", "harbour/light.example"),
        (
            "https://jobs.harbour.example/careers/job/7?domain=harbour.com",
            "eightfold",
            "jobs.harbour.example/harbour.com",
        ),
        ("https://jobs.harbour.example/job/Oslo-Keeper-0150/1397790900/", "successfactors", "jobs.harbour.example"),
        ("https://jobs.harbour.example/Light/job/Oslo-Keeper/1397790900/", "successfactors", "jobs.harbour.example"),
        ("https://jobs.harbour.example/sitemal.xml", "successfactors", "jobs.harbour.example"),
        ("https://jobs.harbour.example/services/rss/job/?locale=en_US", "successfactors", "jobs.harbour.example"),
        ("https://jobs.harbour.example/search/?createNewAlert=false&q=", "successfactors", "jobs.harbour.example"),
        ("https://jobs.jobvite.com/harbour/jobs?nl=1", "jobvite", "harbour"),
        ("https://jobs.jobvite.com/careers/harbour/job/oXyz?__jvst=1", "jobvite", "harbour"),
        ("https://harbour.applytojob.com", "jazzhr", "harbour"),
        ("https://HARBOUR.applytojob.com/apply/evgnhR5LkV/Keeper", "jazzhr", "harbour"),
        ("https://careers.smartrecruiters.com/Harbour", "smartrecruiters", "harbour"),
        ("https://jobs.smartrecruiters.com/Harbour/744000012345-keeper", "smartrecruiters", "harbour"),
        ("https://apply.workable.com/harbour/j/ABC123DEF0/apply", "workable", "harbour"),
        ("https://harbour.recruitee.com/o/keeper", "recruitee", "harbour"),
        ("https://harbour.jobs.personio.de/job/1?language=en", "personio", "harbour"),
        ("https://harbour.teamtailor.com/jobs/1-keeper", "teamtailor", "harbour"),
        ("https://harbour.bamboohr.com/careers/12", "bamboohr", "harbour"),
        ("https://harbour.wd5.myworkdayjobs.com/en-US/Careers/job/Oslo/Keeper_R1", "workday", "harbour/wd5/Careers"),
        ("https://ats.rippling.com/harbour/jobs/1", "rippling", "harbour"),
        ("https://harbour.breezy.hr/p/1-keeper/apply", "breezy", "harbour"),
        ("https://harbour.pinpointhq.com/en/postings/1", "pinpoint", "harbour"),
        ("https://jobs.gem.com/harbour/1", "gem", "harbour"),
        ("https://www.comeet.com/jobs/harbour/E5.00E/keeper/D0.A6B", "comeet", "harbour/E5.00E"),
    ],
)
def test_a_careers_url_names_its_provider_and_its_board_and_is_found_again(url, slug, token):
    found = board_in(url)
    assert found is not None
    assert (found[0], found[1].token) == (slug, token)
    assert board_in(found[1].url) == found


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
        "https://harbour.example/careers",
        "https://harbour.example/jobs/1397790900",
        "https://harbour.example/careers?domain=localhost",
        "https://localhost/api/jobs",
        "https://127.0.0.1/sitemal.xml",
        "https://jobs.harbour.example/job/Keeper/12",
        "https://static.eightfold.ai/careers",
        "https://vs-errors.eightfold.ai/careers",
        "https://www.icims.com/products",
        "https://harbour.oraclecloud.com/hcmRestApi/resources/latest/recruitingCEJobRequisitions",
        "https://harbour.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/",
        "https://recruiting.ultipro.com/HAR1001",
        "https://harbour.ultipro.com/HAR1001/JobBoard/1",
        "https://www.jobvite.com/support",
        "https://jobs.jobvite.com/support",
        "https://www.applytojob.com",
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
        "https://evil.example/careers-harbour.icims.com/jobs",
        "https://harbour.eightfold.ai.evil.example/careers",
        "https://harbour.applytojob.com@evil.example/apply",
        "https://jobs.jobvite.com/harbour%2F..%2Fother/jobs",
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
    "a.fa.oraclecloud.com/hcmUI/CandidateExperience/en/sites/",
    "recruiting.ultipro.com/a/JobBoard/",
    "a.icims.com",
    "a.eightfold.ai/careers?domain=",
    "a.wd5.myworkdayjobs.com",
    "jobs.a.example/job/b/1397790900",
    "boards.greenhouse.io",
    "boards-api.greenhouse.io",
    "jobs.ashbyhq.com",
]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(st.lists(st.sampled_from([*HOSTS, "https://", "/", "@", ":", "[", "?for=", "%", "\0", "v1/boards/"]) | ANY_TEXT))
def test_no_url_makes_board_in_fail_and_what_it_finds_is_found_again(pieces):
    found = board_in("".join(pieces))
    assert found is None or board_in(found[1].url) == found
