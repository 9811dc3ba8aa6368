"""A list told otherwise, from the request to the answer: who asks for what is not there is told so in plain words."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.views.decorators.http import require_safe

from postings.feeds.asking import Asked, Elsewhere, asked_for
from postings.feeds.conditional import unless_unchanged

PLAIN = "text/plain; charset=utf-8"
HEADERS = {
    "Access-Control-Allow-Origin": "*",  # any page may read what anyone may read
    "X-Robots-Tag": "noindex",  # a search engine's reader wants the page
}

Telling = Callable[[HttpRequest, Asked], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def told_at(*places: str) -> Callable[[Telling], View]:
    """Makes a view of a function that tells a list; `places` are what its address may hold besides filters."""

    def make_view(tell: Telling) -> View:
        @require_safe
        @wraps(tell)
        def view(request: HttpRequest, path: str = "jobs", slug: str = "") -> HttpResponseBase:
            response = answer(request, path, slug, places, tell)
            for name, value in HEADERS.items():
                response[name] = value
            return response

        return view

    return make_view


def answer(request: HttpRequest, path: str, slug: str, places: Sequence[str], tell: Telling) -> HttpResponseBase:
    try:
        asked = asked_for(request, path, slug, places)
        return unless_unchanged(request, asked, lambda: tell(request, asked))
    except Elsewhere as found:
        return redirect_to(found)
    except Http404 as error:
        return HttpResponse(f"{error}\n", status=404, content_type=PLAIN)


def redirect_to(found: Elsewhere) -> HttpResponseBase:
    return (HttpResponsePermanentRedirect if found.for_good else HttpResponseRedirect)(found.url)
