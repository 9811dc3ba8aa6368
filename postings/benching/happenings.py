"""What happened to a job of the market, as its events tell it: 2.07 to a posting."""

from datetime import datetime
from operator import attrgetter
from random import Random
from typing import Any, NamedTuple

from postings.benching.jobs import Job
from postings.vocabulary import EventType

# A posting was opened, and closed unless it is open. The rest of the 2.07 are changes, as many on the
# average, and what was closed for a while.
CHANGES = 0.74
FOR_A_WHILE = 0.01


class Happening(NamedTuple):
    """`posting`, `company` and `board` are ids."""

    at: datetime
    posting: int
    company: int
    board: int
    type: EventType
    field: str = ""
    old: Any = None
    new: Any = None


def happenings(rng: Random, job: Job, until: datetime) -> list[Happening]:
    """In their order."""
    whose = (job.id, job.employer.id, job.board.id)
    began, ended = job.first_seen_at, job.state.closed_at or until

    def moment(after: datetime = began) -> datetime:
        return after + (ended - after) * rng.random()

    found = [Happening(began, *whose, EventType.CREATED)]
    while rng.random() < CHANGES / (1 + CHANGES):
        found.append(Happening(moment(), *whose, EventType.UPDATED, *rng.choice(changes(job))))
    if rng.random() < FOR_A_WHILE:
        closed = moment()
        found += [
            Happening(closed, *whose, EventType.CLOSED),
            Happening(moment(after=closed), *whose, EventType.REOPENED),
        ]
    if job.state.closed_at:
        found.append(Happening(job.state.closed_at, *whose, EventType.CLOSED))
    return sorted(found, key=attrgetter("at"))


def changes(job: Job) -> list[tuple[str, Any, Any]]:
    """What may have been said otherwise before: the fact, then and now."""
    title = job.words.title
    return [
        ("title", title.plain, title.text),
        ("location_text", "", job.location_text),
        ("department", "", job.department),
        ("employment_type", None, job.employment or None),
        ("workplace_type", None, job.work_model or None),
    ]


def changed_at(happened: list[Happening]) -> datetime:
    """When a reader last saw something else on its page; closing changes none of its words."""
    return max(happening.at for happening in happened if happening.type is not EventType.CLOSED)
