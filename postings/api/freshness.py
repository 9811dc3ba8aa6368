"""When an answer last changed. What is noted here becomes `Last-Modified`; the `ETag` is made of the answer itself."""

from datetime import datetime, timedelta
from hashlib import sha1

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date

from postings import facets
from postings.api.asking import Asked
from postings.selection import Selection

# A date has whole seconds: two changes in one of them, brought in one after the other, would bear the same.
SETTLED = timedelta(seconds=10)
EVERYTHING = Selection()


def of(asked: Asked) -> datetime:
    """Since when no job has come into the selection, changed in it, or left it."""
    moment = facets.stamp(asked.selection if asked.is_plain else EVERYTHING)
    if asked.selection.posted:
        return max(moment, timezone.now().replace(minute=0, second=0, microsecond=0))
    return moment


def of_everything() -> datetime:
    return facets.stamp(EVERYTHING)


def note(request: HttpRequest, *moments: datetime | None) -> None:
    """The latest of `moments` is when the answer to `request` last changed."""
    request.api_changed_at = max(filter(None, moments), default=None)


def stamp(request: HttpRequest, response: HttpResponseBase) -> None:
    if request.method == "GET" and not response.streaming:
        # Django's own is an MD5, which takes a page of a hundred jobs three times as long.
        response["ETag"] = f'"{sha1(response.content, usedforsecurity=False).hexdigest()}"'
    changed_at = getattr(request, "api_changed_at", None)
    if changed_at and facets.NEVER < changed_at <= timezone.now() - SETTLED:
        response["Last-Modified"] = http_date(int(changed_at.timestamp()))
