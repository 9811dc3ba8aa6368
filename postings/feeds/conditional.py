"""304 Not Modified, before anything else is read: a reader that comes back costs two small queries.

The validators are made of the moment since which nothing in the selection has changed. They are
known without reading one job, and change whenever a job of the list opens, closes, changes or
leaves it, at times when none does.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha1

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from postings.facets import NEVER, hour
from postings.feeds.asking import Asked

# A date has whole seconds: two changes in one of them, brought in one after the other, would bear the same.
SETTLED = timedelta(seconds=10)
# How the documents are written. A higher one lets every reader fetch them anew.
VERSION = 1


def unless_unchanged(request: HttpRequest, asked: Asked, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """`answer()`, or 304 to who has it already; either with its validators."""
    etag, changed_at = etag_of(asked), last_modified(asked, timezone.now())
    seconds = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag, seconds) or answer()
    response["ETag"] = etag
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def etag_of(asked: Asked) -> str:
    """Weak: what a reader gets means the same, though it may be compressed."""
    since = hour(asked.selection)
    parts = (VERSION, settings.SITE_URL, settings.SITE_NAME, asked.stamp.isoformat(), since and since.isoformat())
    return f'W/"{sha1(repr(parts).encode(), usedforsecurity=False).hexdigest()}"'


def last_modified(asked: Asked, now: datetime) -> datetime | None:
    """The moment of the last change; None for SETTLED after it, and where nothing ever was."""
    full_hour = now.replace(minute=0, second=0, microsecond=0)
    moment = max(asked.stamp, full_hour) if asked.selection.posted else asked.stamp
    return moment if NEVER < moment <= now - SETTLED else None
