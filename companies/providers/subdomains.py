"""Boards that are hosts of their own: <token>.breezy.hr."""

import re

from companies.providers import address

# A label of a host name, https://www.rfc-editor.org/rfc/rfc1123#section-2.1
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)

# What providers keep for themselves under the same domain.
RESERVED = {
    *(
        "www",
        "app",
        "apps",
        "api",
        "login",
        "auth",
        "account",
        "accounts",
        "admin",
        "assets",
        "cdn",
        "static",
        "images",
    ),
    *("assets-cdn", "attachments-cdn", "gallery-cdn", "help", "support", "docs", "developer", "developers", "status"),
    *("blog", "info", "go", "marketing", "academy", "partner", "partners", "community", "tracking", "email", "mail"),
}


def token_in(url: str, *domains: str) -> tuple[str, str] | None:
    """The token and which of `domains` (".breezy.hr") the host of `url` is made of, or None."""
    found = address.parse(url)
    for domain in domains:
        if found and found.host.endswith(domain):
            token = address.token(found.host.removesuffix(domain), LABEL)
            if token and token not in RESERVED:
                return token, domain
    return None
