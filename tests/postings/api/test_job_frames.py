"""Jobs that are kept are told byte for byte as their rows tell them, and never older."""

import json

import pytest

from companies.models import Source
from postings.api import job_frames
from postings.api.job_records import jobs, told
from postings.frames.keeping import boards, keep_frames
from postings.models import Posting, PostingContent
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOW.replace(day=7)


@pytest.fixture
def nurse():
    nurse = make.posting("Nurse", places=[make.city("Bonn", "DE")], content={"text": "We nurse.\x0b“Well”"})
    keep_frames(nurse.source_id)
    return nurse


def kept(posting: Posting) -> bytes | None:
    return next((job for _, job, _ in job_frames.kept([posting.id], description=True)), None)


@pytest.mark.parametrize("description", [True, False])
def test_what_is_kept_is_what_would_be_told(market, description):
    for board in boards():
        keep_frames(board)
    ids = list(Posting.objects.order_by("id").values_list("id", flat=True))
    of_rows = {id: (job, changed_at) for id, job, changed_at in told(ids, description, ())}
    of_frames = {id: (job, changed_at) for id, job, changed_at in job_frames.kept(ids, description)}
    assert set(of_frames) == set(Posting.objects.open().values_list("id", flat=True))
    assert of_frames == {id: of_rows[id] for id in of_frames}


def test_what_a_visit_moves_each_time_is_told_though_the_job_is_kept(nurse):
    Source.objects.update(last_whole_at=LATER)
    PostingContent.objects.update(source_updated_at=LATER, payload_key='raw/"today"')
    record = json.loads(kept(nurse))
    moved = {name: record[name] for name in job_frames.MOVING}
    moment = "2026-06-07T07:56:15.191Z"
    assert moved == {
        "last_seen_at": moment,
        "last_checked_at": moment,
        "source_updated_at": moment,
        "raw_payload_uri": 'raw/"today"',
    }


def test_what_was_never_told_is_null(nurse):
    Source.objects.update(last_whole_at=None)
    record = json.loads(kept(nurse))
    assert record["last_checked_at"] is None
    assert record["source_updated_at"] is None


def test_a_job_with_another_text_is_not_told_as_it_is_kept(nurse):
    PostingContent.objects.update(text="We care.")
    assert kept(nurse) is None
    assert jobs([nurse.id], description=True).read()[0]["description_text"] == "We care."


def test_kept_jobs_and_others_come_in_the_order_asked_for(nurse):
    closed = make.posting("Carer", active=False)
    new = make.posting("Porter")
    asked = [new.id, nurse.id, closed.id]
    assert [job["title"] for job in jobs(asked, description=True).read()] == ["Porter", "Nurse", "Carer"]


def test_a_description_and_fields_are_told_where_they_are_asked_for(nurse):
    other = make.posting("Porter")
    assert ["description_text" in job for job in jobs([nurse.id, other.id]).read()] == [False, False]
    assert ["description_text" in job for job in jobs([nurse.id, other.id], True).read()] == [True, True]
    assert set(jobs([nurse.id, other.id], True, ["title"]).read()[0]) == {"job_id", "title", "description_text"}


def test_a_hundred_kept_jobs_are_one_query(nurse, django_assert_num_queries):
    another = make.posting("Porter", source=nurse.source)
    keep_frames(nurse.source_id)
    with django_assert_num_queries(1):
        assert len(jobs([nurse.id, another.id], description=True).written) == 2
