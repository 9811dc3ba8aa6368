"""Which links and mail addresses a description may show.

Addresses of persons are neither kept nor shown. Nothing tells a person's address for certain, so
only one whose every word names a task stays ("jobs@", "us-recruiting@"); all others are removed.
A name that stands in the prose itself cannot be told from any other words and stays.
"""

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, unquote

import nh3

REMOVED = "[address removed]"
LONGEST_LINK = 2000

ADDRESS = re.compile(r"(?<![\w.%+-])[\w.%+-]++@[\w-]+(?:\.[\w-]+)+(?:@[\w.-]*)*")
# No word is made of others, or matching would try every way to part a long address.
TASK = re.compile(
    r"(?:(?:jobs?|careers?|recruit(?:ing|ment|er|ers|s)?|talents?|acquisition|hiring|hr|people|ops|"
    r"appl(?:y|ications?)|candidates?|accommodations?|accessibility|accessible|benefits|"
    r"privacy|gdpr|dpo|dataprotection|legal|compliance|security|fraud|abuse|info|contact|hello|"
    r"support|help|office|press|media|sales|team|staff|work|join|iwantto|our|us|uk|eu|emea|apac|"
    r"global|internships?|interns?|students?|campus|university|graduates?|no|reply|"
    r"bewerbung(?:en)?|karriere|personal|recrutement|emplois?|empleos?|rh)[._+-]?)+",
    re.IGNORECASE,
)
HREF = re.compile(r"""(?:^|[\s"'/])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
LINKS = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}})
NOT_IN_SCHEME = re.compile(r"[\x00-\x20\x7f]+")  # browsers read on over these
BAD_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
ALLOWED = "!$%&'()*+,/:;=?@~"


def names_a_task(address: str) -> bool:
    local, _, domain = address.partition("@")
    return "@" not in domain and TASK.fullmatch(local) is not None


def without_addresses(text: str) -> str:
    if "@" not in text:
        return text
    return ADDRESS.sub(lambda match: match[0] if names_a_task(match[0]) else REMOVED, text)


def link(target: str) -> str:
    """`target` as an absolute http(s) or mailto URL that may be shown, or "".

    A relative link has nothing to be relative to here; a mail link keeps nothing but the address,
    as its query could copy in another.
    """
    target = target.strip()
    if target[:7].lower() == "mailto:":
        match = ADDRESS.fullmatch(unquote(target[7:]).partition("?")[0].strip())
        return f"mailto:{match[0]}" if match and names_a_task(match[0]) else ""
    url = encoded(NOT_IN_SCHEME.sub("", target[:8]) + target[8:])
    if not WEB.match(url) or len(url) > LONGEST_LINK or ADDRESS.search(unquote(url)):
        return ""
    return url if is_read_as_url(url) else ""


@lru_cache(maxsize=1000)
def is_read_as_url(url: str) -> bool:
    """Whether the parser that nh3 asks takes `url`, so that the link still has it in the end."""
    return "href=" in LINKS.clean(f'<a href="{escape(url)}">x</a>')


def encoded(url: str) -> str:
    """`url` with what a URL may not hold percent-encoded; what is encoded already stays so."""
    page, hash_sign, fragment = BAD_PERCENT.sub("%25", url).partition("#")
    return quote(page, safe=ALLOWED) + hash_sign + quote(fragment, safe=ALLOWED)
