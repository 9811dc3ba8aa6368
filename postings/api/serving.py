"""What every request of the API goes through: its id, its key, its limit, CORS, and errors as JSON.

A middleware for the API's addresses alone, since a request may be refused before any view sees it:
by the reading of its address, by the resolver, by the database.
"""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from postings.api import freshness
from postings.api.addresses import address
from postings.api.errors import refusal
from postings.api.keys import key_of
from postings.api.limits import Buckets, Rate, Taken
from postings.api.strict_json import LARGEST

PATH = "/job-postings/v1/"
DOCS = f"{PATH}docs/"
UNLIMITED = (DOCS, f"{PATH}openapi.json")
METHODS = "GET, HEAD, POST, DELETE, OPTIONS"
RATE_HEADERS = "x-rate-limit-tier, x-rate-limit-limit, x-rate-limit-remaining, x-rate-limit-reset"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"{RATE_HEADERS}, retry-after, etag, x-request-id, x-total-count",
    "X-Robots-Tag": "noindex",  # a search engine's reader wants the page
    # Kept, but asked for again each time: who follows a stream must not see it a minute late.
    "Cache-Control": "no-cache",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "authorization, content-type, x-api-key, if-none-match, if-modified-since",
    "Access-Control-Max-Age": "86400",
}
DRAINED = 64 * 1024 * 1024  # bytes of a body too large that are read and dropped, so that its sender hears why

Next = Callable[[HttpRequest], HttpResponseBase]
buckets = Buckets(settings.VAR_DIR / "api-limits")


def api(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PATH):
            return get_response(request)
        return serve(request, get_response)

    return middleware


def serve(request: HttpRequest, get_response: Next) -> HttpResponseBase:
    request.api_request_id = secrets.token_hex(8)
    request.api_is_head = request.method == "HEAD"
    response = answer(request, get_response)
    response["x-request-id"] = request.api_request_id
    for name, value in HEADERS.items() if request.path != DOCS else ():
        response[name] = value
    if response.status_code < 300:
        freshness.stamp(request, response)
    if not response.streaming:
        response["Content-Length"] = str(len(response.content))
    return response


def answer(request: HttpRequest, get_response: Next) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    request.api_key = key_of(request)
    rate, taken = take(request)
    response = pass_on(request, get_response) if taken.allowed else too_many(request, rate, taken)
    for name, value in taken.headers(rate).items():
        response[name] = value
    return response


def take(request: HttpRequest) -> tuple[Rate, Taken]:
    rate = Rate(*settings.API_RATES["key" if request.api_key else "anonymous"])
    if request.path in UNLIMITED:
        return rate, Taken(True, rate.burst, 0, 0)
    owner = f"key {request.api_key.pk}" if request.api_key else f"address {address(request)}"
    return rate, buckets.take(owner, rate)


def too_many(request: HttpRequest, rate: Rate, taken: Taken) -> HttpResponse:
    words = f"Too many requests: {rate.per_second:g} a second, {rate.burst} at once. Wait as long as Retry-After says."
    hint = "" if request.api_key else " A key has ten times as many."
    return refusal(request, 429, words + hint, tier=rate.tier, retry_after_seconds=round(taken.wait, 2))


def pass_on(request: HttpRequest, get_response: Next) -> HttpResponseBase:
    """The view's answer; what others than the views refuse is put into our words."""
    if length(request) > LARGEST:
        drain(request)
        return refusal(request, 413, f"A body has at most {LARGEST:,} bytes here.")
    if request.api_is_head:
        request.method = "GET"  # the server drops the body
    response = get_response(request)
    if response.status_code >= 400 and response.get("Content-Type") != "application/json":
        return in_json(request, response)
    return response


def in_json(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    if response.status_code == 405:
        allow = response.get("Allow", "GET")
        told = refusal(request, 405, f"{request.method} is not possible here; {allow} is.")
        told["Allow"] = f"{allow}, HEAD, OPTIONS" if "GET" in allow else f"{allow}, OPTIONS"
        return told
    return refusal(request, response.status_code)


def length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def drain(request: HttpRequest) -> None:
    left = DRAINED
    while left > 0 and (read := request.read(min(left, 65_536))):
        left -= len(read)
