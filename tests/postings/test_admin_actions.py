"""What the admin does only after it has asked: to merge companies, and to undo a visit."""

import pytest

from companies.models import Company
from postings.models import Posting
from tests import make
from tests.boards import job, source, visit

pytestmark = pytest.mark.django_db

COMPANIES, CRAWLS = "/admin/companies/company/", "/admin/companies/crawl/"


def act(client, path, action, *rows, **more):
    sent = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(path, sent, follow=True)


def messages(response):
    return [str(message) for message in response.context["messages"]]


def test_companies_are_merged_into_the_one_that_is_picked_and_not_before(admin_client):
    acme, health = make.company("Acme"), make.company("Acme Health")
    make.event(make.posting(company=health))
    asked = act(admin_client, COMPANIES, "merge", acme, health)
    assert "Which one stays?" in asked.content.decode()
    assert Company.objects.count() == 2
    unpicked = act(admin_client, COMPANIES, "merge", acme, health, confirmed="yes", choice="x")
    assert "Which one stays?" in unpicked.content.decode()
    done = act(admin_client, COMPANIES, "merge", acme, health, confirmed="yes", choice=acme.pk)
    assert messages(done) == ["Acme Health is a part of Acme now: boards 1, postings 1, events 1."]
    assert Posting.objects.get().company == acme


def test_one_company_is_not_merged(admin_client):
    response = act(admin_client, COMPANIES, "merge", make.company())
    assert messages(response) == ["Choose two to 10 companies that are one."]


def test_a_visit_is_undone_after_a_page_that_says_what_that_does(admin_client):
    board = source()
    visit(board, [job("a")])
    second = visit(board, [job("a"), job("b")], hours=12)
    asked = act(admin_client, CRAWLS, "take_back", second)
    assert "what it closed is open again" in asked.content.decode()
    assert Posting.objects.filter(active=True).count() == 2
    done = act(admin_client, CRAWLS, "take_back", second, confirmed="yes")
    assert messages(done) == [f"{second} is undone; events that say so: 1."]
    assert Posting.objects.get(active=True).key == "a"
    again = act(admin_client, CRAWLS, "take_back", second, confirmed="yes")
    assert "is undone already" in messages(again)[0]
