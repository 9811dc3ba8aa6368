"""A client that walks while another process reads boards loses nothing and sees nothing twice.

API_WALK=50000 walks at full size: `make api-walk`.
"""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from companies.models import Crawl, Source
from postings.entries import enter
from postings.hashing import fingerprint, job_id
from postings.models import Event, Posting, PostingContent
from postings.vocabulary import EventType
from tests import make
from tests.postings.api.asking import API, data, refused, sent, told, walk
from tests.postings.api.restless import IS_FICKLE, restless

NUMBER = int(os.environ.get("API_WALK", "800"))
BATCH = 2000
PAGE = min(NUMBER // 20, 100)
VISITS = 12  # of the boards, during the walks of one query: each is visited twice
# One for each way in which a list is walked: its own index, memory, words, and closed jobs too.
QUERIES = [{}, {"provider": "lever", "workplace_type": "hybrid"}, {"q": "nurse"}, {"title": "nurse", "status": "all"}]


def fill(source: Source, numbers: range) -> None:
    """Open postings of one board, by few statements."""
    for start in range(0, len(numbers), BATCH):
        keys = [f"walk-{number}" for number in numbers[start : start + BATCH]]
        rows = Posting.objects.bulk_create([posting(source, key) for key in keys])
        PostingContent.objects.bulk_create([content(row) for row in rows])
        enter(row.id for row in rows)
        analyze()  # what one transaction has written, PostgreSQL knows nothing of by itself


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("analyze postings_posting, postings_postingcontent, postings_entry, postings_tally")


def posting(source: Source, key: str) -> Posting:
    return Posting(
        job_id=job_id(source.provider, source.board, key),
        company=source.company,
        source=source,
        provider=source.provider,
        key=key,
        title=f"Nurse {key}",
        workplace_type="hybrid",
        first_seen_at=make.NOW,
        changed_at=make.NOW,
        content_hash=fingerprint(key),
    )


def content(row: Posting) -> PostingContent:
    url = f"https://lever.example/{row.key}"
    return PostingContent(posting=row, text=row.key, source_url=url, source_hash="", record_hash="", payload_key="p")


@pytest.mark.django_db(transaction=True)
def test_a_walk_while_boards_are_read_gives_what_is_open_throughout_exactly_once(client):
    source = make.source()
    fill(source, range(NUMBER // 2))
    with restless():
        fill(source, range(NUMBER // 2, NUMBER))
        throughout = set(Posting.objects.exclude(key__contains=IS_FICKLE).values_list("job_id", flat=True))
        for query in QUERIES:
            for _ in until_visited():
                seen = [job["job_id"] for job in walk(client, "jobs/search", limit=PAGE, fields="title", **query)]
                assert len(seen) == len(set(seen))
                assert throughout <= set(seen)
    assert set(Event.objects.values_list("type", flat=True)) == set(EventType.values)


def until_visited() -> Iterator[None]:
    """Again and again, until so much has happened meanwhile that what one has seen proves something."""
    before = Crawl.objects.count()
    while Crawl.objects.count() < before + VISITS:
        yield


@pytest.mark.django_db(transaction=True)
def test_a_mirror_fed_by_the_event_stream_while_boards_are_read_has_no_gap(client):
    with restless():
        mirror = Mirror(client)
        for _ in until_visited():
            mirror.follow()
    mirror.follow()
    assert mirror.status == {
        job_id: "active" if active else "expired" for job_id, active in Posting.objects.values_list("job_id", "active")
    }
    assert int(mirror.position) == Event.objects.order_by("-id").values_list("id", flat=True)[0]


class Mirror:
    """`status` by job_id, kept as docs/api.md says: the stream's end first, then all jobs, then the stream."""

    def __init__(self, client):
        self.client = client
        self.position = told(client, "events/search", limit=1)["meta"]["last_event_id"]
        self.status = {job["job_id"]: job["status"] for job in walk(client, "jobs/search", status="all", limit=20)}

    def follow(self):
        while True:
            answer = told(self.client, "events/search", order="oldest", limit=20, after_event_id=self.position)
            if not answer["data"]:
                return
            ids = list({event["job_id"] for event in answer["data"]})
            for row in sent(self.client, "jobs/lookup", {"job_ids": ids, "fields": ["status"]})["data"]:
                self.status[row["data"]["job_id"]] = row["data"]["status"]
            self.position = answer["meta"]["last_event_id"]


@pytest.mark.django_db
@pytest.mark.parametrize("id", ["abc", "-1", "1.5", "9" * 19])
def test_an_event_id_that_is_none_is_refused_in_words(client, id):
    refused(client.get(f"{API}/events/search", {"after_event_id": id}), 400, "after_event_id: takes an event_id")


@pytest.mark.django_db
def test_events_are_found_by_kind_company_board_and_moment(client):
    first, second = make.posting(), make.posting()
    opened, closed = make.event(first), make.event(second, "job.closed", observed_at=make.NOW + timedelta(days=1))
    for query, found in [
        ({}, [closed, opened]),
        ({"order": "oldest"}, [opened, closed]),
        ({"event_types": "job.closed,job.reopened"}, [closed]),
        ({"org_ids": str(first.company.org_id)}, [opened]),
        ({"org_ids": "nonsense"}, []),
        ({"source_ids": str(second.source.source_id)}, [closed]),
        ({"job_ids": first.job_id}, [opened]),
        ({"observed_after": "2026-06-07"}, [closed]),
        ({"observed_before": "2026-06-07"}, [opened]),
        ({"provider": "ashby"}, []),
    ]:
        assert [event["event_id"] for event in data(client, "events/search", **query)] == [str(e.id) for e in found], (
            query
        )
