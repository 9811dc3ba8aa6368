"""Sessions and logins are the admin's alone: a public page passes them by, sets no cookie and varies by none."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

ADMIN = "/admin/"


class ForAdmin:
    """Before one of Django's: what it does, it does for the admin."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if request.path_info.startswith(ADMIN) else self.get_response(request)


class Sessions(ForAdmin, SessionMiddleware):
    pass


class Csrf(ForAdmin, CsrfViewMiddleware):
    """A public address that takes a POST (the API's) goes by no cookie: nobody can misuse one."""

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        return super().process_view(request, *view) if request.path_info.startswith(ADMIN) else None


class Authentication(ForAdmin, AuthenticationMiddleware):
    pass


class Messages(ForAdmin, MessageMiddleware):
    pass
