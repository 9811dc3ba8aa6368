"""openapi.json, and the docs page that is made of it."""

import re
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from postings.api.delivering import WAITS
from postings.api.envelopes import JSON, dumps
from postings.api.job_fields import FIELDS
from postings.api.names import known
from postings.api.queries import AllFilters
from postings.api.schemas import Refusal
from postings.job_posting_ld import breadcrumb_ld

ADDRESS = "/job-postings/v1"
REFUSED = {
    "description": "Refused, in words.",
    "content": {JSON: {"schema": {"$ref": "#/components/schemas/Refusal"}}},
}
SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
    "bearer": {"type": "http", "scheme": "bearer"},
}
FILTERS = known(AllFilters)
MOST_VALUES = 20  # named beside a parameter: more are the fields of a job, which the page lists by themselves
DESCRIPTION = "Every job on this site, by the filters of its pages. Reading needs no key."


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(dumps(document()), content_type=JSON)


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1, with what django-ninja cannot know: refusals, keys, null in JSON bodies."""
    from postings.api.site import api  # it takes its addresses from here

    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    made["info"]["description"] = DESCRIPTION
    made["servers"] = [{"url": f"{settings.SITE_URL}{ADDRESS}"}]
    made["security"] = []
    schemas = made["components"]["schemas"]
    refusal = Refusal.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= {**refusal.pop("$defs"), "Refusal": refusal}
    made["components"]["securitySchemes"] = SCHEMES
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = REFUSED
            # That two parameters exclude one another cannot be said of a query string: what status says of it must do.
            operation["parameters"] = [each for each in operation["parameters"] if each["name"] != "active"]
    return made


class Parameter(NamedTuple):
    """`values` are the words that it takes, if only those."""

    name: str
    is_needed: bool
    words: Markup
    values: list[str]


class Operation(NamedTuple):
    """`takes_filters`: it takes all of `filters`, which `parameters` leaves out."""

    id: str
    method: str
    path: str
    words: Markup
    takes_filters: bool
    parameters: list[Parameter]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    crumbs = [("Home", "/"), ("API", f"{ADDRESS}/docs/")]
    context = {
        "base": f"{settings.SITE_URL}{ADDRESS}",
        "operations": operations(),
        "filters": [each for each in filters() if not each.name.startswith("-")],
        "exclusions": [each.name for each in filters() if each.name.startswith("-")],
        "fields": FIELDS,
        "rates": settings.API_RATES,
        "tries": len(WAITS) + 1,
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "api/docs.html", context)


@cache
def operations() -> list[Operation]:
    """In the order of the document."""
    return [
        operation(path, method, told)
        for path, methods in document()["paths"].items()
        for method, told in methods.items()
    ]


def operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    parameters = [parameter(each) for each in told["parameters"]]
    own = [each for each in parameters if each.name not in FILTERS]
    takes_filters = len(parameters) - len(own) == len(filters())
    words = coded(f"{told['summary']}. {told.get('description', '')}".strip())
    return Operation(
        told["operationId"], method.upper(), path, words, takes_filters, own if takes_filters else parameters
    )


@cache
def filters() -> list[Parameter]:
    """What narrows jobs, wherever they are asked for: said once, not with each request."""
    told = document()["paths"]["/jobs/search"]["get"]["parameters"]
    return [parameter(each) for each in told if each["name"] in FILTERS]


def parameter(told: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    values = schema.get("enum") or schema.get("anyOf", [{}])[-1].get("enum", [])
    values = [value for value in values if value] if len(values) <= MOST_VALUES else []
    return Parameter(told["name"], told["required"], coded(told.get("description", "")), values)


def coded(text: str) -> Markup:
    """What stands between backticks as <code>."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 -- escaped before
