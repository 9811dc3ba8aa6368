"""When a source is visited next."""

from datetime import datetime, timedelta

RHYTHM = timedelta(hours=12)
# A posting that is missing from one whole crawl waits for a second look: within the hour,
# because a closed job should be closed at once and 8.6 % of the missing come back.
SECOND_LOOK = timedelta(minutes=50)
LONGEST = timedelta(days=2)


def next_due(now: datetime, failures: int = 0, second_look: bool = False) -> datetime:
    """After a good visit one rhythm, or a second look; after failures twice as long each time."""
    if second_look:
        return now + SECOND_LOOK
    return now + min(RHYTHM * 2 ** min(failures, 4), LONGEST)
