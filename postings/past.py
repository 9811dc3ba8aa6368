"""What a selection had before: its closed jobs."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max

from postings.selection import Selection
from postings.vocabulary import Status


class Past(NamedTuple):
    """How many jobs are closed, when the last one closed, and where they are listed."""

    number: int
    last: datetime | None
    url: str


def past(selection: Selection) -> Past:
    closed = replace(selection, status=Status.CLOSED)
    found = closed.entries().aggregate(number=Count("pk"), last=Max("posting__closed_at"))
    return Past(found["number"], found["last"], closed.url())
