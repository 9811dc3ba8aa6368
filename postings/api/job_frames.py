"""Jobs made beforehand, as their pages are: with holes for what moves without a change of theirs, and for their text.

made(ids)               -> {id: JSON with holes, and the text after it}, to be kept
kept(ids, description)  -> (id, JSON, last change), of those that are kept as they are now
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from secrets import token_hex

from postings.api.job_fields import CHANGED_AT, COLUMNS, DESCRIPTION
from postings.api.job_rows import addressed, array, ask, fetch, written
from postings.frames.edition import edition
from postings.frames.holes import MARK, hole
from postings.frames.packing import unpack
from postings.statements import every, shortened

# Of these fields a frame knows nothing: the board was read again, its answer is another one. In their order in a job.
MOVING = ("last_seen_at", "last_checked_at", "source_updated_at", "raw_payload_uri")
# Stands for a hole while PostgreSQL writes the job, which may hold no NUL. No text of a board is this.
STAND_IN = token_hex(16)

KEPT = shortened(f"""
select posting.id, {CHANGED_AT}, frame.job,
    {", ".join(f"coalesce(to_json({COLUMNS[name]})::text, 'null')" for name in MOVING)}
from postings_posting posting
join postings_keptframe frame on frame.posting_id = posting.id and frame.revision = posting.revision
    and frame.edition = %s
join postings_postingcontent content on content.posting_id = posting.id
join companies_source source on source.id = posting.source_id
where posting.id = any(%s::int[])
""")  # noqa: S608 -- columns of ours


def made(ids: Sequence[int]) -> dict[int, bytes]:
    if not ids:
        return {}
    texts = {id: job[1:-1] for id, _, _, job in fetch(ids, [DESCRIPTION])}
    jobs = ask(statement(), ids)
    return {
        id: b"%b%b%b," % (with_holes(addressed(job, id, title)), MARK.encode(), texts[id]) for id, title, _, job in jobs
    }


@cache
def statement() -> str:
    return written(COLUMNS | {name: f"'{STAND_IN}{name}'" for name in (*MOVING, DESCRIPTION)})


def with_holes(job: bytes) -> bytes:
    for name in MOVING:
        job = job.replace(f'"{STAND_IN}{name}"'.encode(), hole(name).encode())
    return job.replace(f'"{DESCRIPTION}":"{STAND_IN}{DESCRIPTION}",'.encode(), hole(DESCRIPTION).encode())


def kept(ids: Sequence[int], description: bool) -> Iterator[tuple[int, bytes, datetime]]:
    """With their descriptions or without, in no order; open jobs alone are kept."""
    for id, changed_at, frame, *moving in every(KEPT, [edition(), array(ids)]) if ids else ():
        *parts, text = unpack(frame).split(MARK.encode())
        parts[1::2] = [*(value.encode() for value in moving), text if description else b""]
        yield id, b"".join(parts), changed_at
