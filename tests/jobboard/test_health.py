"""What monitors and the people who keep the site are told of its health."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection
from django.utils import timezone

from jobboard.templatetags.humanly import words
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def troubles():
    """Boards that fare as boards do: one well, one failing, one parked, one overdue, one held, one held and decided."""
    now = timezone.now()
    later = {"next_due_at": now + timedelta(hours=6)}
    make.event(make.posting(source=make.source(company=make.company("Well"), **later), workplace_type="remote"))
    failing = make.source(company=make.company("Failing"), provider="ashby", failures=3, **later)
    make.crawl("failed", source=failing, error="api.ashbyhq.com answered 500.")
    make.source(company=make.company("Parked"), state="parked", parked_reason="Moved to another ATS.", **later)
    make.source(company=make.company("Overdue"), next_due_at=now - timedelta(hours=2))
    held = make.source(company=make.company("Held"), **later)
    make.crawl("held", source=held, counts={"listed": 2})
    decided = make.source(company=make.company("Decided"), **later)
    make.crawl("held", source=decided)
    make.crawl("whole", source=decided, started_at=make.NOW + timedelta(hours=1))


def alive(seconds_ago=0):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_the_health_page_names_what_needs_a_look_and_why(admin_client, troubles):
    alive()
    alive(seconds_ago=3600)
    page = " ".join(re.sub(r"<[^>]+>", " ", admin_client.get("/admin/health/").content.decode()).split())
    for told in (
        "Overdue boards 1",
        "Held visits 1",
        "Workers alive 1",
        "Open jobs 1",
        "api.ashbyhq.com answered 500.",
        "Moved to another ATS.",
    ):
        assert told in page
    assert re.search(r"Lever 5 0 1 1 1 0 % 0 % 100 %", page)
    assert "Held 2" not in page


def test_the_health_page_of_an_empty_site_says_so_and_how_to_begin(admin_client):
    page = admin_client.get("/admin/health/").content.decode()
    assert "No board is known yet." in page
    assert "none has ever worked here" in page


def test_the_health_page_costs_the_same_for_many_boards(admin_client, troubles, django_assert_max_num_queries):
    for number in range(20):
        make.source(company=make.company(f"Late {number}"), failures=2)
    # session, user; event, visit, open, overdue twice, held, workers, providers, tallies, samples; five lists; visits
    with django_assert_max_num_queries(18):
        assert admin_client.get("/admin/health/").status_code == 200


def test_the_health_page_is_for_staff_who_may_see_sources(client):
    assert client.get("/admin/health/").status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get("/admin/health/").status_code == 403


def test_the_admin_begins_with_the_way_to_health_and_needs_no_style_or_script_in_the_page(admin_client, troubles):
    assert 'href="/admin/health/"' in admin_client.get("/admin/").content.decode()
    page = admin_client.get("/admin/health/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", page)
    for link in set(re.findall(r'href="(/admin/[^"#]+|/sources/[^"]+|/providers/[^"]+)"', page)):
        assert admin_client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_metrics_are_off_unless_there_is_a_token_and_then_want_it(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "sesame"
    refused = client.get("/metrics", headers={"Authorization": "Bearer open"})
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert client.get("/metrics", headers={"Authorization": "Bearer sesame"}).status_code == 200


SAMPLE = re.compile(r'jobboard_[a-z_]+(\{provider="[a-z_]+"\})? -?\d+(\.\d+)?')


def test_metrics_are_in_prometheus_format_and_say_what_the_health_page_says(client, settings, troubles):
    settings.METRICS_TOKEN = "sesame"
    alive()
    told = client.get("/metrics", headers={"Authorization": "Bearer sesame"}).content.decode()
    samples = [line for line in told.splitlines() if not line.startswith("#")]
    assert [line for line in samples if not SAMPLE.fullmatch(line)] == []
    for line in (
        "jobboard_open_jobs 1",
        "jobboard_overdue_boards 1",
        "jobboard_held_visits 1",
        "jobboard_workers_alive 1",
        'jobboard_provider_failing{provider="ashby"} 1',
        'jobboard_provider_parked{provider="lever"} 1',
    ):
        assert line in samples
    named = {line.split()[2] for line in told.splitlines() if line.startswith("# TYPE")}
    assert {re.split(r"[{ ]", line)[0] for line in samples} <= named


def test_metrics_of_an_empty_site_leave_out_what_nobody_knows(client, settings):
    settings.METRICS_TOKEN = "sesame"
    told = client.get("/metrics", headers={"Authorization": "Bearer sesame"}).content.decode()
    assert "jobboard_open_jobs 0\n" in told
    assert "jobboard_newest_event_age_seconds " not in re.sub("#.*", "", told)


def test_a_site_without_its_database_is_not_ready_and_says_so(client, monkeypatch):
    def gone(*_):
        raise DatabaseError

    monkeypatch.setattr("jobboard.views.MigrationExecutor", gone)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The database does not answer.\n")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20, "just now"), (90, "1 min ago"), (7300, "2 h ago"), (400_000, "4 d ago"), (-4000, "in 1 h")],
)
def test_moments_are_told_as_people_count_them(seconds, said):
    assert words(make.NOW, make.NOW + timedelta(seconds=seconds)) == said
