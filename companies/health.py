"""What a visit tells of its source: when it is due again, whether it fares well, whether it is still there."""

from datetime import datetime, timedelta
from http import HTTPStatus

from companies.fetching import FetchError
from companies.fetching.errors import Declined, Postponed, Trouble
from companies.models import Source
from companies.providers.base import Page
from companies.schedule import next_due, rhythm

# The columns that a visit writes. Its state only where the visit changes it: an admin may pause it meanwhile.
VISITED = [
    *("last_tried_at", "failures", "next_due_at", "etag", "last_modified", "quiet_visits"),
    *("first_gone_at", "gone"),
]
STATE = ["state", "parked_reason"]

# "There is no such board" is believed after so many visits over so long: an ATS that has a bad day says it of all.
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
GONE_VISITS = 3
GONE_FOR = timedelta(days=3)
# So that it is not believed over a day on which it was there, it is looked at so often meanwhile.
GONE_LOOK = timedelta(days=1)


def note_failure(source: Source, error: FetchError, now: datetime) -> list[str]:
    """Unsaved; the columns to save.

    A board that answers, though not to the end or not so that it can be read, is there; busy or broken servers
    say nothing of it. Where its host was not asked at all, since it rests or wants no visits, nothing has failed;
    the latter is left alone until an admin resumes it.
    """
    source.last_tried_at, source.quiet_visits = now, 0
    source.failures += not isinstance(error, (Declined, Postponed))
    source.etag = source.last_modified = ""
    source.next_due_at = due(source, now, not_before=not_before(error, now))
    if isinstance(error, Declined) and source.state == Source.State.ACTIVE:
        source.park(str(error))
        return [*VISITED, *STATE]
    if error.pages or error.status == HTTPStatus.OK:
        source.first_gone_at, source.gone = None, 0
    elif error.status in GONE and note_gone(source, error, now):
        return [*VISITED, *STATE]
    return VISITED


def note_gone(source: Source, error: FetchError, now: datetime) -> bool:
    """Note that the board says that it is gone; whether it is parked for that."""
    source.first_gone_at = source.first_gone_at or now
    source.gone += 1
    source.next_due_at = min(source.next_due_at, now + GONE_LOOK)
    is_believed = source.gone >= GONE_VISITS and now - source.first_gone_at >= GONE_FOR
    if is_believed and source.state == Source.State.ACTIVE:
        since = f"{source.first_gone_at:%Y-%m-%d}"
        source.park(f"The board has answered {error.status} at {source.gone} visits since {since}: moved, or gone.")
        return True
    return False


def note_success(source: Source, page: Page, now: datetime) -> list[str]:
    """Unsaved; the columns to save. A board that answers is not gone, whatever was said of it; `page` is its first."""
    source.last_tried_at, source.failures, source.quiet_visits = now, 0, 0
    source.next_due_at = due(source, now)
    source.etag, source.last_modified = page.etag[:200], page.last_modified[:50]
    source.first_gone_at, source.gone = None, 0
    if source.state == Source.State.PARKED:
        source.resume()
        return [*VISITED, *STATE]
    return VISITED


def note_quiet(source: Source, page: Page, now: datetime) -> bool:
    """Save, in one statement, that the board is whole and as it was; False when somebody waits for a second look."""
    quiet_visits = source.quiet_visits + 1
    visited = note_success(source, page, now)
    follow_rhythm(source, now, changed=False)
    source.quiet_visits, source.last_whole_at, source.next_due_at = quiet_visits, now, due(source, now)
    columns = {name: getattr(source, name) for name in (*visited, "rhythm", "last_whole_at")}
    return bool(Source.objects.filter(id=source.id, second_look=False).update(**columns))


def follow_rhythm(source: Source, now: datetime, changed: bool) -> None:
    """The pause of `source` from now on, after a whole visit. Unsaved."""
    if source.last_whole_at:
        source.rhythm = rhythm(source.rhythm, now - source.last_whole_at, changed)


def due(source: Source, now: datetime, look: timedelta | None = None, not_before: datetime | None = None) -> datetime:
    """When to visit it next."""
    its_own = {"pause": source.rhythm, "board": source.source_id}
    return next_due(now, source.failures, look, not_before=not_before, **its_own)


def not_before(error: FetchError, now: datetime) -> datetime | None:
    """When its host is willing to be asked again, if it says so."""
    if isinstance(error, Postponed):
        return error.until
    seconds = error.retry_after if isinstance(error, Trouble) else None
    return now + timedelta(seconds=seconds) if seconds else None
