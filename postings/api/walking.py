"""A page of what is asked for, and how many there are: newest first, by id, so that a walk survives writes."""

from typing import Any, NamedTuple

from postings.api.asking import Asked
from postings.api.cursors import JOBS
from postings.querysets import Backwards
from postings.walks import HIGHEST, walk_of

ORDER = "first_seen_at_desc"


class Page(NamedTuple):
    ids: list[int]
    next_cursor: str | None


def page(asked: Asked, after: int | None, size: int) -> Page:
    """`size` jobs that follow the id `after`. One more is looked for instead of counting what is left."""
    ids = ids_after(asked, HIGHEST if after is None else after, size + 1)
    more = len(ids) > size
    return Page(ids[:size], JOBS.text(ids[size - 1]) if more else None)


def ids_after(asked: Asked, after: int, size: int) -> list[int]:
    if asked.is_plain and not asked.selection.words:
        return walk_of(asked.selection).after(after, size)
    entries = asked.entries().annotate(backwards=Backwards("posting"))
    return list(entries.filter(backwards__gt=-after).order_by("backwards").values_list("pk", flat=True)[:size])


def total(asked: Asked) -> int:
    return walk_of(asked.selection).total if asked.is_plain else asked.entries().count()


def totals(asked: Asked, wanted: bool | None) -> dict[str, Any]:
    """What `meta` says of the total: exact, unless it is not wanted."""
    if wanted is False:
        return {"total_matching_unavailable": True}
    return {"total_matching": total(asked), "total_matching_capped": False, "total_matching_unavailable": False}
