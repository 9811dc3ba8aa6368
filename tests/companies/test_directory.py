"""Adding boards by whatever careers URL a person has at hand."""

import pytest
from django.core.management import CommandError, call_command

from companies.directory import NotABoard, add_source, call_as_board_does, company_named, rename
from companies.models import Company, Source
from companies.providers import PROVIDERS
from companies.starter import starter

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
    with pytest.raises(NotABoard, match="names no board of Ashby, BambooHR, Breezy"):
        add_source("https://acme.example/careers")


def test_the_command_adds_what_it_can_and_says_what_it_did_not_understand(capsys):
    with pytest.raises(CommandError, match=r"'https://acme\.example' names no board"):
        call_command("add_source", "https://jobs.lever.co/acme", "https://acme.example")
    assert "lever/acme (Lever), Acme: added." in capsys.readouterr().out


def test_a_file_of_urls_is_added_and_each_refusal_names_its_line(tmp_path, capsys):
    file = tmp_path / "boards.txt"
    file.write_text("\ufeff# ours\n\nhttps://jobs.lever.co/acme\tAcme Health, Inc.\nacme.example\n")
    with pytest.raises(CommandError, match=r"Line 4 of boards.txt: 'acme\.example' names no board"):
        call_command("add_source", "--file", str(file))
    assert "lever/acme (Lever), Acme Health: added." in capsys.readouterr().out
    assert Company.objects.get().aliases == ["Acme Health, Inc."]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path, content):
    file = tmp_path / "boards.txt"
    if content:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=r"boards\.txt cannot be read"):
        call_command("add_source", "--file", str(file))


def test_every_listed_board_is_read_back_from_its_own_url_and_called_by_a_name():
    boards = starter(["all"])
    assert 4000 < len(boards) <= 6000
    wrong = [one for one in boards if PROVIDERS[one.provider].board_in(one.board.url) is None]
    assert wrong == []
    assert [one for one in boards if "@" in one.company or not one.company.strip()] == []
    assert len({(one.provider, one.board.url) for one in boards}) == len(boards)


def test_a_new_site_starts_with_listed_boards_and_starting_twice_adds_none(monkeypatch, tmp_path, capsys):
    few = tmp_path / "boards.csv"
    few.write_text("provider,board,company_name\nlever,acme,Acme\nashby,acme.io,Acme SE\nelsewhere,x,X\n")
    monkeypatch.setattr("companies.starter.LIST", few)
    call_command("add_source", "--starter", "lever")
    call_command("add_source", "--starter", "all")
    assert "Boards added: 1; already here: 1." in capsys.readouterr().out
    assert Source.objects.count() == 2
    assert Company.objects.get().aliases == ["Acme SE"]
    with pytest.raises(CommandError, match=r"no boards of elsewhere; it has ashby \(1\), lever \(1\)"):
        call_command("add_source", "--starter", "elsewhere")


@pytest.mark.parametrize(
    ("one", "other", "companies"),
    [
        ("Acme GmbH", "ACME", 1),
        ("Acme", "Acme, Inc.", 1),
        ("Intel", "Intel 471", 2),
        ("C", "C++", 2),
        ("Confidential", "Confidential", 2),
        ("Stealth Startup", "Stealth Startup", 2),
        ("株式会社灯台", "灯台", 1),
    ],
)
def test_boards_on_two_ats_are_one_companys_by_the_words_of_its_name_only(one, other, companies):
    add_source("https://jobs.lever.co/one", one)
    add_source("https://jobs.ashbyhq.com/other", other)
    assert Company.objects.count() == companies
    assert len(set(Company.objects.values_list("slug", flat=True))) == companies


def test_a_company_that_an_admin_calls_by_its_full_name_is_still_the_same():
    company = company_named("Acme")
    rename(company, "Acme Holding GmbH")
    assert company_named("Acme Holding") == company_named("Acme Holding GmbH") == company


def test_who_hides_its_name_is_said_to():
    source, _ = add_source("https://jobs.lever.co/quiet-co", "Confidential")
    assert source.company.name == "Undisclosed employer (quiet-co)"


def test_an_old_address_is_never_given_to_another_company():
    company = company_named("Acme")
    rename(company, "Acme Health")
    assert company_named("Acme").slug == "acme-2"
    assert Company.objects.at("acme").get() == company


@pytest.mark.parametrize(
    ("given", "name", "aliases"),
    [
        ("Harbor Light, Inc.", "Harbor Light", ["Acme", "Harbor Light, Inc."]),
        ("Acme GmbH", "Acme", ["Acme GmbH"]),
        ("Confidential", "Undisclosed employer (acme)", ["Acme", "Confidential"]),
        ("", "Acme", []),
    ],
)
def test_a_company_is_called_as_its_board_does_without_the_legal_form(given, name, aliases):
    company = add_source("https://jobs.lever.co/acme")[0].company
    for _ in range(2):
        call_as_board_does(company, given, "acme")
    company.refresh_from_db()
    assert (company.name, company.aliases) == (name, aliases)


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
