"""deliver_due(): what has happened is told to whoever subscribed, again and again until it arrives.

At least once, each event by itself; the order may change where one of them had to be sent again.
"""

import time
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from postings.api import outside, signing
from postings.api.envelopes import JSON, dumps
from postings.api.job_records import jobs
from postings.api.matching import enqueue
from postings.api.models import Delivery, WebhookEndpoint
from postings.api.records import event_record

MOST = 200  # deliveries of one call
# How long after each failure the next try comes; after the last of them it is given up: two days in all.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]
PATIENCE = timedelta(days=3)  # an endpoint that has failed for so long is paused
HELD = timedelta(minutes=5)  # one that a worker has taken up and not finished comes to another then

AWAKE = {"subscription__endpoint__paused_because": "", "subscription__endpoint__key__revoked_at": None}


class Done(NamedTuple):
    enqueued: int
    delivered: int
    failed: int


def deliver_due(most: int = MOST) -> Done:
    """Queue what is new, and send what is due, at most `most` of it."""
    enqueued, results = enqueue(), []
    while len(results) < most and (delivery := take_next()):
        results.append(deliver(delivery))
    return Done(enqueued, results.count(True), results.count(False))


@transaction.atomic
def take_next() -> Delivery | None:
    """The delivery that is due for longest; no other worker takes it meanwhile."""
    due = Delivery.objects.filter(next_try_at__lte=timezone.now(), **AWAKE)
    taken = due.select_for_update(of=["self"], skip_locked=True).order_by("next_try_at", "id").first()
    if taken is not None:
        Delivery.objects.filter(pk=taken.pk).update(next_try_at=timezone.now() + HELD)
    return taken


def deliver(delivery: Delivery) -> bool:
    """Send it once, and note what became of it."""
    endpoint = delivery.subscription.endpoint
    body = dumps(payload(delivery)).encode()
    headers = {
        "content-type": JSON,
        "user-agent": "job-postings-webhooks/1",
        "x-bluedoor-delivery": str(delivery.pk),
        **signing.headers(endpoint.secret, body, int(time.time())),
    }
    try:
        status, beginning = outside.post(endpoint.url, body, headers)
        arrived, told = 200 <= status < 300, f"{status} {beginning}"
    except outside.Unreachable as error:
        arrived, told = False, str(error)
    note(delivery, endpoint, arrived, " ".join(told.replace("\0", "").split())[:200])
    return arrived


def note(delivery: Delivery, endpoint: WebhookEndpoint, arrived: bool, told: str) -> None:
    now, tried = timezone.now(), delivery.attempts
    delivery.attempts, delivery.answer = tried + 1, told
    delivery.delivered_at = now if arrived else None
    delivery.next_try_at = None if arrived or tried >= len(WAITS) else now + WAITS[tried]
    delivery.save(update_fields=["attempts", "answer", "delivered_at", "next_try_at"])
    if arrived:
        if endpoint.failing_since:
            WebhookEndpoint.objects.filter(pk=endpoint.pk).update(failing_since=None)
        return
    endpoint.failing_since = endpoint.failing_since or now
    if now - endpoint.failing_since > PATIENCE:
        endpoint.paused_because = f"Nothing has arrived since {endpoint.failing_since:%Y-%m-%d %H:%M} UTC."
    endpoint.save(update_fields=["failing_since", "paused_because"])


def payload(delivery: Delivery) -> dict[str, Any]:
    """The event in short, the event whole, and the job as it is now."""
    event = event_record(delivery.event)
    job = jobs([delivery.event.posting_id], fields=PARTIAL).read()[0]
    named = {name: event[name] for name in ("event_type", "job_id", "org_id", "observed_at")}
    return named | {"data": job, "event": event, "subscription_id": str(delivery.subscription.subscription_id)}


PARTIAL = (
    *("org_id", "org_name", "title", "status", "active", "location_text", "country", "region", "city", "department"),
    *("employment_type", "workplace_type", "salary_min", "salary_max", "salary_currency", "salary_period"),
    *("source_url", "apply_url", "url", "last_changed_at", "inactive_at", "event_fields"),
)
