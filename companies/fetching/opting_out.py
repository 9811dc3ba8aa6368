"""What we take for a "no": rules of robots.txt, and the header X-Robots-Tag.

Both name crawlers by the first word of their User-Agent, up to the slash: "OpenJobBoardBot".
"""

from collections.abc import Iterable
from functools import lru_cache

from protego import Protego

# "noai" is no search engine's word; who writes it wants no machine to make anything of the page.
NO = ("noindex", "none", "noai")
# A rule of that name takes a value after a colon, which makes it look like a crawler's name.
WITH_VALUE = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")


def product(user_agent: str) -> str:
    return user_agent.partition("/")[0].strip()


@lru_cache(maxsize=8)  # few: one that is made to be large takes 35 MB when parsed
def rules(text: str) -> Protego:
    """A robots.txt, parsed. Whatever is no rule in it is passed over: a page of HTML forbids nothing."""
    return Protego.parse(text)


def allows(text: str, url: str, user_agent: str) -> bool:
    """Whether the robots.txt `text` lets us ask `url`."""
    return rules(text).can_fetch(url, product(user_agent))


def crawl_delay(text: str, user_agent: str) -> float | None:
    """The seconds between requests that the robots.txt `text` asks of us."""
    return rules(text).crawl_delay(product(user_agent))


def forbidding(values: Iterable[str], user_agent: str) -> str:
    """The first word in `values` of X-Robots-Tag that tells us to stay away, or ""."""
    for value in values:
        name, colon, rest = value.partition(":")
        if colon and name.strip().lower() not in WITH_VALUE:
            if name.strip().lower() not in (product(user_agent).lower(), "*"):
                continue
            value = rest
        for word in value.lower().split(","):
            if word.strip() in NO:
                return word.strip()
    return ""
