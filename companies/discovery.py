"""Which ATS stands behind a company's own careers page, from its HTML alone: no script is run.

Where to look is told in companies/ats_signs.py; what is a board there, the providers say.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser

from companies import providers
from companies.ats_signs import hostname, named_in
from companies.fetching import FetchError
from companies.providers.base import Board, Page, Request

# Hosts and folders of the ATS itself, where a board's name could stand.
NOBODY = re.compile(
    r"(www|app|apps|api|apply|assets|cdn|static|scripts|img|images|media|help|support|blog|info|docs|developers?|status"
    r"|embed|widgets?|js|css|login|secure|hire|my|go|get|resources|careers-page|privacy|legal|about|pricing"
    r"|.*\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?))",
    re.IGNORECASE,
)
# A careers page names one board, perhaps two, many times.
MOST_ASKED, MOST_BOARDS = 300, 50

LEADS_ON = re.compile(
    r"\b(careers?|jobs?|vacanc(?:y|ies)|open (?:positions?|roles?)|job openings?|join (?:us|our team)|we.?re hiring"
    r"|work (?:with|at|for) us|karriere|stellen\w*|emplois?|carri[eè]res?|recrutement|empleos?|trabaja|vagas|carreras?"
    r"|werken bij|vacatures|jobb|lavora con noi|kariera|praca|採用)\b",
    re.IGNORECASE,
)
MOST_LINKS = 3


class Found(NamedTuple):
    """A board that a page names, and where on the page."""

    provider: str
    board: Board
    evidence: str


def boards_in_html(html: str, base_url: str) -> list[Found]:
    """The boards that a page names, the one it names most often first. Nothing else on the page is believed."""
    named: dict[tuple[str, Board], list[str]] = {}
    asked: dict[str, tuple[str, Board] | None] = {}
    for url, where in named_in(html, base_url):
        if url not in asked:
            if len(asked) == MOST_ASKED:
                break
            asked[url] = board_at(url)
        if (found := asked[url]) and (found in named or len(named) < MOST_BOARDS):
            named.setdefault(found, []).append(f"{where}: {url[:200]}")
    often = sorted(named.items(), key=lambda item: -len(item[1]))
    return [
        Found(*found, evidence=f"{places[0]} ({times(len(places))} on {base_url[:200]})") for found, places in often
    ]


def times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def board_at(url: str) -> tuple[str, Board] | None:
    found = providers.board_in(unescape(unquote(url)).rstrip(".,;"))
    return None if found is None or NOBODY.fullmatch(found[1].token) else found


def careers_links(html: str, base_url: str) -> list[str]:
    """Links on the same site whose words lead to jobs, in their order; at most MOST_LINKS."""
    found: dict[str, None] = {}
    own = site(base_url)
    for link in LexborHTMLParser(html).css("a[href]"):
        words = f"{link.text()[:200]} {link.attributes.get('title') or ''}"
        url = joined(base_url, link.attributes["href"] or "") if LEADS_ON.search(words) else ""
        if url and url != base_url and f".{site(url)}".endswith(f".{own}"):
            found[url] = None
    return list(found)[:MOST_LINKS]


def site(url: str) -> str:
    return hostname(url).removeprefix("www.")


def joined(base_url: str, href: str) -> str:
    """The web address that a link leads to; "" when it is none."""
    try:
        url = urljoin(base_url, href.strip()).partition("#")[0]
    except ValueError:
        return ""
    return url if hostname(url) else ""


def discover(url: str, get: Callable[[Request], Page]) -> list[Found]:
    """The boards behind a careers page, or behind the page that it leads to. FetchError when it cannot be read."""
    url = url if "://" in url else f"https://{url}"
    if found := providers.board_in(url):
        return [Found(*found, evidence="the address itself")]
    html = read(url, get)
    if boards := boards_in_html(html, url):
        return boards
    for further in careers_links(html, url):
        try:
            html = read(further, get)
        except FetchError:
            continue
        if boards := boards_in_html(html, further):
            return boards
    return []


def read(url: str, get: Callable[[Request], Page]) -> str:
    return get(Request(url, headers={"Accept": "text/html"})).body.decode("utf-8", "replace")
