"""Refusals: always JSON, with a code for programs and a sentence for people.

{"error": {"code": "bad_request", "message": "...", "details": {...}, "request_id": "..."}}
"""

from typing import Any

from django.http import HttpRequest, JsonResponse

CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    429: "rate_limited",
    500: "internal_error",
    503: "unavailable",
}
WORDS = {
    400: "The address cannot be read: it is too long, no UTF-8, or holds characters that no address has.",
    404: "There is nothing at this address of the API.",
    413: "The body is larger than any request here.",
    500: "Something went wrong here. It is our fault and has been noted.",
    503: "This asks for too much at once. Leave out a filter, or ask with include_total=false.",
}


class Problem(Exception):
    """What is wrong with a request, to be told to who sent it."""

    def __init__(self, status: int, message: str, **details: Any):
        super().__init__(message)
        self.status, self.message, self.details = status, message, details


def refusal(request: HttpRequest, status: int, message: str = "", **details: Any) -> JsonResponse:
    error = {
        "code": CODES.get(status, "error"),
        "message": message or WORDS.get(status, "This is not possible."),
        "details": details,
        "request_id": request.api_request_id,
    }
    return JsonResponse({"error": error}, status=status, json_dumps_params={"ensure_ascii": False})


def refuse(request: HttpRequest, problem: Problem) -> JsonResponse:
    return refusal(request, problem.status, problem.message, **problem.details)


def not_here(name: str) -> Problem:
    return Problem(404, f"There is no {name} with this id.")
