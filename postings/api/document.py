"""openapi.json, and the docs page that is made of it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postings.api.delivering import WAITS
from postings.api.envelopes import JSON, dumps
from postings.api.job_fields import FIELDS
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


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    crumbs = [("Home", "/"), ("API", f"{ADDRESS}/docs/")]
    context = {
        "base": f"{settings.SITE_URL}{ADDRESS}",
        "operations": operations(),
        "fields": FIELDS,
        "rates": settings.API_RATES,
        "tries": len(WAITS) + 1,
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "api/docs.html", context)


@cache
def operations() -> list[dict[str, Any]]:
    """Each with its method, path, words and parameters, in the order of the document."""
    return [
        {
            "id": operation["operationId"],
            "method": method.upper(),
            "path": path,
            "summary": operation["summary"],
            "description": operation.get("description", ""),
            "parameters": [
                (each["name"], each["in"], each["required"], each.get("description", ""))
                for each in operation["parameters"]
            ],
        }
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]
