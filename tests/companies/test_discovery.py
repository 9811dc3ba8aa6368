"""What a company's own careers page betrays of the ATS behind it."""

import time

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st

from companies.ats_signs import DOMAINS
from companies.discovery import boards_in_html, careers_links, discover
from companies.fetching import FetchError
from companies.models import Source
from companies.providers import PROVIDERS
from companies.providers.base import Page

HOME = "https://acme.example/"


def named(html):
    return [f"{found.provider}/{found.board.token}" for found in boards_in_html(html, HOME)]


@pytest.mark.parametrize(
    ("html", "board"),
    [
        ('<a href="https://jobs.lever.co/acme/3cf07bc7-2b9f-4531-af88-a09cfdf7b3ab">Nurse</a>', "lever/acme"),
        ('<a href="//jobs.eu.lever.co/acme?x=1">Jobs</a>', "lever/acme"),
        ('<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>', "greenhouse/acme"),
        (
            '<iframe src="//job-boards.greenhouse.io/embed/job_board?b=1&amp;for=acme"></iframe>',
            "greenhouse/acme",
        ),
        (
            '<script>f("https:\\/\\/boards-api.greenhouse.io\\/v1\\/boards\\/acme\\/jobs")</script>',
            "greenhouse/acme",
        ),
        ('<script>{"url":"https:\\u002F\\u002Fjobs.ashbyhq.com\\u002Facme"}</script>', "ashby/acme"),
        ('<script src="https://jobs.ashbyhq.com/acme/embed?version=2"></script>', "ashby/acme"),
        ('<div data-jobs-url="https://jobs.ashbyhq.com/Acme%20Health/">', "ashby/Acme Health"),
        ("<script>window.leverJobsOptions = {accountName: 'acme', includeCss: true}</script>", "lever/acme"),
        ("<script>Grnhse.Settings = {boardToken: 'acme'}; // grnhse</script>", "greenhouse/acme"),
        ("Write to us: JOBS.LEVER.CO/acme.", "lever/acme"),
        ("<p>Ünsere İobs: jobs.lever.co/acme</p>", "lever/acme"),
    ],
)
def test_a_board_is_found_wherever_a_page_names_it(html, board):
    assert named(html) == [board]


WIDGETS = [
    ("smartrecruiters", '<script>widget({"company_code": "Acme"}) // static.smartrecruiters.com/job-widget/</script>'),
    ("bamboohr", '<div id="BambooHR" data-domain="acme.bamboohr.com" data-departmentId=""></div>'),
    ("workable", '<a href="https://apply.workable.com/acme/j/ABC123/">Nurse</a>'),
    ("recruitee", '<iframe src="https://acme.recruitee.com/o/nurse"></iframe>'),
    ("personio", '<a href="https://acme.jobs.personio.de/job/1?language=de">Pflege</a>'),
    ("teamtailor", '<a href="https://acme.teamtailor.com/jobs/1-nurse">Nurse</a>'),
    ("workday", '<a href="https://acme.wd5.myworkdayjobs.com/en-US/Careers">Jobs</a>'),
    ("breezy", '<a href="https://acme.breezy.hr/p/123">Nurse</a>'),
    ("pinpoint", '<script>fetch("https://acme.pinpointhq.com/postings.json")</script>'),
    ("rippling", '<a href="https://ats.rippling.com/acme/jobs">Jobs</a>'),
    ("gem", '<a href="https://jobs.gem.com/acme">Jobs</a>'),
    (
        "comeet",
        '<script>COMEET.init({"token": "1", "company-name": "acme", "company-uid": "30.05"}) //comeet</script>',
    ),
    ("jazzhr", '<script src="https://app.jazz.co/widgets/basic/create/acme"></script>'),
    ("jobvite", '<script src="//jobs.jobvite.com/x.js"></script><div data-careersite="acme"></div>'),
    ("icims", '<iframe src="https://careers-acme.icims.com/jobs/search?in_iframe=1"></iframe>'),
    ("eightfold", '<a href="https://acme.eightfold.ai/careers">Jobs</a>'),
]


@pytest.mark.parametrize(("provider", "html"), WIDGETS, ids=[provider for provider, _ in WIDGETS])
def test_the_ways_in_which_each_ats_is_built_in_are_known(provider, html):
    if provider not in PROVIDERS:
        pytest.skip("not read yet")
    assert [found.provider for found in boards_in_html(html, HOME)] == [provider]
    assert "acme" in named(html)[0].casefold()


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<a href="https://www.lever.co/">Lever</a><a href="https://www.greenhouse.io/pricing">Greenhouse</a>',
        '<link rel="preconnect" href="https://cdn.lever.co"><script src="https://boards.greenhouse.io/assets/x.js">',
        '<a href="https://jobs.lever.co.evil.example/acme">Jobs</a>',
        '<a href="https://notlever.co/acme">Jobs</a>',
        '<a href="https://user@jobs.lever.co:8080/acme">Jobs</a>',
    ],
)
def test_an_ats_that_is_only_mentioned_is_no_board(html):
    assert named(html) == []


