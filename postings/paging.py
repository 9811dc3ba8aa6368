"""Keyset pages: however deep, a page costs what the first one costs, and none repeats or skips a row."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404

SIZE = 25
LARGEST_ID = 2**31 - 1


class Page(NamedTuple):
    """`rows` in their order; `older` and `newer` are the query strings of the pages beside it, "" at an end."""

    rows: list
    older: str
    newer: str

    @property
    def is_first(self) -> bool:
        return not self.newer


def keyset_page(rows: QuerySet, query: Mapping[str, str], size: int = SIZE) -> Page:
    """The page that `query` asks for by `after=<id>` or `before=<id>`: what is older or newer than it.

    One row too many is fetched instead of counting. An address that is no id is a 404.
    """
    after, before = position(query, "after"), position(query, "before")
    if before:
        newer = list(rows.filter(id__gt=before).order_by("id")[: size + 1])
        if len(newer) <= size:  # the beginning of the list: a whole page of it
            return keyset_page(rows, {}, size)
        page = newer[:size][::-1]
        return Page(page, after_row(page), f"before={page[0].id}")
    if after:
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id")[: size + 1])
    page = found[:size]
    return Page(page, after_row(page) if len(found) > size else "", f"before={page[0].id}" if after and page else "")


def after_row(page: list) -> str:
    return f"after={page[-1].id}" if page else ""


def position(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:11]) <= LARGEST_ID:
        raise Http404(f"{text[:40]!r} is no place in this list: {name}= takes the number of a posting.")
    return int(text)
