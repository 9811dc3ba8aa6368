"""Addresses as boards give them: hostile until read."""

from urllib.parse import urlsplit

LONGEST = 2000


def web_address(url: str) -> str:
    """`url` when it is an http(s) address that a page may link to, else ""."""
    url = url.strip()
    if len(url) > LONGEST or any(character.isspace() or not character.isprintable() for character in url):
        return ""
    try:
        parts = urlsplit(url)
        known_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not known_host or parts.username is not None:
        return ""
    return url