def test_the_board_named_most_often_comes_first_with_where_it_stands():
    html = '<a href="https://jobs.lever.co/other">x</a>' + '<a href="https://jobs.ashbyhq.com/acme/1">y</a>' * 3
    first, second = boards_in_html(html, HOME)
    assert (first.board.token, second.board.token) == ("acme", "other")
    assert first.evidence == "a link: https://jobs.ashbyhq.com/acme/1 (3 times on https://acme.example/)"


BITS = st.sampled_from(
    [
        "jobs.lever.co/",
        "greenhouse.io",
        "\\/",
        "&amp;",
        "<a href='",
        '"',
        "for=",
        "acme",
        "%",
        "data-domain=",
        "BambooHR",
    ]
)


@given(st.lists(BITS | st.text(max_size=9), max_size=40).map("".join), st.text(max_size=30))
@example("https://[jobs.lever.co/acme", "http://[")
@example("jobs.lever.co/%ff%00", "")
def test_no_page_is_too_strange_and_whatever_is_found_can_be_added(html, base):
    for found in boards_in_html(html, base):
        assert PROVIDERS[found.provider].board_in(found.board.url)
    careers_links(html, base)


HOSTILE = {
    "one letter": "a" * 5_000_000,
    "a board again and again": "https://jobs.lever.co/acme " * 190_000,
    "as many boards": " ".join(f"https://jobs.lever.co/acme-{number}" for number in range(150_000)),
    "open tags": "<a " * 1_600_000 + "jobs.lever.co/acme",
    "a setting without an end": "comeet " + "company-name: 'acme' " * 240_000,
    "spaces in a setting": "leverJobsOptions " + ("accountName" + " " * 5000) * 1000,
    "a host without an end": "acme." * 1_000_000 + "lever.co/",
    "not ASCII": "ü" * 5_000_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_five_megabytes_of_anything_are_searched_within_a_second(html):
    began = time.process_time()
    boards_in_html(html, HOME)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="/about">About</a><a href="/karriere#jobs">Karriere</a>', ["https://acme.example/karriere"]),
        ('<a href="https://careers.acme.example/">Join us</a>', ["https://careers.acme.example/"]),
        ('<a href="https://other.example/jobs">Jobs</a><a href="javascript:jobs()">Jobs</a>', []),
        ('<a href="/">Jobs</a><a href="http://[">Jobs</a>', []),
        ("".join(f'<a href="/{number}">Open positions</a>' for number in range(9)), [f"{HOME}{n}" for n in range(3)]),
    ],
)
def test_one_step_further_goes_to_links_about_jobs_on_the_same_site_only(html, links):
    assert careers_links(html, HOME) == links


def site(pages):
    """A `get` that knows these pages and refuses all others."""

    def get(request):
        if request.url not in pages:
            raise FetchError(f"{request.url} answered 404.")
        return Page(request, pages[request.url].encode())

    return get


PAGES = {
    HOME: '<a href="/gone">Careers</a><a href="/jobs">Jobs</a>',
    f"{HOME}jobs": '<a href="https://jobs.lever.co/acme">All jobs</a>',
    "https://bare.example": "<p>Nothing here.</p>",
}


def test_a_home_page_leads_to_the_careers_page_that_names_the_board():
    (found,) = discover("acme.example/", site(PAGES))
    assert (found.provider, found.board.token) == ("lever", "acme")
    assert "on https://acme.example/jobs" in found.evidence


def test_the_address_of_a_board_is_one_without_asking_anybody():
    assert [found.board.token for found in discover("jobs.lever.co/acme", site({}))] == ["acme"]


def test_the_command_tells_how_to_add_what_it_found_or_adds_it(db, monkeypatch, capsys):
    monkeypatch.setattr("companies.management.commands.discover.get", site(PAGES))
    call_command("discover", HOME)
    told = capsys.readouterr().out
    assert "lever/acme (Lever)\n    seen in a link: https://jobs.lever.co/acme" in told
    assert "manage.py add_source https://jobs.lever.co/acme" in told
    assert not Source.objects.exists()
    call_command("discover", HOME, "--add", "--name", "Acme Health GmbH")
    assert Source.objects.get().company.name == "Acme Health"
    for url, words in (("bare.example", "name no board"), ("gone.example", "answered 404")):
        with pytest.raises(CommandError, match=words):
            call_command("discover", url)


TOKENS = {"workday": "acme/wd5/Careers", "comeet": "acme/30.005", "ukg": "ACM1000/0a1b", "oracle_hcm": "acme/CX_1"}


def test_the_hosts_of_every_provider_are_looked_for():
    """But for SuccessFactors, whose boards are at the companies' own hosts."""
    boards = {slug: provider.board(TOKENS.get(slug, "acme")) for slug, provider in PROVIDERS.items()}
    unseen = {slug for slug, board in boards.items() if not any(domain in board.url for domain in DOMAINS)}
    assert unseen == {"successfactors"}


def test_an_ats_at_the_companys_own_host_is_known_by_what_the_page_is_made_of():
    html = '<link href="//rmkcdn.successfactors.com/a/b.css"><script>j2w.init()</script>'
    (found,) = boards_in_html(html, "https://jobs.acme.example/go/All/1/")
    assert (found.provider, found.board.token) == ("successfactors", "jobs.acme.example")
