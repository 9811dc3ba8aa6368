"""Pages of lists: however deep, a page costs what the first one costs.

A list of jobs leads from page to page by the id it ended with, so that none is repeated or left
out while new ones arrive; and every page has its number too, by which any of them can be asked for.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from postings.walks import Walk

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


class JobPage(NamedTuple):
    """One page of a list of jobs.

    `first` is how many jobs stand before it, `number` its number among `pages`. `place` is what its address
    adds to the list's own, "" on the first page; `newer` and `older` are those of the pages beside it, "" at an end.
    """

    ids: list[int]
    total: int
    first: int
    number: int
    pages: int
    place: str
    newer: str
    older: str

    @property
    def is_first(self) -> bool:
        return not self.first

    @property
    def is_numbered(self) -> bool:
        """Whether it is exactly what its number stands for; by ids one may come to lie across two."""
        return self.first % SIZE == 0

    @property
    def last(self) -> int:
        return self.first + len(self.ids)

    def near(self) -> list[int | None]:
        """The numbers of the pages to offer: the first, the last, and those around this one; None is a gap."""
        numbers = sorted({1, self.pages, *range(max(self.number - 2, 1), min(self.number + 2, self.pages) + 1)})
        near: list[int | None] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            near += [None] if number - before > 2 else [before + 1] if number - before == 2 else []
            near.append(number)
        return near


def job_page(walk: Walk, query: Mapping[str, str], size: int = SIZE) -> JobPage:
    """The page that a query string asks for: `page=<number>`, or what is older or newer than an id."""
    after, before, number = position(query, "after"), position(query, "before"), page_number(query)
    if number is None and before is not None and not walk.by_tier:
        if ids := walk.before(before, size):
            return placed(walk, ids, walk.rank(ids[0]), f"after={ids[0] + 1}", size)
    elif number is None and after is not None and not walk.by_tier:
        ids = walk.after(after, size)
        return placed(walk, ids, walk.rank(after - 1), f"after={after}", size)
    first = ((number or 1) - 1) * size
    ids = walk.at(first, size)
    if first and not ids:
        raise Http404(f"This list has no page {number}: it ends with page {pages_of(walk.total, size)}.")
    return placed(walk, ids, first, f"page={number}", size)


def placed(walk: Walk, ids: list[int], first: int, place: str, size: int) -> JobPage:
    total, number = walk.total, first // size + 1
    has_older = bool(ids) and first + len(ids) < total
    newer, older = (f"before={ids[0]}", f"after={ids[-1]}") if ids else ("", "")
    if walk.by_tier:
        newer, older = f"page={number - 1}", f"page={number + 1}"
    return JobPage(
        ids=ids,
        total=total,
        first=first,
        number=number,
        pages=pages_of(total, size),
        place=place if first else "",
        newer=newer if first else "",
        older=older if has_older else "",
    )


def pages_of(total: int, size: int) -> int:
    return max(-(-total // size), 1)


def page_number(query: Mapping[str, str]) -> int | None:
    text = query.get("page", "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:11]) <= LARGEST_ID // SIZE:
        raise Http404(f"{text[:40]!r} is no page of this list: page= takes a number from 1.")
    return int(text)


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
