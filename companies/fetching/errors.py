"""How a request can end otherwise than with a whole answer. Each says why in a sentence."""

from collections.abc import Sequence
from datetime import datetime

from companies.providers.base import Page


class FetchError(Exception):
    """A board could not be read to its end; the text says why in a sentence.

    `status` is the failing answer's, if there was one; `pages` are the good ones before it.
    """

    def __init__(self, message: str, status: int | None = None, pages: Sequence[Page] = ()):
        super().__init__(message)
        self.status = status
        self.pages = pages


class Declined(FetchError):
    """The host does not want us there, by robots.txt or X-Robots-Tag. Nothing is wrong; we stay away."""


class Postponed(FetchError):
    """The host is not to be asked before `until`: it rests, or its robots.txt cannot be read just now."""

    def __init__(self, message: str, until: datetime):
        super().__init__(message)
        self.until = until


class Trouble(FetchError):
    """The host is busy, broken or silent.

    `again`: whether asking once more soon may do; `retry_after`: the seconds it asks us to wait.
    """

    def __init__(self, message: str, status: int | None = None, again: bool = False, retry_after: float | None = None):
        super().__init__(message, status)
        self.again = again
        self.retry_after = retry_after


class Redirected(FetchError):
    """The answer is somewhere else: at `location`, an absolute URL."""

    def __init__(self, message: str, status: int, location: str):
        super().__init__(message, status)
        self.location = location
