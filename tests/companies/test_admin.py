"""The admin of companies and their boards: what may be changed there, and what follows from it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Company, Source
from tests import make

pytestmark = pytest.mark.django_db

COMPANIES, SOURCES = "/admin/companies/company/", "/admin/companies/source/"


def messages(response):
    return [str(message) for message in response.context["messages"]]


def errors(response):
    return response.context["adminform"].form.errors


def save(client, company, **changes):
    """Send the form of `company` as the admin shows it, with `changes`."""
    address = f"{COMPANIES}{company.id}/change/"
    shown = client.get(address).context["adminform"].form
    sent = {name: shown[name].value() or "" for name in shown.fields}
    sent = {name: value for name, value in sent.items() if value is not False} | changes
    return client.post(address, sent, follow=True)


def test_a_renamed_company_keeps_its_old_name_and_its_old_address(admin_client):
    company = make.company("Harbor Light", follows_board=False)
    save(admin_client, company, name="Harbour Light", about="Boats.")
    company.refresh_from_db()
    assert (company.name, company.slug, company.about) == ("Harbour Light", "harbour-light", "Boats.")
    assert company.aliases == ["Harbor Light"]
    assert company.former_slugs == ["harbor-light"]


def test_a_name_given_by_an_admin_is_not_lost_to_the_board_at_the_next_crawl(admin_client):
    company = make.company("Harbor Light")
    response = save(admin_client, company, name="Harbour Light")
    company.refresh_from_db()
    assert company.follows_board is False
    assert "The name that its board gives is not taken over any more." in messages(response)


def test_a_new_name_whose_address_is_taken_leaves_the_address(admin_client):
    make.company("Harbour Light")
    company = make.company("Harbor Light", slug="harbor-light-2")
    save(admin_client, company, name="Harbour Light")
    company.refresh_from_db()
    assert (company.name, company.slug) == ("Harbour Light", "harbor-light-2")


def test_an_alias_with_a_comma_survives_the_form(admin_client):
    company = make.company("Harbour Light", aliases=["Harbour Light, Inc."])
    save(admin_client, company, about="Boats.")
    company.refresh_from_db()
    assert company.aliases == ["Harbour Light, Inc."]
    save(admin_client, company, aliases="Harbour Light, Inc.\r\n\r\n  HL \r\n")
    company.refresh_from_db()
    assert company.aliases == ["Harbour Light, Inc.", "HL"]


@pytest.mark.parametrize("domain", ["https://harbourlight.example/", "harbour light", "javascript:alert(1)"])
def test_a_domain_that_is_none_is_told_at_its_field(admin_client, domain):
    response = save(admin_client, make.company(), domain=domain)
    assert "Enter a valid domain name." in str(errors(response)["domain"])


@pytest.mark.parametrize("words", ["harbor light, inc", "harbour-light", "old-harbour"])
def test_a_company_is_found_by_every_name_it_has_or_had(admin_client, words):
    company = make.company("Harbour Light", aliases=["Harbor Light, Inc."], former_slugs=["old-harbour"])
    make.company("Someone Else")
    response = admin_client.get(COMPANIES, {"q": words})
    assert list(response.context["cl"].result_list) == [company]


def test_a_company_comes_by_its_board_and_stays_as_long_as_it_has_one(admin_client):
    hiring, left = make.source().company, make.company()
    assert admin_client.get(f"{COMPANIES}add/").status_code == 403
    assert admin_client.get(f"{COMPANIES}{hiring.id}/delete/").status_code == 403
    assert admin_client.get(f"{COMPANIES}{left.id}/delete/").status_code == 200


def add(client, url, name=""):
    return client.post(f"{SOURCES}add/", {"careers_url": url, "company_name": name}, follow=True)


def test_a_source_is_added_by_any_address_of_its_board(admin_client):
    address = "https://jobs.lever.co/harbour-light/3cf07bc7-2b9f-4531-af88-a09cfdf7b3ab/apply"
    response = add(admin_client, address, "Harbour Light Boats")
    source = Source.objects.get()
    assert response.status_code == 200
    assert (source.provider, source.board, source.company.name) == ("lever", "harbour-light", "Harbour Light Boats")
    assert "was added successfully" in messages(response)[0]


def test_a_source_without_a_name_belongs_to_the_company_of_its_token(admin_client):
    add(admin_client, "https://jobs.lever.co/harbour-light")
    assert Source.objects.get().company.name == "Harbour Light"


@pytest.mark.parametrize("url", ["https://example.org/jobs", "Harbour Light", "javascript:alert(1)"])
def test_an_address_that_names_no_board_is_told_at_its_field(admin_client, url):
    response = add(admin_client, url)
    assert "names no board of" in str(errors(response)["careers_url"])
    assert not Source.objects.exists()
    assert not Company.objects.exists()


def test_a_source_that_is_read_already_is_told_with_its_company(admin_client):
    add(admin_client, "https://jobs.lever.co/harbour-light")
    response = add(admin_client, "https://jobs.lever.co/harbour-light/", "Other")
    assert errors(response)["careers_url"] == ["lever/harbour-light is read already, for Harbour Light."]
    assert Source.objects.count() == 1
    assert not Company.objects.filter(name="Other").exists()


def act(client, action, *sources):
    ids = [source.id for source in sources]
    return client.post(SOURCES, {"action": action, "_selected_action": ids}, follow=True)


def test_sources_are_paused_and_resumed_and_a_resumed_one_is_due(admin_client):
    one, other = make.source(next_due_at=timezone.now() + timedelta(days=1)), make.source()
    assert messages(act(admin_client, "pause", one, other)) == ["Sources paused: 2."]
    assert not Source.objects.due(timezone.now()).exists()
    assert messages(act(admin_client, "resume", one)) == ["Sources resumed: 1."]
    assert list(Source.objects.due(timezone.now())) == [one]


def test_a_source_can_be_visited_before_its_time_unless_it_is_paused(admin_client):
    later = timezone.now() + timedelta(days=1)
    one, paused = make.source(next_due_at=later), make.source(next_due_at=later, state="paused")
    assert messages(act(admin_client, "visit_soon", one, paused)) == [
        "Sources due now: 1. Paused and parked ones stay so."
    ]
    assert list(Source.objects.due(timezone.now())) == [one]


def test_of_a_source_only_its_state_can_be_changed_and_only_an_unvisited_one_be_deleted(admin_client):
    visited, slip = make.source(), make.source(last_tried_at=None, last_whole_at=None)
    form = admin_client.get(f"{SOURCES}{visited.id}/change/").context["adminform"].form
    assert list(form.fields) == ["state", "parked_reason"]
    assert admin_client.get(f"{SOURCES}{visited.id}/delete/").status_code == 403
    assert admin_client.get(f"{SOURCES}{slip.id}/delete/").status_code == 200
    assert "delete_selected" not in str(admin_client.get(SOURCES).content)


def test_a_parked_source_says_why_and_by_whom_and_is_resumed_as_if_it_had_never_been_gone(admin_client):
    source = make.source(first_gone_at=make.NOW, gone=3)
    assert messages(act(admin_client, "park", source)) == ["Sources parked: 1. Their postings stay as they are."]
    source.refresh_from_db()
    assert source.parked_reason.startswith("Parked by hand on ")
    assert source.gone == 0  # it is not tried again once a week
    assert "has moved or is gone" in admin_client.get(source.get_absolute_url()).content.decode()
    act(admin_client, "resume", source)
    source.refresh_from_db()
    assert (source.state, source.parked_reason, source.gone) == ("active", "", 0)


def test_a_source_cannot_be_parked_by_hand_without_a_reason(admin_client):
    source = make.source()
    address = f"{SOURCES}{source.id}/change/"
    assert admin_client.post(address, {"state": "parked", "parked_reason": ""}).status_code == 200
    admin_client.post(address, {"state": "parked", "parked_reason": "Moved to Ashby."})
    source.refresh_from_db()
    assert (source.state, source.parked_reason) == ("parked", "Moved to Ashby.")
    admin_client.post(address, {"state": "active", "parked_reason": "Moved to Ashby."})
    source.refresh_from_db()
    assert (source.state, source.parked_reason) == ("active", "")


@pytest.mark.parametrize("asked", ["due", "overdue", "failing", "stale", "unread"])
def test_the_sources_that_need_a_look_are_found_by_what_is_wrong(admin_client, asked):
    now = timezone.now()
    fine = {"last_whole_at": now, "next_due_at": now + timedelta(hours=12)}
    make.source(**fine)
    wrong = {
        "due": make.source(**fine | {"next_due_at": now}),
        "overdue": make.source(**fine | {"next_due_at": now - timedelta(hours=1)}),
        "failing": make.source(**fine | {"failures": 2}),
        "stale": make.source(**fine | {"last_whole_at": now - timedelta(days=2)}),
        "unread": make.source(**fine | {"last_whole_at": None}),
    }
    response = admin_client.get(SOURCES, {"health": asked})
    found = {wrong[asked]} | ({wrong["overdue"]} if asked == "due" else set())
    assert set(response.context["cl"].result_list) == found


@pytest.mark.parametrize("path", [COMPANIES, SOURCES, f"{COMPANIES}?q=light", f"{SOURCES}?q=light"])
def test_a_list_costs_as_many_queries_for_ten_rows_as_for_one(admin_client, django_assert_max_num_queries, path):
    for number in range(10):
        make.source(company=make.company(f"Light {number}"))
    with django_assert_max_num_queries(5):  # session, user, the two counts, rows
        assert len(admin_client.get(path).context["cl"].result_list) == 10


def test_nothing_in_the_admin_needs_a_style_or_a_script_in_the_page(admin_client):
    """The content security policy lets the browser take both from our own files only."""
    source = make.source()
    paths = [COMPANIES, SOURCES, f"{SOURCES}add/", f"{SOURCES}{source.id}/change/"]
    for path in [*paths, f"{COMPANIES}{source.company.id}/change/"]:
        page = admin_client.get(path).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|application/json))", page), path


def test_the_links_of_a_company_and_a_source_lead_to_lists_of_the_admin(admin_client):
    source = make.source()
    for path in (f"{COMPANIES}{source.company.id}/change/", f"{SOURCES}{source.id}/change/"):
        page = admin_client.get(path).content.decode()
        addresses = re.findall(r'href="(/admin/[^"]+__id__exact[^"]+)"', page)
        assert addresses
        for address in addresses:
            assert admin_client.get(address.replace("&amp;", "&")).status_code == 200
