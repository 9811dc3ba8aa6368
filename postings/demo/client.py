"""Asking the demo's server in the place of the real hosts, from this process or another."""

from dataclasses import replace
from urllib.parse import urlsplit

from companies import fetching
from companies.providers.base import Page, Request


class Client:
    """Asks the FakeATS at `port`. Pages and errors speak of the address that was meant."""

    def __init__(self, port: int):
        self.port = port

    def get(self, request: Request) -> Page:
        """What the board answers `request`, over HTTP, at once: nobody waits for his turn."""
        try:
            return replace(fetching.ask(self.via(request), private=True), request=request)
        except fetching.FetchError as error:
            meant = urlsplit(request.url).hostname or ""
            error.args = (str(error).replace("127.0.0.1", meant),)
            raise

    def via(self, request: Request) -> Request:
        """`request` with its URL pointed at the server."""
        return replace(request, url=f"http://127.0.0.1:{self.port}/{bare(request.url)}")


def bare(url: str) -> str:
    """ "https://api.lever.co/v0/x?y" -> "api.lever.co/v0/x?y" """
    return url.partition("://")[2] or url
