"""A frame is old when a posting that it names has changed, and when another has become kin."""

from copy import copy
from datetime import timedelta

import pytest
from django.utils import timezone

from postings.frames.keeping import keep_frames
from postings.models import KeptFrame, Posting
from tests import make
from tests.postings.frames.wards import CARE, another_nurse, kept, nurse_places, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(nurse):
    """Another posting of the nurse's role, one that is like it elsewhere, and one that has nothing to do with it."""
    return {
        "role": another_nurse(nurse),
        "near": make.posting("Carer", places=nurse_places(), **CARE),
        "none": make.posting("Sailor", company=nurse.company),
    }


@pytest.mark.parametrize("who", ["role", "near"])
@pytest.mark.parametrize(
    "columns", [{"title": "Night nurse"}, {"active": False, "closed_at": make.NOW, "last_seen_at": make.NOW}]
)
def test_a_frame_is_old_when_one_that_it_names_has_changed(nurse, others, who, columns):
    keep_frames(nurse.source_id)
    assert others[who].id in kept(nurse).kin.ids
    write(Posting.objects.filter(id=others[who].id), **columns)
    assert kept(nurse) is None


def test_a_frame_stays_when_one_that_it_does_not_name_has_changed(nurse, others):
    keep_frames(nurse.source_id)
    write(Posting.objects.filter(id=others["none"].id), title="Captain")
    assert kept(nurse)


@pytest.mark.parametrize(
    "come",
    [
        lambda nurse, others: another_nurse(nurse),
        lambda nurse, others: make.posting("Carer", company=nurse.company, requisition_key=7),
        lambda nurse, others: make.posting("Nurse", copy_of=nurse),
        lambda nurse, others: write(
            Posting.objects.filter(id=others["none"].id),
            normalized_title=nurse.normalized_title,
            city=nurse.city_id,
            region=nurse.region_id,
            country=nurse.country_id,
        ),
        lambda nurse, others: write(Posting.objects.filter(id=others["none"].id), requisition_key=7),
        lambda nurse, others: write(Posting.objects.filter(id=others["none"].id), copy_of=nurse),
    ],
)
def test_a_frame_is_old_when_another_has_become_kin(nurse, others, come):
    write(Posting.objects.filter(id=nurse.id), requisition_key=7)
    keep_frames(nurse.source_id)
    assert kept(nurse)
    come(nurse, others)
    assert kept(nurse) is None


def test_a_frame_is_old_when_kin_has_become_another(nurse, others):
    keep_frames(nurse.source_id)
    write(Posting.objects.filter(id=others["role"].id), normalized_title="sailor")
    assert kept(nurse) is None


def test_many_that_come_at_once_raise_their_kin_once_and_not_one_another(nurse):
    nurse.refresh_from_db()
    many = [copy(nurse) for _ in range(3)]
    for number, one in enumerate(many):
        one.pk, one.key, one.job_id, one.revision = None, f"many-{number}", f"{number:040}", 0
    Posting.objects.bulk_create(many)
    revisions = Posting.objects.order_by("id").values_list("revision", flat=True)
    assert list(revisions) == [nurse.revision + 1, 0, 0, 0]


def test_a_frame_is_made_anew_after_a_week_for_similar_jobs_that_have_come(nurse):
    keep_frames(nurse.source_id)
    KeptFrame.objects.update(made_at=timezone.now() - timedelta(days=6, hours=23))
    assert keep_frames(nurse.source_id) == 0
    KeptFrame.objects.update(made_at=timezone.now() - timedelta(days=7, hours=1))
    assert keep_frames(nurse.source_id) == 1
    assert keep_frames(nurse.source_id) == 0
