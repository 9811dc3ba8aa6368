"""A board that is gone: its postings are closed by an admin's word, and by nobody else's."""

from datetime import datetime

from django.db import transaction

from companies.models import Crawl, Source
from postings.ingest import lock
from postings.known import known_rows
from postings.lifecycle import Kind, Step
from postings.models import Event
from postings.writing import write


@transaction.atomic
def close_gone(source: Source, by: str, now: datetime) -> list[Event]:
    """Close all postings of `source`, on the word of `by` that its board is gone; the events that say so.

    They stand in a Crawl of their own, which can be undone. ValueError when the board is still visited.
    """
    word = source.crawls.create(
        started_at=now, outcome=Crawl.Outcome.GONE, approved_at=now, approved_by=by, ingested_at=now
    )
    lock(word)
    if word.source.state == Source.State.ACTIVE:
        raise ValueError(f"{source} is still visited: only a board that is parked or paused can be called gone.")
    held = known_rows(word.source)
    closed = [Step(Kind.CLOSED, key) for key, row in held.items() if row.is_open]
    events = write(word, held, {}, {}, closed)
    word.counts = {"listed": 0, "closed": len(closed)}
    word.save(update_fields=["counts"])
    # Should it ever answer again, whatever it lists is looked at.
    Source.objects.filter(id=source.id).update(second_look=True, etag="", last_modified="")
    return events
