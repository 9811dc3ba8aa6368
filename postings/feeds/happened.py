"""Events -> what happened, in words: the rows of a page of changes, the items of its feed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from postings.feeds.items import TAG, Item, categories, whole
from postings.listing import JobRow, listed
from postings.models import Event
from postings.story.wording import PAY, topic, words
from postings.vocabulary import EventType


class Changed(NamedTuple):
    """One fact, before and after; "" for "not stated". `is_text`: a text, which the posting's own page compares."""

    topic: str
    before: str
    after: str
    is_text: bool


class Happened(NamedTuple):
    """What happened to one job, the last of it `at`; `steps` are the types of its events, the oldest first."""

    job: JobRow
    at: datetime
    steps: list[EventType]
    changed: list[Changed]
    why: str


def by_visit(events: Iterable[Event]) -> list[Happened]:
    """What one visit to a board saw of a job is one row, and its undoing another; `events` are newest first."""
    of_visit = groupby(events, lambda event: (event.posting_id, event.crawl_id, event.observed_at))
    return in_words([list(group) for _, group in of_visit])


def by_job(events: Iterable[Event], ids: Sequence[int]) -> list[Happened]:
    """All that `events` tell of a job is one row, in the order of `ids`; the events are newest first."""
    groups: dict[int, list[Event]] = {id: [] for id in ids}
    for event in events:
        groups[event.posting_id].append(event)
    return in_words([group for group in groups.values() if group])


def in_words(groups: Sequence[list[Event]]) -> list[Happened]:
    """Each group of one job's events, newest first, in words. Queries: the jobs' rows."""
    jobs = {row.id: row for row in listed(list({group[0].posting_id for group in groups}))}
    return [happened(jobs[group[0].posting_id], group[::-1]) for group in groups]


def happened(job: JobRow, events: Sequence[Event]) -> Happened:
    """`why` is the reason that the last step gives: a job that has reopened needs none for its closing."""
    moves = [event for event in events if not event.field]
    return Happened(
        job=job,
        at=events[-1].observed_at,
        steps=list(dict.fromkeys(EventType(event.type) for event in events)),
        changed=[changed(event) for event in events if event.field],
        why=moves[-1].metadata.get("words", "") if moves else "",
    )


def changed(event: Event) -> Changed:
    """The parts of a pay change one by one, and are called each by its own name."""
    field = event.field
    name = field.replace("_", " ") if field in PAY else topic(field)
    return Changed(name, words(field, event.before), words(field, event.after), is_text=field == "description")


def item_of(event: Event, job: JobRow) -> Item:
    """One event as an item of a feed."""
    what = EventType(event.type).label
    return Item(
        id=f"{TAG}event/{event.id}",
        url=whole(job.url),
        title=f"{what}: {job.title} at {job.company_name}",
        summary=sentence(changed(event)) if event.field else event.metadata.get("words") or f"{what} on its board.",
        author=job.company_name,
        author_url=whole(job.company_url),
        published=event.observed_at,
        updated=event.observed_at,
        categories=categories(job),
    )


def sentence(change: Changed) -> str:
    """ "Location: Berlin became Munich." """
    name = change.topic[:1].upper() + change.topic[1:]
    if change.is_text:
        return f"{name} changed."
    return f"{name}: {change.before or 'not stated'} became {change.after or 'not stated'}."
