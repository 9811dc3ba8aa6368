"""How the site fares as a whole: what a person who keeps it looks at first, and what a monitor asks every minute.

Nothing here grows with the number of postings: boards are counted in one reading of their table, and of visits and
jobs the newest are looked at.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery

from companies.models import Crawl, Source
from companies.providers import PROVIDERS
from postings import tallies
from postings.coverage import Sample, samples
from postings.models import Event
from postings.slices import PROVIDER

RECENT = 2000  # visits
SHOWN = 25  # of each list
# A board that is due waits for its turn as a rule; one that has waited so long is overdue.
PATIENCE = timedelta(minutes=30)


class Workers(NamedTuple):
    """`alive` gave a sign of life lately; `seen_at` is the last one of any."""

    alive: int
    seen_at: datetime | None


class ProviderHealth(NamedTuple):
    """One provider: its boards by how they fare, its open jobs, and what the newest of them tell."""

    slug: str
    name: str
    boards: int
    failing: int
    parked: int
    overdue: int
    open: int
    newest: Sample | None


class Numbers(NamedTuple):
    """The site in numbers. `oldest_due_at` is when the longest overdue board was due."""

    newest_event_at: datetime | None
    newest_visit_at: datetime | None
    open: int
    overdue: int
    oldest_due_at: datetime | None
    held: int
    workers: Workers
    providers: list[ProviderHealth]


def numbers(now: datetime, with_samples: bool = False) -> Numbers:
    late = Source.objects.due(now - PATIENCE)
    oldest = late.first()
    return Numbers(
        newest_event_at=Event.objects.order_by("-id").values_list("observed_at", flat=True).first(),
        newest_visit_at=Source.objects.aggregate(at=Max("last_tried_at"))["at"],
        open=tallies.open_jobs(),
        overdue=late.count(),
        oldest_due_at=oldest.next_due_at if oldest else None,
        held=waiting().count(),
        workers=workers(now),
        providers=providers(now, with_samples),
    )


def providers(now: datetime, with_samples: bool) -> list[ProviderHealth]:
    """Those with boards, the most first."""
    active = Q(state=Source.State.ACTIVE)
    counted = (
        Source.objects.order_by()
        .values("provider")
        .annotate(
            boards=Count("id"),
            failing=Count("id", filter=active & Q(failures__gt=0)),
            parked=Count("id", filter=Q(state=Source.State.PARKED)),
            overdue=Count("id", filter=active & Q(next_due_at__lte=now - PATIENCE)),
        )
    )
    keys = {slug: PROVIDER.value(slug).key for slug in PROVIDERS}
    jobs, newest = tallies.numbers(PROVIDER.name), samples(keys.values()) if with_samples else {}
    rows = [
        ProviderHealth(
            slug := row.pop("provider"),
            PROVIDERS[slug].NAME,
            **row,
            open=jobs.get(keys[slug], 0),
            newest=newest.get(keys[slug]),
        )
        for row in counted
        if row["provider"] in PROVIDERS
    ]
    return sorted(rows, key=lambda row: (-row.boards, row.name))


def waiting():
    """Held visits that no later whole visit has decided."""
    later = Crawl.objects.filter(source=OuterRef("source"), started_at__gt=OuterRef("started_at")).good()
    held = Crawl.objects.filter(outcome=Crawl.Outcome.HELD).filter(~Exists(later))
    return held.select_related("source__company").order_by("started_at")


def failing():
    """Boards whose last visits failed, the most often first, each with its last `error`."""
    errors = Crawl.objects.filter(source=OuterRef("pk"), error__gt="").latest_first().values("error")[:1]
    found = Source.objects.filter(state=Source.State.ACTIVE, failures__gt=0).annotate(error=Subquery(errors))
    return found.select_related("company").order_by("-failures", "id")


def parked():
    return Source.objects.filter(state=Source.State.PARKED).select_related("company").order_by("-last_tried_at", "id")


def overdue(now: datetime):
    return Source.objects.due(now - PATIENCE).select_related("company")


def outcomes() -> tuple[int, datetime | None, list[tuple[str, int]]]:
    """How many of the newest visits were looked at, since when they are, and their outcomes, most first."""
    rows = list(Crawl.objects.order_by("-id").values_list("outcome", "started_at")[:RECENT])
    counted = Counter(outcome for outcome, _ in rows)
    labels = dict(Crawl.Outcome.choices)
    return (
        len(rows),
        min((at for _, at in rows), default=None),
        [(labels[name], n) for name, n in counted.most_common()],
    )


def workers(now: datetime) -> Workers:
    """Those that share the crawl by the queue's own table."""
    alive_since = now - timedelta(seconds=settings.CRAWL_LEASE_SECONDS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where last_heartbeat >= %s), max(last_heartbeat) from procrastinate_workers",
            [alive_since],
        )
        return Workers(*cursor.fetchone())
