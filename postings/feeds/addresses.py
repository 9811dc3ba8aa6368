"""Where a list is told otherwise, for the links of its page."""

from typing import NamedTuple


class Other(NamedTuple):
    """Another form of a list: what it is called, where it is, and its media type."""

    name: str
    url: str
    type: str


FORMS = (
    ("Atom feed", "feed.atom", "application/atom+xml"),
    ("JSON feed", "feed.json", "application/feed+json"),
    ("Table (CSV)", "jobs.csv", "text/csv"),
    ("What changed", "changes/", "text/html"),
)


def told(address: str, tail: str, place: str = "") -> str:
    """The list at `address` told by `tail`, at a `place` in it.

    told("/jobs/?city=berlin", "feed.atom", "after=12") -> "/jobs/feed.atom?city=berlin&after=12"
    """
    path, _, query = address.partition("?")
    joined = "&".join(filter(None, (query, place)))
    return f"{path}{tail}?{joined}" if joined else f"{path}{tail}"


def others(address: str) -> list[Other]:
    """The other forms of the list whose page is at `address`."""
    return [Other(name, told(address, tail), type) for name, tail, type in FORMS]
