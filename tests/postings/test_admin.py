"""The admin of visits, postings and events: to look at, but for a held visit, which waits for an answer."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Crawl
from postings.models import Event, Posting
from tests import make
from tests.boards import job, source, visit

pytestmark = pytest.mark.django_db

CRAWLS = "/admin/companies/crawl/"
POSTINGS, EVENTS = "/admin/postings/posting/", "/admin/postings/event/"
DIMENSIONS = ["city", "region", "country", "department"]


def messages(response):
    return [str(message) for message in response.context["messages"]]


def believe(client, *crawls):
    ids = [crawl.id for crawl in crawls]
    asked = {"action": "believe", "_selected_action": ids, "confirmed": "yes"}
    return messages(client.post(CRAWLS, asked, follow=True))


def held(board, hours=0):
    """A visit that would take away eleven of twelve postings."""
    visit(board, [job(str(number)) for number in range(12)], hours=hours)
    crawl = visit(board, [job("0")], hours=hours + 12)
    assert crawl.outcome == "held"
    return crawl


def test_what_a_held_crawl_did_not_list_is_closed_when_an_admin_believes_it(admin_client):
    crawl = held(source())
    assert believe(admin_client, crawl) == [f"{crawl} is approved; postings closed: 11."]
    crawl.refresh_from_db()
    assert (crawl.outcome, crawl.approved_by) == ("whole", "admin")
    assert Posting.objects.open().count() == 1
    assert Event.objects.filter(type="job.closed", metadata__reason="approved").count() == 11


def test_who_approves_is_told_first_what_will_be_closed(admin_client):
    crawl = held(source())
    page = admin_client.post(CRAWLS, {"action": "believe", "_selected_action": [crawl.id]})
    assert "Every posting that the visit did not list is closed at once" in page.content.decode()
    assert Posting.objects.open().count() == 12


def test_a_crawl_that_cannot_be_believed_says_why_and_the_others_are_approved(admin_client):
    board = source()
    crawl = held(board)
    whole = Crawl.objects.filter(outcome="whole").get()
    assert believe(admin_client, whole, crawl) == [
        f"{whole} is not held.",
        f"{crawl} is approved; postings closed: 11.",
    ]


def test_a_held_crawl_that_a_later_visit_followed_is_not_believed(admin_client):
    board = source()
    crawl = held(board)
    visit(board, [job(str(number)) for number in range(12)], hours=24)
    assert believe(admin_client, crawl) == [f"A later visit has followed {crawl}: its word is the one that counts."]
    assert Posting.objects.open().count() == 12


def test_a_held_crawl_whose_pages_can_no_longer_be_read_closes_nothing(admin_client, raw_archive):
    crawl = held(source())
    other = Crawl.objects.filter(outcome="whole").get().payloads[0]
    crawl.payloads = [crawl.payloads[0] | {"key": other["key"]}]
    crawl.save()
    [message] = believe(admin_client, crawl)
    assert message.startswith(f"{crawl} closes nothing: The archived answer")
    assert Posting.objects.open().count() == 12


def test_only_those_who_may_change_crawls_are_offered_to_approve_them(client, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename="view_crawl"))
    client.force_login(looker)
    make.crawl("held")
    assert "believe" not in client.get(CRAWLS).content.decode()


@pytest.fixture
def rows():
    """One of everything: {path of its list: its id}."""
    posting = make.posting(
        places=[make.city("New York", "US", "NY")],
        department=make.department(),
        content={"html": "<p>Über & <script>alert(1)</script></p>"},
    )
    event = make.event(posting)
    ids = {CRAWLS: event.crawl_id, POSTINGS: posting.id, EVENTS: event.id}
    return ids | {f"/admin/postings/{name}/": getattr(posting, f"{name}_id") for name in DIMENSIONS}


def test_what_crawls_write_is_seen_but_neither_added_nor_changed_nor_deleted(admin_client, rows):
    for path in (CRAWLS, POSTINGS, EVENTS):
        page = admin_client.get(f"{path}{rows[path]}/change/")
        assert page.status_code == 200
        assert page.context["has_change_permission"] is False
        assert "<script>alert" not in page.content.decode()
        assert admin_client.post(f"{path}{rows[path]}/change/", {}).status_code == 403
        assert admin_client.get(f"{path}add/").status_code == 403
        assert admin_client.get(f"{path}{rows[path]}/delete/").status_code == 403


@pytest.mark.parametrize("name", DIMENSIONS)
def test_of_a_dimension_the_name_can_be_mended_and_its_address_stays(admin_client, rows, name):
    path = f"/admin/postings/{name}/"
    address = f"{path}{rows[path]}/change/"
    assert list(admin_client.get(address).context["adminform"].form.fields) == ["name"]
    assert admin_client.post(address, {"name": "Mended"}).status_code == 302
    assert "Mended" in admin_client.get(path).content.decode()
    assert admin_client.get(f"{path}add/").status_code == 403
    assert admin_client.get(f"{path}{rows[path]}/delete/").status_code == 403


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (CRAWLS, {"outcome__exact": "whole"}),
        (POSTINGS, {"q": "engin"}),
        (POSTINGS, {"active__exact": "1", "missing_since__isempty": "1"}),
        (EVENTS, {"type__exact": "job.created"}),
        ("/admin/postings/city/", {"q": "york"}),
    ],
)
def test_a_list_is_searched_and_narrowed(admin_client, rows, path, query):
    assert len(admin_client.get(path, query).context["cl"].result_list) == 1


def test_a_posting_and_its_events_are_found_by_the_job_id(admin_client, rows):
    make.event(make.posting())
    posting = Posting.objects.get(id=rows[POSTINGS])
    for path in (POSTINGS, EVENTS):
        found = admin_client.get(path, {"q": posting.job_id}).context["cl"].result_list
        assert [row.id for row in found] == [rows[path]]


@pytest.mark.parametrize("path", [CRAWLS, POSTINGS, EVENTS, *(f"/admin/postings/{name}/" for name in DIMENSIONS)])
def test_a_list_costs_as_many_queries_for_ten_rows_as_for_one(admin_client, django_assert_max_num_queries, path):
    with make.together():
        for number in range(10):
            places = [make.city(f"City {number}", "US", f"R{number}"), make.country("DE")]
            make.event(make.posting(places=places, department=make.department(f"Department {number}")))
    with django_assert_max_num_queries(5):  # session, user, one or two counts, rows
        assert len(admin_client.get(path).context["cl"].result_list) >= 2


def test_the_page_of_a_posting_costs_as_much_with_ten_places_as_with_one(admin_client, django_assert_num_queries):
    few, many = (
        make.posting(places=[make.city(f"City {n}", "US", f"R{n}") for n in range(number)]) for number in (1, 10)
    )
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(f"{POSTINGS}{few.id}/change/")
    with django_assert_num_queries(len(queries)):
        admin_client.get(f"{POSTINGS}{many.id}/change/")


@pytest.mark.parametrize("path", [CRAWLS, POSTINGS, EVENTS])
def test_a_list_of_millions_is_neither_counted_to_its_end_nor_sorted(
    admin_client, django_assert_num_queries, rows, path
):
    with django_assert_num_queries(4) as queries:  # session, user, count, rows
        page = admin_client.get(path)
    count, shown = (query["sql"] for query in queries.captured_queries[2:])
    assert "LIMIT 10000" in count
    assert shown.endswith('."id" DESC')
    assert "?o=" not in page.content.decode()
