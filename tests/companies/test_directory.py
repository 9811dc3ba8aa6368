"""Adding boards by whatever careers URL a person has at hand."""

import pytest
from django.core.management import CommandError, call_command

from companies.directory import NotABoard, add_source, company_named, readable, rename
from companies.models import Company, Source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.lever.co/acme",
        "jobs.lever.co/acme/3cf07bc7-2b9f-4531-af88-a09cfdf7b3ab/apply?lever-source=x",
        "https://api.lever.co/v0/postings/acme?mode=json",
    ],
)
def test_every_form_of_url_leads_to_one_source(url):
    first, _ = add_source("https://jobs.lever.co/acme")
    again, is_new = add_source(url)
    assert again == first
    assert not is_new
    assert Source.objects.count() == Company.objects.count() == 1


def test_one_token_at_both_of_levers_hosts_is_two_boards():
    world, _ = add_source("https://jobs.lever.co/acme")
    europe, is_new = add_source("https://jobs.eu.lever.co/acme")
    assert is_new
    assert world.board == europe.board == "acme"


def test_a_greenhouse_board_is_one_at_both_of_its_readers_hosts():
    """The API answers for both at one address, and a posting's id knows no host."""
    source, _ = add_source("https://job-boards.eu.greenhouse.io/acme")
    again, is_new = add_source("https://boards-api.greenhouse.io/v1/boards/acme/jobs")
    assert (again, is_new) == (source, False)


def test_two_boards_of_one_name_are_one_company():
    add_source("https://jobs.lever.co/acme")
    source, is_new = add_source("https://jobs.ashbyhq.com/Acme")
    assert is_new
    assert source.company.sources.count() == 2


def test_a_url_that_names_no_board_is_told_what_would():
    with pytest.raises(NotABoard, match="names no board of Ashby, Greenhouse, Lever"):
        add_source("https://acme.example/careers")


def test_the_command_adds_what_it_can_and_says_what_it_did_not_understand(capsys):
    with pytest.raises(CommandError, match=r"'https://acme\.example' names no board"):
        call_command("add_source", "https://jobs.lever.co/acme", "https://acme.example")
    assert "lever/acme (Lever), Acme: added." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("spotify", "Spotify"),
        ("forward-financing", "Forward Financing"),
        ("DeepL", "DeepL"),
        ("Synergy Pet Group", "Synergy Pet Group"),
        ("kraken.com", "Kraken"),
        ("heidihealth.com.au", "Heidihealth"),
        ("15five", "15five"),
        (".com", ".com"),
    ],
)
def test_a_token_becomes_a_name_for_readers(token, name):
    assert readable(token) == name


def test_names_without_latin_letters_do_not_share_an_address():
    assert company_named("株式会社灯台") != company_named("株式会社港")


def test_a_renamed_company_keeps_its_old_name_and_address():
    company = company_named("Acme")
    rename(company, "Acme Health")
    assert (company.slug, company.aliases, company.former_slugs) == ("acme-health", ["Acme"], ["acme"])
    assert Company.objects.at("acme").get() == company


def test_a_rename_does_not_take_another_companys_address():
    company_named("Beta")
    company = company_named("Acme")
    rename(company, "BETA")
    assert (company.name, company.slug) == ("BETA", "acme")
