"""Sessions and logins are the admin's alone: a public page passes them by, sets no cookie and varies by none."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase

ADMIN = "/admin/"


class ForAdmin:
    """Before one of Django's: what it does, it does for the admin."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if request.path_info.startswith(ADMIN) else self.get_response(request)


class Sessions(ForAdmin, SessionMiddleware):
    pass


class Authentication(ForAdmin, AuthenticationMiddleware):
    pass


class Messages(ForAdmin, MessageMiddleware):
    pass
