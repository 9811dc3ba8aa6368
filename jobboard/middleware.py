"""What every answer carries, and what no request may bring."""

from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from psycopg.errors import QueryCanceled

from jobboard.views import too_much

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",  # the admin's; no public page has one
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",  # robots.txt, for tools that read it from a page
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
# A page may be kept for a minute: long enough to spare a burst, short enough that a closing shows at once.
CACHE_CONTROL = "public, max-age=60"
# The longest query string that a reader's clicks make here is a tenth of this.
LONGEST_QUERY = 4000


def security_headers(get_response):
    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if response.status_code < 500 and not request.path.startswith("/admin/"):
            response.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    return middleware


def patience(get_response):
    """A question that takes PostgreSQL longer than it is given (gunicorn_conf.py) is refused in words."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(getattr(exception, "__cause__", None), QueryCanceled):
            return too_much(request)
        return None

    middleware.process_exception = process_exception
    return middleware


def clean_input(get_response):
    """An address with NUL or bad UTF-8 names nothing here, and PostgreSQL would refuse it."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            raise BadRequest("The address is longer than any search here.")
        try:
            text = unquote_to_bytes(query.replace("+", " ")).decode()
        except UnicodeDecodeError:
            raise BadRequest("The address is not valid UTF-8.") from None
        if "\0" in text or "\0" in request.path or "\ufffd" in request.path:
            raise BadRequest("The address holds characters that no page here has.")
        return get_response(request)

    return middleware
