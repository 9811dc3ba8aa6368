"""Whatever visits bring, what is kept and believed is what would be made."""

import random
import re
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import Source
from postings.api import job_frames
from postings.api.job_records import told
from postings.frames.keeping import keep_frames
from postings.frames.making import make_frame
from postings.frames.query import whole
from postings.models import Posting
from tests.boards import job, source, visit
from tests.postings.frames.wards import kept

pytestmark = pytest.mark.django_db
SIMILAR = re.compile(rb'<section aria-labelledby="similar">.*?</section>|<li><a href="#similar">.*?</li>', re.DOTALL)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_whatever_visits_bring_no_frame_that_is_believed_is_old(seed):
    """Two boards of one company list few titles in few places, now these and now those, and frames are kept or not."""
    chance = random.Random(seed)
    with transaction.atomic():
        boards = [source(f"https://jobs.lever.co/{seed}-{number}") for number in range(2)]
        Source.objects.update(company=boards[0].company)
        for hours in range(0, 60, 6):
            for board in boards:
                visit(board, [a_job(chance, number) for number in range(5) if chance.random() < 0.7], hours=hours)
                if chance.random() < 0.5:
                    keep_frames(board.id)
                assert_none_is_old()
        transaction.set_rollback(True)


def a_job(chance: random.Random, number: int) -> dict[str, Any]:
    title, place = chance.choice(["Nurse", "Carer"]), chance.choice(["Berlin", "Bonn"])
    where = {"categories": {"team": "Care", "location": place, "allLocations": [place]}}
    return job(str(number), title, description=f"<p>We {chance.choice('abc')}.</p>", **where)


def job_of(tell, posting: Posting, *how) -> list[tuple[int, bytes]]:
    return [(id, job) for id, job, _ in tell([posting.id], *how)]


def assert_none_is_old() -> None:
    for posting in Posting.objects.all():
        if frame := kept(posting):
            made = make_frame(whole(posting.id))
            assert SIMILAR.sub(b"", frame.html) == SIMILAR.sub(b"", made.html)
            assert dict(job_of(job_frames.kept, posting, True)) == dict(job_of(told, posting, True, ()))
            assert (frame.open_since, frame.why_closed, frame.numbers) == (
                made.open_since,
                made.why_closed,
                made.numbers,
            )
