"""What the dead and the done leave behind: jobs of killed workers, old jobs, boards that fail for ever or are back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from companies.health import GONE_VISITS
from companies.models import Source

# A board that could not be read for so long, at so many tries, is not coming back by itself.
HOPELESS = timedelta(days=30)
HOPELESS_TRIES = 10
# A board that answered that it is gone may be back, or have been out of order for long: it gets another try so often.
ANOTHER_TRY = timedelta(days=7)


def heartbeat_seconds() -> float:
    """How often a worker shows its life, and looks for those that show none."""
    return settings.CRAWL_LEASE_SECONDS / 9


def dead_seconds() -> float:
    """One without a sign for so long is dead: its locks in the queue are gone before its leases are."""
    return settings.CRAWL_LEASE_SECONDS / 2


async def bury_the_dead(app: App) -> int:
    """Fail the jobs of dead workers, whose locks would stay for ever, and strike the workers off. How many jobs.

    They are not tried again: a new invitation to the same board may wait already, and two are refused.
    """
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead_seconds()))
    for job in jobs:
        try:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        except ConnectorException:  # another sweeper was quicker
            continue
    await app.job_manager.prune_stalled_workers(dead_seconds())
    return len(jobs)


async def remove_old_jobs(app: App) -> None:
    """A finished job is of no use after an hour; millions of them make a worker start slowly."""
    await app.job_manager.delete_old_jobs(nb_hours=1, include_failed=True, include_cancelled=True, include_aborted=True)


def park_hopeless(now: datetime) -> int:
    """Park the boards that could not be read for a month; one that is due has a try left. How many."""
    failing = Source.objects.filter(state=Source.State.ACTIVE, failures__gte=HOPELESS_TRIES, next_due_at__gt=now)
    last_read = Coalesce("last_whole_at", "created_at")
    hopeless = failing.alias(last_read=last_read).filter(last_read__lt=now - HOPELESS)
    reason = f"It could not be read for {HOPELESS.days} days. Its last visits say why."
    return hopeless.update(state=Source.State.PARKED, parked_reason=reason)


def try_parked_again(now: datetime) -> int:
    """Have those visited that were parked because they answered that they are gone, once a week. How many.

    What they answered is not forgotten: one more such answer, and they are parked again. A board that an admin has
    parked, or that wants no visits, stays alone.
    """
    gone = Source.objects.filter(state=Source.State.PARKED, gone__gte=GONE_VISITS, last_tried_at__lt=now - ANOTHER_TRY)
    return gone.update(state=Source.State.ACTIVE, parked_reason="", next_due_at=now)
