"""Jobs as the API tells them: with all that there is of them as they are kept, if they are; else out of their rows."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from postings.api.job_fields import ADDRESS, COLUMNS, DESCRIPTION
from postings.api.job_frames import kept
from postings.api.job_rows import addressed, fetch


class Jobs(NamedTuple):
    """Jobs in the order asked for, each written as JSON, and the last moment at which any of them changed."""

    written: list[bytes]
    changed_at: datetime | None

    def read(self) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.written]


def jobs(ids: Sequence[int], description: bool = False, fields: Collection[str] = ()) -> Jobs:
    """The postings `ids`, with their descriptions or without; of `fields`, job_id apart, nothing else."""
    whole = not fields and len(ids) > 1  # for one job it would cost another query to save as much
    found = {id: (job, changed_at) for id, job, changed_at in (kept(ids, description) if whole else ())}
    rest = [id for id in ids if id not in found]
    found |= {id: (job, changed_at) for id, job, changed_at in told(rest, description, fields)}
    moments = (changed_at for _, changed_at in found.values())
    return Jobs([found[id][0] for id in ids if id in found], max(moments, default=None))


def told(ids: Sequence[int], description: bool, fields: Collection[str]) -> Iterator[tuple[int, bytes, datetime]]:
    """Straight from the rows: (id, JSON, last change)."""
    has_address = not fields or ADDRESS in fields
    for id, title, changed_at, job in fetch(ids, wanted(description, fields)):
        yield id, addressed(job, id, title) if has_address else job, changed_at


def wanted(description: bool, fields: Collection[str]) -> tuple[str, ...]:
    """A description is for its own word to ask for, not for being a field."""
    named = {"job_id", *(fields or COLUMNS)} - {DESCRIPTION}
    return tuple(name for name in COLUMNS if name in named or (description and name == DESCRIPTION))
