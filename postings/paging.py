"""Keyset pages: however deep, a page costs what the first one costs, and none repeats or skips a row."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

SIZE = 25
LARGEST_ID = 2**31 - 1


class Page(NamedTuple):
    """`rows` in their order; `older` and `newer` are the query strings of the pages beside it, "" at an end.

    `address` is the page's own: the list's path, and the place in it where it is not the first page.
    """

    rows: list
    older: str
    newer: str
    address: str

    @property
    def is_first(self) -> bool:
        return not self.newer


def keyset_page(rows: QuerySet, request: HttpRequest, size: int = SIZE) -> Page:
    """The page that a request asks for by `after=<id>` or `before=<id>`: what is older or newer than it.

    One row too many is fetched instead of counting. An address that is no id is a 404.
    """
    after, before = position(request.GET, "after"), position(request.GET, "before")
    if before:
        newer = list(newer_than(before, rows)[: size + 1])
        if len(newer) > size:
            return page_of(newer[:size][::-1], request.path, has_older=True, has_newer=True)
        after = None  # the beginning of the list: a whole page of it
    found = list(older_than(after, rows)[: size + 1])
    return page_of(found[:size], request.path, has_older=len(found) > size, has_newer=bool(after and found))


def older_than(after: int | None, rows: QuerySet) -> QuerySet:
    """Newest first. A slice is walked along its own index, which counts ids backwards."""
    if "backwards" in rows.query.annotations:
        return (rows.filter(backwards__gt=-after) if after else rows).order_by("backwards")
    return (rows.filter(id__lt=after) if after else rows).order_by("-id")


def newer_than(before: int, rows: QuerySet) -> QuerySet:
    """Oldest first."""
    if "backwards" in rows.query.annotations:
        return rows.filter(backwards__lt=-before).order_by("-backwards")
    return rows.filter(id__gt=before).order_by("id")


def page_of(rows: list, path: str, has_older: bool, has_newer: bool) -> Page:
    older = f"after={rows[-1].id}" if has_older else ""
    newer = f"before={rows[0].id}" if has_newer else ""
    return Page(rows, older, newer, f"{path}?after={rows[0].id + 1}" if newer else path)


def position(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:11]) <= LARGEST_ID:
        raise Http404(f"{text[:40]!r} is no place in this list: {name}= takes the number of a posting.")
    return int(text)
