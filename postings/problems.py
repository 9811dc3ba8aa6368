"""What is wrong with the address of a search, in words, and what may have been meant."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import QueryDict

from postings.filters import NoSuchValue, PostingFilter, selected


class Problem(NamedTuple):
    """`meant` are [(words, address)] of searches that keep all that can be read."""

    words: str
    meant: list[tuple[str, str]]


def unreadable(asked: PostingFilter) -> Iterator[Problem]:
    """One for each name whose value cannot be read."""
    for name, errors in asked.form.errors.as_data().items():
        for error in errors:
            meant = near_values(asked, name, error) if isinstance(error, NoSuchValue) else []
            yield Problem(error.messages[0], meant)


def near_values(asked: PostingFilter, name: str, error: NoSuchValue) -> list[tuple[str, str]]:
    """With a value that exists in the place of the one that does not; the others of the name stay."""
    others = [slug for slug in asked.data.getlist(name) if slug != error.slug]
    rest = asked.selection.with_values(name, tuple(error.dimension.find(others)))
    return [(value.name, rest.adding(name, value).url()) for value in error.near]


def ignored(asked: PostingFilter) -> Iterator[Problem]:
    """One for each name that is no filter; with the filter that it is near to, where that can read its value."""
    for name, near in asked.ignored.items():
        read = renamed(asked.data, name, near) if near in asked.filters else None
        meant = [(near, read.selection.url())] if read and near not in read.form.errors else []
        yield Problem(f"“{name[:40]}” is no filter here, so it changes nothing.", meant)


def renamed(query: QueryDict, name: str, near: str) -> PostingFilter:
    """What is asked for with `near` in the place of `name`."""
    other = query.copy()
    other.setlist(near, [*query.getlist(near), *other.pop(name)])
    return selected(other)
