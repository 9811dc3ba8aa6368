"""The front door: home, health, and what is said when something is wrong."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from postings import tallies
from postings.listing import listed
from postings.selection import Selection
from postings.slices import CITY, COMPANY, COUNTRY, DEPARTMENT, FUNCTION, PROVIDER, WORK_MODEL
from postings.walks import walk_of

NEWEST = 15
WAYS_IN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search box, what there is in numbers, the newest postings, and the ways in."""
    newest = walk_of(Selection())
    ways_in = [
        (dimension, [counted for counted in dimension.counts(WAYS_IN) if counted.value], tallies.values(dimension.name))
        for dimension in (WORK_MODEL, FUNCTION, CITY, COUNTRY, COMPANY, DEPARTMENT, PROVIDER)
    ]
    context = {
        "total": newest.total,
        "companies": tallies.values("company"),
        "rows": listed(newest.at(0, NEWEST)),
        "ways_in": ways_in,
    }
    return render(request, "home.html", context)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers ask without reading the page."""
    return redirect(static("favicon.svg"), permanent=False)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every table that this version needs."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations wait.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 400, "This address cannot be read", str(exception))


def forbidden(request: HttpRequest, exception: Exception, reason: str = "") -> HttpResponse:
    return problem(request, 403, "This is not open to you", "")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Http404's own words where a view gave some; Django's, for a path that no page has, are a table of routes."""
    words = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return problem(request, 404, "There is no such page", words)


def server_error(request: HttpRequest) -> HttpResponse:
    return problem(
        request, 500, "Something went wrong here", "It is our fault and has been noted. Try again in a minute."
    )


def too_much(request: HttpRequest) -> HttpResponse:
    words = "Counting this would take longer than a page may. Leave out a filter, or choose fewer values."
    return problem(request, 503, "This asks for too much at once", words)


def problem(request: HttpRequest, status: int, heading: str, words: str) -> HttpResponse:
    context = {"status": status, "heading": heading, "words": words}
    return render(request, "problem.html", context, status=status)
