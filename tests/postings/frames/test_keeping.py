"""Frames: what is kept of a posting's page is what would be made, and never older than the rows behind it."""

import random
import re
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companies.models import Company, Source
from postings.api import job_frames
from postings.api.job_records import told
from postings.frames import edition, keeping, packing
from postings.frames.keeping import keep_frames
from postings.frames.making import make_frame
from postings.frames.query import whole
from postings.models import City, Country, Department, KeptFrame, Posting, PostingContent, PostingPlace, Region
from postings.story.page import page
from postings.story.rows import Frame
from tests import make
from tests.boards import job, source, visit

pytestmark = pytest.mark.django_db
CARE = {"job_function": "healthcare"}


def nurse_places() -> list[City]:
    return [make.city("Albany", "US", "NY"), make.city("Bonn", "DE")]


def another_nurse(nurse: Posting) -> Posting:
    """Of the same role."""
    return make.posting("Nurse (m/f/d)", company=nurse.company, places=nurse_places(), normalized_title="nurse", **CARE)


@pytest.fixture
def nurse():
    return make.posting(
        "Nurse",
        places=nurse_places(),
        department=make.department("Care"),
        salary_min=10,
        salary_currency="USD",
        salary_period="hour",
        normalized_title="nurse",
        **CARE,
    )


def kept(posting: Posting) -> Frame | None:
    frame = page(posting.id, edition.edition()).kept
    return frame and frame._replace(html=packing.unpack(frame.html))


def test_what_is_kept_is_what_would_be_made(nurse):
    another_nurse(nurse)
    keep_frames(nurse.source_id)
    assert kept(nurse) == make_frame(whole(nurse.id))
    assert len(kept(nurse).kin.ids) == 1
    assert sorted(kept(nurse).numbers.values()) == [1, 2, 2, 2, 2]  # no other is of its department


def test_a_frame_is_kept_once(nurse):
    assert keep_frames(nurse.source_id) == 1
    assert keep_frames(nurse.source_id) == 0


def test_a_board_larger_than_a_batch_is_kept_whole(monkeypatch, nurse):
    monkeypatch.setattr(keeping, "OUTDATED", keeping.OUTDATED.replace(f"limit {keeping.BATCH}", "limit 2"))
    for number in range(4):
        make.posting(f"Nurse {number}", source=nurse.source)
    assert keep_frames(nurse.source_id) == 5


def write(rows, **columns):
    """Past every rule of ours: as a database is written by hand."""
    assert getattr(rows, "objects", rows).update(**columns)


@pytest.mark.parametrize(
    "change",
    [
        lambda: write(Posting, title="Head nurse"),
        lambda: write(Posting, salary_min=11),
        lambda: write(Posting, changed_at=make.NOW.replace(year=2027)),
        lambda: write(PostingContent, html="<p>We nurse.</p>"),
        lambda: write(PostingContent, text="We nurse."),  # the API tells it
        lambda: write(PostingContent, apply_url="https://acme.example/apply"),
        lambda: write(PostingContent, native_structured={"a": 1}),
        lambda: write(PostingContent, parsed_structured={"evidence": {}}),
        lambda: write(PostingContent, extensions={"a": [None]}),
        lambda: write(Company, name="Acme Health"),
        lambda: write(Company, domain="acme.example"),
        lambda: write(Department, name="Caring"),
        lambda: write(City, name="New Albany"),
        lambda: write(Region, code="NJ"),
        lambda: write(Country, name="America"),
        lambda: PostingPlace.objects.filter(position=1).delete(),
        lambda: PostingPlace.objects.create(posting=Posting.objects.get(), position=2, country=make.country("FR")),
        lambda: write(PostingPlace.objects.filter(position=1), city=None),
        lambda: write(City.objects.filter(slug__startswith="bonn"), name="Bonn am Rhein"),  # a further place
    ],
)
def test_whatever_is_written_to_its_rows_a_frame_is_old_at_once(nurse, change):
    keep_frames(nurse.source_id)
    assert kept(nurse)
    change()
    assert kept(nurse) is None


