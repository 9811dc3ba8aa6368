"""Rows of a list, as they are shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from postings.models import Posting, PostingPlace
from postings.presentation import employment_words, salary_words, short_place, workplace_words


class ListRow(NamedTuple):
    """One posting in a list; `more_places` is how many places it has beyond the one shown.

    `at` is when we first saw it: the order of the list.
    """

    posting: Posting
    place: str
    more_places: int
    work_model: str
    employment: str
    pay: str
    at: datetime


def listed(postings: Sequence[Posting]) -> list[ListRow]:
    """The rows of one page; one query for the places of all of them."""
    ids = [posting.id for posting in postings]
    places = dict(PostingPlace.objects.filter(posting__in=ids).order_by().values_list("posting").annotate(Count("id")))
    return [
        ListRow(
            posting,
            short_place(posting),
            max(places.get(posting.id, 0) - 1, 0),
            workplace_words(posting),
            employment_words(posting),
            salary_words(posting),
            posting.first_seen_at,
        )
        for posting in postings
    ]
