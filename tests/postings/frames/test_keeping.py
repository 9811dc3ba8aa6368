"""Frames: what is kept of a posting's page is what would be made, and never older than the rows behind it."""

import pytest
from django.core.management import call_command
from django.db import connection

from companies.models import Company, Source
from postings.frames import edition, keeping
from postings.frames.keeping import keep_frames
from postings.frames.making import make_frame
from postings.frames.query import whole
from postings.models import City, Country, Department, KeptFrame, Posting, PostingContent, PostingPlace, Region
from tests import make
from tests.postings.frames.wards import another_nurse, kept, write

pytestmark = pytest.mark.django_db


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
