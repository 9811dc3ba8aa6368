"""What stands in an element of an XML feed, in the manner of `fields`. Absent and empty are both "not stated".

Paths are those of ElementTree; "{*}city" is a city in any namespace. A record is made of these as
JSON would have it, so that it can be compared, kept and shown like that of any other provider.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from companies.providers.base import Page, Unreadable
from companies.providers.text import clean, one_line


def root(page: Page, tag: str) -> Element:
    """The root of an answer whose root is called `tag`; Unreadable when it is anything else."""
    found = page.xml
    if found.tag != tag:
        raise Unreadable(f"The answer is <{one_line(found.tag)[:60]}>, not <{tag}>.")
    return found


def text(element: Element, path: str) -> str:
    """The text of the first element at `path`, on one line; "" when there is none."""
    return one_line(element.findtext(path) or "")


def body(element: Element, path: str) -> str:
    """A longer text or HTML, its line breaks kept; "" when there is none."""
    return clean(element.findtext(path) or "").strip()


def texts(element: Element, path: str) -> list[str]:
    """The texts of all elements at `path`, the empty ones and the repeated left out."""
    return list(dict.fromkeys(words for found in element.findall(path) if (words := one_line(found.text or ""))))


def stated(element: Element, names: Iterable[str]) -> dict[str, str]:
    """{name: text} of the children that are there and not empty. A prefix like "{*}" is no part of a name."""
    words = {name.rpartition("}")[2]: text(element, name) for name in names}
    return {name: word for name, word in words.items() if word}
