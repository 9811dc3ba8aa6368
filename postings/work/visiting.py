"""One board's turn: what was read of it before is brought in, then it is visited if it is due.

    with Claims() as claims:
        turn = take_turn(source_id, Desk(claims))

A visit is brought in by whoever paid it, before the source is given back.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import Error
from django.utils import timezone

from companies import fetching
from companies.claims import Claims, Get
from companies.health import due
from companies.models import Crawl, Source
from companies.rounds import put_off, visit
from postings.ingest import ingest

logger = logging.getLogger(__name__)


@dataclass
class Desk:
    """What a worker works with. `get` asks a board; `clock` says when it is."""

    claims: Claims
    get: Get = fetching.get
    clock: Callable[[], datetime] = timezone.now


@dataclass
class Turn:
    """What came of it: the visits that were brought in, and how many events they wrote."""

    visits: list[Crawl] = field(default_factory=list)
    events: int = 0

    def bring_in(self, visit: Crawl) -> None:
        if visit.ingested_at is None:
            self.events += len(ingest(visit))
        self.visits.append(visit)

    @property
    def has_news(self) -> bool:
        """Whether a board answered otherwise than before, if only in what no list shows."""
        return any(visit.is_good and visit.outcome != Crawl.Outcome.UNCHANGED for visit in self.visits)


def take_turn(source_id: int, desk: Desk) -> Turn:
    """Nothing comes of it when another holds the source, or has just visited it."""
    turn = Turn()
    for source in desk.claims.take(Source.objects.filter(id=source_id)):
        try:
            read_board(source, desk, turn)
        except Error:  # the next turn finds everything as it was
            raise
        except Exception:
            # A mistake of ours must not be made again every few seconds.
            logger.exception("%s could not be visited.", source)
            source.failures += 1
            put_off(source, due(source, desk.clock()))
        finally:
            desk.claims.give_back(source)
    return turn


def read_board(source: Source, desk: Desk, turn: Turn) -> None:
    for waiting in source.crawls.awaiting_ingest():
        turn.bring_in(waiting)
    source.refresh_from_db()
    now = desk.clock()
    if source.state == Source.State.ACTIVE and source.next_due_at <= now:
        seen = visit(source, desk.claims, desk.get, now)
        if seen:
            turn.bring_in(seen)
