"""The site's views asked in this process, without a server."""

from ipaddress import IPv4Address
from itertools import count
from typing import Any

from django.conf import settings
from django.test import Client


class WrongAnswer(Exception):
    """A page is not what it must be; the text says which, and what it is."""


class Asker:
    """`get(url)`: the answer, as a reader behind the proxy gets it whatever the site's settings are."""

    def __init__(self) -> None:
        self.client = Client(SERVER_NAME=settings.SITE.hostname, HTTP_X_FORWARDED_PROTO=settings.SITE.scheme)
        self.readers = count(1)

    def get(self, url: str) -> Any:
        # Each time another reader: what one may ask of the API in a second is less than the bench does.
        answer = self.client.get(url, REMOTE_ADDR=str(IPv4Address(next(self.readers))))
        if answer.status_code != 200:
            raise WrongAnswer(f"{url} answers {answer.status_code}, not 200.")
        return answer
