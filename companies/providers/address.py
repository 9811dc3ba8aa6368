"""Careers URLs, taken apart. What people paste lacks a scheme, and what attackers paste has too much."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

# The longest careers URL met has 400 characters, most of them tracking.
MAX_LENGTH = 2000

# What boards are called by. The longest of 16,000 tokens seen has 100 characters.
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}", re.ASCII)


class Address(NamedTuple):
    """A careers URL: its host in small letters without "www.", the parts of its path, its query."""

    host: str
    path: list[str]
    query: dict[str, list[str]]

    def under(self, *prefix: str) -> str:
        """The part of the path that follows `prefix`; "" when there is none."""
        length = len(prefix)
        return self.path[length] if len(self.path) > length and self.path[:length] == [*prefix] else ""


def parse(url: str) -> Address | None:
    """`url` taken apart, percent-encoding undone; None for all that is no plain web address."""
    url = url.strip()
    if len(url) > MAX_LENGTH or not url.isprintable() or "\\" in url:
        return None
    if not re.match(r"[a-z][a-z0-9+.-]*://", url, re.IGNORECASE):
        url = "https://" + url.removeprefix("//")
    try:
        split = urlsplit(url)
        # A port, a user or a literal address is somebody's server, or a trick; no provider has them.
        if split.scheme not in ("http", "https") or split.netloc.lower() != split.hostname:
            return None
        path = [unquote(part) for part in split.path.split("/") if part]
        return Address(split.hostname.removeprefix("www."), path, parse_qs(split.query))
    except ValueError:
        return None


def token(text: str, pattern: re.Pattern[str] = TOKEN) -> str | None:
    """`text` if a board can be called so."""
    return text if pattern.fullmatch(text) else None
