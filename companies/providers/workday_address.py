"""Workday's addresses: a tenant's own host, or one shared by a data centre, with the tenant in the path.

https://tenant.wd5.myworkdayjobs.com[/en-US]/site[/job/...]
https://wd5.myworkdaysite.com[/en-US]/recruiting/tenant/site[/job/...]
https://<either host>/wday/cxs/tenant/site/jobs
"""

import re
from urllib.parse import quote, urlsplit

from companies.providers import address
from companies.providers.base import Board, Unreadable

OWN_HOST = re.compile(r"(?P<tenant>[a-z0-9][a-z0-9_-]*)\.(?P<centre>wd\d{1,3})\.myworkdayjobs\.com")
SHARED_HOST = re.compile(r"(?P<centre>wd\d{1,3})\.myworkdaysite\.com")
TOKEN = re.compile(r"(?P<tenant>[a-z0-9][a-z0-9_-]*)/(?P<centre>wd\d{1,3})/(?P<site>[^/]+)")

# What stands before a site: "en-US"; "fr" only where a site follows, for a site may be called so too.
LANGUAGE = re.compile(r"[a-z]{2}[-_][a-z]{2}", re.IGNORECASE)
SHORT_LANGUAGE = re.compile(r"[a-z]{2}")

# What stands behind a site, or in its place on a host's other pages.
NO_SITE = {"job", "jobs", "details", "login", "introduceYourself", "userHome", "wday", "recruiting"}


def board(token: str) -> Board:
    """The board "tenant/wd5/site", at the tenant's own host."""
    named = TOKEN.fullmatch(token)
    if named is None or not address.token(named["site"]):
        raise Unreadable(f"{token[:60]!r} is no board of Workday: they are called tenant/wd5/site.")
    return Board(
        token, f"https://{named['tenant']}.{named['centre']}.myworkdayjobs.com/{quote(named['site'], safe='')}"
    )


def board_in(url: str) -> Board | None:
    """A site's page in any language, a job's, an apply page's, and the API's address of either."""
    found = address.parse(url)
    if found is None:
        return None
    if own := OWN_HOST.fullmatch(found.host):
        tenant, site = own["tenant"], found.under("wday", "cxs", own["tenant"]) or _site(found.path)
        return board(f"{tenant}/{own['centre']}/{site}") if address.token(site) and site not in NO_SITE else None
    if shared := SHARED_HOST.fullmatch(found.host):
        path = found.path[2:4] if found.path[:2] == ["wday", "cxs"] else _recruiting(found.path)
        return _shared_board(shared["centre"], *path) if len(path) == 2 else None
    return None


def api(board: Board) -> str:
    """The address below which `board` is asked; its jobs are at /jobs."""
    tenant, _, site = board.token.split("/")
    return f"https://{urlsplit(board.url).netloc}/wday/cxs/{tenant}/{quote(site, safe='')}"


def _site(path: list[str]) -> str:
    """The first part of a path that is no language."""
    first, *rest = path or [""]
    is_language = LANGUAGE.fullmatch(first) or (rest and rest[0] not in NO_SITE and SHORT_LANGUAGE.fullmatch(first))
    return next(iter(rest), "") if is_language else first


def _recruiting(path: list[str]) -> list[str]:
    """[tenant, site] out of a path of a shared host; [] when it names none."""
    start = path.index("recruiting") + 1 if "recruiting" in path[:2] else len(path)
    return path[start : start + 2]


def _shared_board(centre: str, tenant: str, site: str) -> Board | None:
    token = f"{tenant.lower()}/{centre}/{site}"
    if not TOKEN.fullmatch(token) or not address.token(site) or site in NO_SITE:
        return None
    return Board(token, f"https://{centre}.myworkdaysite.com/recruiting/{tenant.lower()}/{quote(site, safe='')}")
