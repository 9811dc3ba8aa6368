"""How many jobs opened and closed in each week, and how many were open at its end: the events, added up.

Weeks are ISO weeks, Monday to Sunday, in UTC. The events that are added up are those of all that
lists show now, so that the number open at the end of the last week is the number open now. A copy
that has become the job itself, since the one it copied closed, brings its own history with it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Manager, Max, Min, Q, QuerySet
from django.db.models.functions import TruncWeek

from companies.models import Company, Crawl, Source
from postings.models import Entry, Event
from postings.vocabulary import EventType

WEEKS = 26
WEEK = timedelta(weeks=1)
NAME = re.compile(r"20[0-9]{2}-W[0-9]{2}")
# What changes how many are open.
MOVES = (EventType.CREATED, EventType.REOPENED, EventType.CLOSED)


class Week(NamedTuple):
    """`start` is its Monday. Of those `opened`, `found` stood there when we first read their board."""

    start: date
    opened: int
    found: int
    reopened: int
    closed: int
    open: int

    @property
    def name(self) -> str:
        """As addresses write it: "2026-W23"."""
        return week_name(self.start)


class Timeline(NamedTuple):
    """The last weeks, oldest first; none before the first reading at `since`, none after the last one at `until`."""

    weeks: list[Week]
    since: datetime | None
    until: datetime | None

    @property
    def found(self) -> int:
        return sum(week.found for week in self.weeks)


def of_company(company: Company) -> Timeline:
    return timeline(in_lists(company.events), Crawl.objects.filter(source__company=company))


def of_source(source: Source) -> Timeline:
    """Of postings, not jobs: a board's page lists copies of another board's jobs as well."""
    return timeline(source.events.filter(posting__listed=True), source.crawls)


def of_everything() -> Timeline:
    return timeline(in_lists(Event.objects), Crawl.objects)


def in_lists(events: Manager[Event]) -> QuerySet[Event]:
    """The events of jobs that lists show: neither copies nor outside the site's scope."""
    return events.filter(posting__in=Entry.objects.order_by().values("posting"))


def timeline(events: QuerySet[Event], visits: Manager[Crawl] | QuerySet[Crawl]) -> Timeline:
    """The weeks of `events`, between the first and the last of `visits`: outside of these nothing is known."""
    readings = visits.exclude(outcome=Crawl.Outcome.FAILED).order_by()
    read = readings.aggregate(since=Min("started_at"), until=Max("started_at"))
    moves = {row.pop("week").date(): row for row in moves_by_week(events, readings)}
    mondays = [*moves, *(monday(moment) for moment in read.values() if moment)]
    weeks = add_up(moves, min(mondays), max(mondays)) if mondays else []
    return Timeline(weeks[-WEEKS:], **read)


def moves_by_week(events: QuerySet[Event], readings: QuerySet[Crawl]) -> QuerySet:
    """{"week", "opened", "found", "reopened", "closed"} of each week in which anything moved, in one query."""
    created = Q(type=EventType.CREATED)
    first_readings = readings.values("source").annotate(first=Min("id")).values("first")
    weeks = events.filter(type__in=MOVES).order_by().annotate(week=TruncWeek("observed_at", tzinfo=UTC))
    return weeks.values("week").annotate(
        opened=Count("id", filter=created),
        found=Count("id", filter=created & Q(crawl__in=first_readings)),
        reopened=Count("id", filter=Q(type=EventType.REOPENED)),
        closed=Count("id", filter=Q(type=EventType.CLOSED)),
    )


def add_up(moves: Mapping[date, Mapping[str, int]], first: date, last: date) -> list[Week]:
    """Every week from `first` to `last`; a week without moves is one of zeros."""
    weeks, open_jobs = [], 0
    for start in (first + number * WEEK for number in range((last - first) // WEEK + 1)):
        move = moves.get(start, {"opened": 0, "found": 0, "reopened": 0, "closed": 0})
        open_jobs += move["opened"] + move["reopened"] - move["closed"]
        weeks.append(Week(start, **move, open=open_jobs))
    return weeks


def monday(moment: datetime) -> date:
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def week_called(name: str) -> date | None:
    """The Monday of "2026-W23"; None when there is no such week in this century."""
    if not NAME.fullmatch(name):
        return None
    try:
        return date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
    except ValueError:
        return None


def bounds(start: date) -> tuple[datetime, datetime]:
    """When the week begins, and when the next one does."""
    begins = datetime(start.year, start.month, start.day, tzinfo=UTC)
    return begins, begins + WEEK


def day_words(day: date) -> str:
    """ "6 June 2026" """
    return f"{day.day} {day:%B %Y}"
