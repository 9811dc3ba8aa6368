"""When a source is visited next. Pure rules; who may visit it is told in companies/claims.py.

Each source has a rhythm, the pause between two visits. What a visit shows moves it (`rhythm`), and the
moment of the next visit is made of it (`next_due`). docs/crawling.md tells it in words.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

# Of a source that we know nothing of yet.
RHYTHM = timedelta(hours=12)
# A board that was not read for so long proves nothing any more: the calmest one should have been, and had half a day
# of failures beside.
FRESH = settings.CRAWL_LONGEST + RHYTHM
# A change halves the pause, a visit without one stretches it by the root of two: it comes to rest
# where every third visit finds a change. A whole chain of visits is then in the one number, the
# latest counting most, and a quiet weekend is forgotten by Monday's evening.
CALMER = 2**0.5
# A posting that is missing from one whole crawl waits for a second look: within the hour,
# because a closed job should be closed at once and 8.6 % of the missing come back.
SECOND_LOOK = timedelta(minutes=50)
# A board that would take away a large part of itself is looked at a few times in the day until it is believed.
HELD_LOOK = timedelta(hours=6)
# Each source comes up to this share of its pause early, always the same: a thousand boards that
# were added in one minute are spread over three hours when they are due again.
EARLY = 0.25
# However often a board fails, it is asked this often.
SLOWEST = timedelta(days=2)


def rhythm(pause: timedelta, gap: timedelta, changed: bool) -> timedelta:
    """The new pause, after a visit that came `gap` after the last good one and found something new or not.

    A visit that was brought forward tells little and changes nothing. After a gap of twice the pause
    or more, as failures make them, one change is no sign of a faster board.
    """
    if gap < pause / 2:
        return pause
    moved = min(pause, max(pause, gap) / 2) if changed else pause * CALMER
    return min(max(moved, settings.CRAWL_SHORTEST), settings.CRAWL_LONGEST)


def next_due(
    now: datetime,
    failures: int = 0,
    look: timedelta | None = None,
    *,
    pause: timedelta = RHYTHM,
    board: UUID | None = None,
    not_before: datetime | None = None,
) -> datetime:
    """After a good visit one pause, or sooner where another `look` is wanted; after failures twice as long each time.

    `board` is the source's id, which decides how early it comes; `not_before` what the board asked
    for by Retry-After.
    """
    if look:
        due = now + min(look, pause)
    else:
        slowed = min(pause * 2 ** min(failures, 7), SLOWEST)
        due = now + max(slowed * (1 - EARLY * share(board)), settings.CRAWL_SHORTEST)
    return max(due, not_before) if not_before else due


def share(board: UUID | None) -> float:
    """A number of the board's own, from 0 to 1, evenly spread and always the same."""
    return board.int % 1009 / 1008 if board else 0.0
