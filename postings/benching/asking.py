"""The site's views asked in this process, without a server."""

from typing import Any

from django.conf import settings
from django.test import Client


class WrongAnswer(Exception):
    """A page is not what it must be; the text says which, and what it is."""


class Asker:
    """`get(url)`: the answer, as a reader behind the proxy gets it whatever the site's settings are."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME=settings.SITE.hostname, HTTP_X_FORWARDED_PROTO=settings.SITE.scheme)

    def get(self, url: str) -> Any:
        answer = self.client.get(url)
        if answer.status_code != 200:
            raise WrongAnswer(f"{url} answers {answer.status_code}, not 200.")
        return answer
