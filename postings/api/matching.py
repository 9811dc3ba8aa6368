"""New events -> the subscriptions that are to be told of them."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from postings.api.asking import Asked, asked_for
from postings.api.models import Delivery, Subscription
from postings.api.queries import AllFilters
from postings.models import Event

BATCH = 1000  # events


@transaction.atomic
def enqueue() -> int:
    """A delivery for each new event of each subscription; how many. One worker at a time does it."""
    subscriptions = list(
        Subscription.objects.select_for_update(of=["self"], skip_locked=True).select_related("company").order_by("id")
    )
    if not subscriptions:
        return 0
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    number, position = 0, min(row.position for row in subscriptions)
    while position < last:
        events = list(new_events(position))
        if not events:
            break
        number += sum(len(enqueue_for(row, events)) for row in subscriptions)
        position = events[-1].id
    Subscription.objects.filter(pk__in=[row.pk for row in subscriptions], position__lt=last).update(position=last)
    return number


def new_events(position: int) -> Iterable[Event]:
    events = Event.objects.filter(id__gt=position, posting__listed=True).select_related("posting")
    return events.only("id", "type", "company", "posting__job_id", "posting__copy_of").order_by("id")[:BATCH]


def enqueue_for(row: Subscription, events: list[Event]) -> list[Delivery]:
    wanted = [event for event in events if event.id > row.position and event.type in row.event_types]
    now = timezone.now()
    deliveries = [Delivery(subscription=row, event=event, next_try_at=now) for event in about(row, wanted)]
    return Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)


def about(row: Subscription, events: list[Event]) -> list[Event]:
    """Those of `events` that are of the job, the company or the search of a subscription."""
    if row.job_id:
        return [event for event in events if event.posting.job_id == row.job_id]
    if row.company_id:
        return [event for event in events if event.company_id == row.company_id]
    leads = {event.posting.copy_of_id or event.posting_id for event in events}
    found = set(in_any_state(row).entries().filter(pk__in=leads).values_list("pk", flat=True)) if leads else set()
    return [event for event in events if (event.posting.copy_of_id or event.posting_id) in found]


def in_any_state(row: Subscription) -> Asked:
    """The search of a subscription, open jobs and closed ones: a closing is told of a job that has just left it."""
    asked = asked_for(AllFilters.model_validate(row.search))
    return Asked(asked.selection.in_any_state(), asked.further)
