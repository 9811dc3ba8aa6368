"""/metrics for Prometheus: what jobboard/health.py counts, in the text format.

https://prometheus.io/docs/instrumenting/exposition_formats/
Written by hand: all of it is read from the database when it is asked for, and any process can answer for the site.
A client library keeps its numbers in each process, and would want a directory shared by all of them.
Off unless METRICS_TOKEN is set; then it is to be sent as a bearer token. Requests are counted by the server in front.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobboard.health import Numbers, numbers

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[dict[str, str], float]


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not settings.METRICS_TOKEN:
        raise Http404("Metrics are off here.")
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        refusal = "Send the METRICS_TOKEN of this site as a bearer token.\n"
        return HttpResponse(refusal, status=401, content_type="text/plain", headers={"WWW-Authenticate": "Bearer"})
    now = timezone.now()
    return HttpResponse("".join(lines(numbers(now), now)), content_type=CONTENT_TYPE)


def lines(found: Numbers, now: datetime) -> Iterator[str]:
    """What is not known yet, such as the age of the newest event of an empty site, is left out."""
    yield from gauge("open_jobs", "Jobs that lists show as open.", [({}, found.open)])
    yield from gauge("newest_event_age_seconds", "Since the newest event was seen.", age(found.newest_event_at, now))
    yield from gauge("newest_visit_age_seconds", "Since any board was last visited.", age(found.newest_visit_at, now))
    yield from gauge("overdue_boards", "Boards that wait for their visit too long.", [({}, found.overdue)])
    oldest = age(found.oldest_due_at, now) or [({}, 0)]
    yield from gauge("oldest_overdue_seconds", "How long the longest overdue board has been due.", oldest)
    yield from gauge("held_visits", "Visits that are held and wait for a decision.", [({}, found.held)])
    yield from gauge("workers_alive", "Workers with a sign of life.", [({}, found.workers.alive)])
    for name, words in (
        ("boards", "Boards that are known."),
        ("failing", "Active boards whose last visit failed."),
        ("parked", "Boards that are parked: moved, gone, or not to be read."),
        ("open", "Open jobs listed through the provider."),
    ):
        of_each = [({"provider": row.slug}, getattr(row, name)) for row in found.providers]
        yield from gauge(f"provider_{name}", words, of_each)


def age(at: datetime | None, now: datetime) -> list[Sample]:
    return [({}, round((now - at).total_seconds(), 3))] if at else []


def gauge(name: str, words: str, samples: Iterable[Sample]) -> Iterator[str]:
    """Labels are slugs of ours: nothing in them needs escaping."""
    yield f"# HELP jobboard_{name} {words}\n# TYPE jobboard_{name} gauge\n"
    for labels, value in samples:
        written = ",".join(f'{label}="{text}"' for label, text in labels.items())
        yield f"jobboard_{name}{{{written}}} {value}\n" if written else f"jobboard_{name} {value}\n"
