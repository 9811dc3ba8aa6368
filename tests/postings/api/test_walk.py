"""A client that walks while boards are read loses nothing and sees nothing twice.

API_WALK=50000 walks at full size: `make api-walk`.
"""

import os
import random
from datetime import timedelta

import pytest
from django.db import connection

from companies.models import Source
from postings.entries import enter
from postings.hashing import fingerprint, job_id
from postings.models import Event, Posting, PostingContent
from tests import make
from tests.postings.api.asking import data, sent, told

NUMBER = int(os.environ.get("API_WALK", "800"))
BATCH = 2000

pytestmark = pytest.mark.django_db


def fill(source: Source, number: int, first: int = 0) -> list[int]:
    """`number` open postings of one board, by few statements; their ids."""
    ids = []
    for start in range(first, first + number, BATCH):
        keys = [f"walk-{n}" for n in range(start, min(start + BATCH, first + number))]
        rows = Posting.objects.bulk_create([posting(source, key) for key in keys])
        PostingContent.objects.bulk_create([content(row) for row in rows])
        enter(row.id for row in rows)
        ids += [row.id for row in rows]
        if number > BATCH:
            analyze()  # what one transaction has written, PostgreSQL knows nothing of by itself
    return ids


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
        first_seen_at=make.NOW,
        changed_at=make.NOW,
        content_hash=fingerprint(key),
    )


def content(row: Posting) -> PostingContent:
    url = f"https://lever.example/{row.key}"
    return PostingContent(posting=row, text=row.key, source_url=url, source_hash="", record_hash="", payload_key="p")


def close(ids) -> None:
    Posting.objects.filter(id__in=ids).update(active=False, closed_at=make.NOW, last_seen_at=make.NOW)
    enter(ids)


@pytest.mark.parametrize("query", [{}, {"q": "nurse"}, {"title": "nurse", "status": "all"}])
def test_a_walk_during_writes_gives_what_was_open_throughout_exactly_once(client, query):
    chance, source = random.Random(4), make.source()
    number = NUMBER if not query else min(NUMBER, 1500)
    open_throughout, seen, cursor, pages = set(fill(source, number)), [], "", 0
    while True:
        asked = query | ({"cursor": cursor} if cursor else {})
        page = told(client, "jobs/search", limit=100, fields="title", include_total="false", **asked)
        seen += [job["job_id"] for job in page["data"]]
        cursor = page["meta"]["next_cursor"]
        if not cursor:
            break
        pages += 1
        if pages % max(number // 1500, 1) == 0:
            closing = chance.sample(sorted(open_throughout), 5)
            close(closing)
            open_throughout -= set(closing)
            fill(source, 5, first=number + 5 * pages)
            changed = chance.sample(sorted(open_throughout), 5)
            Posting.objects.filter(id__in=changed).update(changed_at=make.NOW + timedelta(hours=pages))
            enter(changed)
    assert len(seen) == len(set(seen))
    wanted = set(Posting.objects.filter(id__in=open_throughout).values_list("job_id", flat=True))
    assert wanted <= set(seen)


def test_a_mirror_fed_by_the_event_stream_has_no_gap(client):
    source = make.source()
    mirror: dict[str, str] = {}
    postings = [make.posting(f"Nurse {number}", source=source) for number in range(30)]
    for posting in postings:
        make.event(posting)
    position = told(client, "events/search", limit=1)["meta"]["last_event_id"]
    for job in data(client, "jobs/search", status="all", limit=100):
        mirror[job["job_id"]] = job["status"]
    close([posting.id for posting in postings[:9]])
    for posting in postings[:9]:
        make.event(posting, "job.closed")
    make.event(make.posting("Cook", source=source))
    while True:
        answer = told(client, "events/search", order="oldest", limit=4, after_event_id=position)
        if not answer["data"]:
            break
        ids = list({event["job_id"] for event in answer["data"]})
        for row in sent(client, "jobs/lookup", {"job_ids": ids, "fields": ["status"]})["data"]:
            mirror[row["data"]["job_id"]] = row["data"]["status"]
        position = answer["meta"]["last_event_id"]
    assert mirror == {
        job_id: "active" if active else "expired" for job_id, active in Posting.objects.values_list("job_id", "active")
    }
    assert int(position) == Event.objects.order_by("-id").values_list("id", flat=True)[0]


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
