"""/admin/health/: the site's health for those who keep it, each number with the way to its list."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from jobboard import health as site
from postings.coverage import STATED, words


def health(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("companies.view_source"):
        raise PermissionDenied("This needs the permission to view sources.")
    now = timezone.now()
    looked_at, since, outcomes = site.outcomes()
    context = {
        **admin.site.each_context(request),
        "title": "Health",
        "now": now,
        "numbers": site.numbers(now, with_samples=True),
        "fields": [words(name) for name in STATED],
        "held": site.waiting()[: site.SHOWN],
        "failing": site.failing()[: site.SHOWN],
        "parked": site.parked()[: site.SHOWN],
        "overdue": site.overdue(now)[: site.SHOWN],
        "visits": {"number": looked_at, "since": since, "outcomes": outcomes},
        "shown": site.SHOWN,
    }
    return TemplateResponse(request, "admin/health.html", context)
