"""The site's addresses, and one where nothing is done: what a request costs before any page begins."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty), path("", include("jobboard.urls"))]

handler400 = "jobboard.views.bad_request"
handler403 = "jobboard.views.forbidden"
handler404 = "jobboard.views.not_found"
handler500 = "jobboard.views.server_error"
