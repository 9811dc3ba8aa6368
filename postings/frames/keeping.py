"""The frames of open postings, kept: by the worker that has read their board, and by `manage.py keep_frames`.

A closed posting's page is asked for seldom: its frame is made for each reader.
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from companies.models import Source
from postings.api import job_frames
from postings.frames.edition import edition
from postings.frames.making import make_frame
from postings.frames.packing import pack
from postings.frames.query import ALL, FROM, assembled
from postings.models import KeptFrame, Posting
from postings.statements import every, shortened
from postings.story.kin import AS_THEY_WERE

BATCH = 200

# Others might be shown as similar jobs by then.
FRESH_DAYS = 7
COLUMNS = [field.name for field in KeptFrame._meta.fields if not field.primary_key]

# The open postings of a board, newest first, that have no frame or an old one.
OUTDATED = shortened(f"""
select p.id, p.revision, {ALL}
{FROM}
where p.source_id = %s and p.active and p.listed and (- p.id) > %s
    and not exists (
        select from postings_keptframe k where k.posting_id = p.id and k.revision = p.revision and k.edition = %s
        and {AS_THEY_WERE} and k.made_at > now() - interval '{FRESH_DAYS} days'
    )
order by (- p.id) limit {BATCH}
""")  # noqa: S608 -- constants of ours


def keep_frames(source_id: int) -> int:
    """Make the frames of this board's open postings that are not kept as they are now. How many."""
    made, place = 0, -(2**31)
    while frames := list(outdated(source_id, place)):
        KeptFrame.objects.bulk_create(frames, update_conflicts=True, unique_fields=["posting"], update_fields=COLUMNS)
        made += len(frames)
        place = -frames[-1].posting_id
    return made


def outdated(source_id: int, place: int) -> Iterator[KeptFrame]:
    now = edition()
    rows = every(OUTDATED, [source_id, place, now])
    jobs = job_frames.made([id for id, *_ in rows])  # read later: a newer one has a newer revision, and is not believed
    for id, revision, *others in rows:
        frame = make_frame(assembled(iter(others)))
        yield KeptFrame(
            posting_id=id,
            edition=now,
            revision=revision,
            html=pack(frame.html),
            job=pack(jobs[id]),
            open_since=frame.open_since,
            kin=frame.kin.ids,
            kin_revisions=frame.kin.revisions,
            tallies=None if frame.numbers is None else list(frame.numbers),
        )


def boards() -> list[int]:
    """The sources that have something open."""
    is_open = Exists(Posting.objects.open().filter(source=OuterRef("id")))
    return list(Source.objects.filter(is_open).order_by("id").values_list("id", flat=True))


def forget_closed() -> int:
    """Drop the frames of what has closed since. How many."""
    return KeptFrame.objects.exclude(posting__active=True, posting__listed=True).delete()[0]
