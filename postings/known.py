"""What we hold of a board's postings before a crawl is read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from companies.models import Source
from postings.lifecycle import Known
from postings.models import PostingContent


class Held(NamedTuple):
    """A posting's row."""

    id: int
    is_open: bool
    is_missing: bool
    first_seen_at: datetime
    record_hash: str
    source_hash: str


class Body(NamedTuple):
    """What stands beside the row."""

    facts: dict[str, Any]
    html: str
    text: str
    source_hash: str

    def visible(self) -> dict[str, Any]:
        """The facts that a reader sees, the description among them."""
        return {**self.facts, "description": self.text}


def known_rows(source: Source) -> dict[str, Held]:
    columns = ("key", "id", "active", "missing_since", "first_seen_at", "content__record_hash", "content__source_hash")
    return {
        key: Held(posting_id, active, missing_since is not None, *beside)
        for key, posting_id, active, missing_since, *beside in source.postings.order_by("id").values_list(*columns)
    }


def held_bodies(rows: Mapping[str, Held], seen: Iterable[str]) -> dict[str, Body]:
    """The bodies that we hold of the postings that have been read anew."""
    ids = {rows[key].id: key for key in seen if key in rows}
    if not ids:
        return {}
    columns = ("posting_id", "facts", "html", "text", "source_hash")
    found = PostingContent.objects.filter(posting__in=ids).values_list(*columns)
    return {ids[posting_id]: Body(*body) for posting_id, *body in found}


def known_postings(rows: Mapping[str, Held], bodies: Mapping[str, Body]) -> dict[str, Known]:
    """What the lifecycle compares with; the facts only of those that have new ones."""
    return {
        key: Known(bodies[key].visible() if key in bodies else {}, row.is_open, row.is_missing)
        for key, row in rows.items()
    }
