"""The addresses of the API, put together."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from postings.api import events, export, facets, hooks, jobs, lookup, orgs, sources, stats
from postings.api.document import docs, openapi
from postings.api.errors import Problem, refusal, refuse
from postings.api.keys import needed
from postings.api.names import known, no_such
from postings.api.queries import SearchBody
from postings.api.strict_parser import StrictParser

api = NinjaAPI(
    title="Job Postings API",
    version="1.0.0",
    openapi_url=None,
    docs_url=None,
    parser=StrictParser(),
    urls_namespace="job-postings-api",
)
# jobs/{job_id} would take jobs/facets for an id: the routers with words come first.
for module in (facets, lookup, export, jobs, events, orgs, sources, stats, hooks):
    api.add_router("", module.router)


@api.exception_handler(Problem)
def problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return refuse(request, error)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """django-ninja wraps what our own reading of a body says."""
    if isinstance(error.__cause__, Problem):
        return refuse(request, error.__cause__)
    return refusal(request, error.status_code, str(error))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal(request, 404, str(error))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """All that is wrong, each in a sentence that names it."""
    wrong = [(name_of(each), sentence(each)) for each in error.errors]
    return refusal(request, 400, " ".join(words for _, words in wrong), fields=[name for name, _ in wrong])


def name_of(error: dict) -> str:
    parts = [str(part) for part in error["loc"] if part not in ("query", "body", "path", "asked", "shown")]
    return ".".join(dict.fromkeys(parts)).replace("fields_", "fields")[:100]


def sentence(error: dict) -> str:
    name, words = name_of(error), error["msg"].rstrip(".")
    if error["type"] == "extra_forbidden":
        return no_such(name, known(SearchBody))
    if error["type"] == "missing":
        return f"{name or 'The JSON body'} is missing."
    return f"{name}: {words}." if name else f"{words}."


def query(request: HttpRequest) -> HttpResponse:
    """Clients know this address; SQL of strangers is nothing that we run."""
    try:
        needed(request)
    except Problem as error:
        return refuse(request, error)
    return refusal(request, 404, "There is no SQL here: jobs/search and jobs/facets take every filter.")


query.csrf_exempt = True
urlpatterns = [
    path("openapi.json", openapi),
    path("docs/", docs),
    path("query", query),
    path("", api.urls),
]
