"""Boards that come in pages and say how many postings they have in all."""

from typing import Any

from companies.providers.base import Records
from companies.providers.fields import amount


def stated(answer: Any, name: str) -> int | None:
    """The number of postings that an answer speaks of; None when it does not, or says it below zero."""
    number = amount(answer, name)
    return int(number) if number is not None and number >= 0 else None


def shortfall(records: Records, total: int | None) -> str:
    """Why `records` are fewer than the board has, in a sentence; "" when they are not.

    More are no fault: a board may grow while it is read. Pages that repeat each other end here
    too, since a posting counts once however often it is listed.
    """
    if total is None or len(records) + records.without_key >= total:
        return ""
    again = f", {records.repeated} of them again: a page may have come twice" if records.repeated else ""
    return f"The board speaks of {total} postings and lists {len(records)}{again}."


def goes_on(listed: int, offset: int, total: int | None, page_size: int) -> bool:
    """Whether a page of `listed` postings that begins after `offset` of them is followed by another.

    Where no total is stated, a full page is taken to be. An empty page is always the last.
    """
    return listed >= page_size if total is None else 0 < listed < total - offset