def test_a_frame_made_while_its_rows_were_written_is_old(monkeypatch, nurse):
    """The rows are read, then others write them, then the frame is kept: of the revision that was read."""
    make_it = keeping.make_frame

    def overtaken(whole):
        write(Posting, title="Head nurse")
        return make_it(whole)

    monkeypatch.setattr(keeping, "make_frame", overtaken)
    keep_frames(nurse.source_id)
    assert kept(nurse) is None


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


def test_a_place_that_closes_with_its_posting_is_no_change_of_its_own(nurse):
    revision = Posting.objects.get().revision
    write(Posting, active=False, closed_at=make.NOW, last_seen_at=make.NOW)
    assert Posting.objects.get().revision == revision + 1


def test_the_mark_of_a_page_changes_with_its_frame_and_with_what_is_filled_in(client, nurse):
    """A browser that holds the page is told 304 for as long as nothing in it has changed."""

    def mark() -> str:
        return client.get(nurse.get_absolute_url())["ETag"]

    marks = [mark(), mark()]
    assert marks[0] == marks[1]
    assert client.get(nurse.get_absolute_url(), headers={"If-None-Match": marks[0]}).status_code == 304
    write(Posting, salary_min=11)
    marks.append(mark())
    write(Source, last_whole_at=make.NOW.replace(day=7))
    marks.append(mark())
    make.posting("Nurse", source=nurse.source)
    marks.append(mark())
    assert len(set(marks)) == 4


@pytest.mark.parametrize("setting", ["SITE_URL", "SITE_NAME", "JOBPOSTING_EMIT_SALARY"])
def test_a_frame_of_another_edition_is_old(nurse, settings, setting):
    keep_frames(nurse.source_id)
    setattr(settings, setting, "https://jobs.example")
    assert kept(nurse) is None


def test_another_program_is_another_edition(tmp_path, settings):
    for folder in (*edition.MADE_OF, "var"):
        (tmp_path / folder).mkdir()
    (tmp_path / edition.LIBRARIES).touch()
    settings.BASE_DIR = tmp_path

    def now() -> str:
        edition.program.cache_clear()
        return edition.program()

    first = now()
    (tmp_path / "var" / "log").write_text("what happens is no edition")
    assert now() == first
    (tmp_path / "templates" / "base.html").write_text("<p>")
    assert now() != first
    edition.program.cache_clear()


def test_what_a_visit_moves_each_time_leaves_the_frame_as_it_is(client, nurse):
    """A board read again, an "updated at" renewed by the board: nothing is made anew, and the page says it."""
    keep_frames(nurse.source_id)
    later = make.NOW.replace(day=7)
    write(Source, last_whole_at=later)
    write(PostingContent, source_updated_at=later, payload_key="raw/of/today", record_hash="other")
    assert kept(nurse)
    html = client.get(nurse.get_absolute_url()).content.decode()
    assert html.count("2026-06-07 07:56:15Z") >= 3
    assert "raw/of/today" in html


def test_a_page_from_a_frame_is_the_page_without(client, nurse):
    address = nurse.get_absolute_url()
    before = client.get(address).content
    keep_frames(nurse.source_id)
    assert client.get(address).content == before


def test_no_mark_of_a_hole_is_left_in_a_page(client, market):
    for board in keeping.boards():
        keep_frames(board)
    for posting in Posting.objects.all():
        assert b"\0" not in client.get(posting.get_absolute_url()).content


def test_closed_postings_are_not_kept(nurse):
    keep_frames(nurse.source_id)
    gone = {"active": False, "closed_at": make.NOW, "last_seen_at": make.NOW}
    Posting.objects.update(**gone)
    call_command("keep_frames")
    assert not KeptFrame.objects.exists()


def test_the_command_keeps_the_frames_of_all_boards(nurse, capsys):
    make.posting("Engineer")
    call_command("keep_frames")
    assert "Pages made: 2;" in capsys.readouterr().out
    assert KeptFrame.objects.count() == 2


def test_a_kept_frame_is_not_packed_again_by_the_database(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select attstorage from pg_attribute where attrelid = 'postings_keptframe'::regclass and attname = 'html'"
        )
        assert cursor.fetchone() == ("e",)
