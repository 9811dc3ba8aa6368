"""A stream of events: what an address such as /companies/acme/events/?type=closed&week=2026-W23 asks of one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Max, Min, Q, QuerySet
from django.http import Http404

from postings.models import Event
from postings.timeline import bounds, day_words, monday, week_called, week_name
from postings.vocabulary import EventType

TYPES = {
    "opened": EventType.CREATED,
    "changed": EventType.UPDATED,
    "closed": EventType.CLOSED,
    "reopened": EventType.REOPENED,
}
# One of them, and several.
NOUNS = {
    "": ("event", "events"),
    "opened": ("opening", "openings"),
    "changed": ("change", "changes"),
    "closed": ("closing", "closings"),
    "reopened": ("reopening", "reopenings"),
}


@dataclass(frozen=True)
class Stream:
    """`type` is a key of TYPES, "" for all of them; `week` a Monday, None for all weeks."""

    address: str
    type: str = ""
    week: date | None = None

    @classmethod
    def asked_for(cls, query: Mapping[str, str], address: str) -> "Stream":
        """Http404 names back what is no type or no week."""
        type, week = query.get("type", ""), query.get("week", "")
        if type and type not in TYPES:
            raise Http404(f"“{type[:40]}” is no type of event here: type= takes {', '.join(TYPES)}.")
        if week and week_called(week) is None:
            raise Http404(f"“{week[:40]}” is no week: week= takes a year and its week, such as 2026-W23.")
        return cls(address, type, week_called(week) if week else None)

    def among(self, events: QuerySet[Event]) -> QuerySet[Event]:
        if self.type:
            events = events.filter(type=TYPES[self.type])
        if self.week:
            begins, ends = bounds(self.week)
            events = events.filter(observed_at__gte=begins, observed_at__lt=ends)
        return events

    @property
    def url(self) -> str:
        asked = {"type": self.type, "week": self.week and week_name(self.week)}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.address}?{query}" if query else self.address

    def counted(self, number: int) -> str:
        """ "3 closings" """
        return f"{number:,} {NOUNS[self.type][number != 1]}"

    @property
    def when(self) -> str:
        """ "in the week of 1 June 2026"; "" for all weeks."""
        return f"in the week of {day_words(self.week)}" if self.week else ""

    def by_type(self) -> list[tuple[str, str, bool]]:
        """(words, address, whether it is this one) of the same stream with each type of event."""
        return [
            ("All" if not type else type.capitalize(), replace(self, type=type).url, type == self.type)
            for type in NOUNS
        ]

    def beside(self, events: QuerySet[Event]) -> list[tuple[str, str]]:
        """(words, address) of the nearest weeks before and after that have any such events, and of all weeks."""
        if not self.week:
            return []
        everywhen = replace(self, week=None)
        begins, ends = bounds(self.week)
        near = everywhen.among(events).aggregate(
            earlier=Max("observed_at", filter=Q(observed_at__lt=begins)),
            later=Min("observed_at", filter=Q(observed_at__gte=ends)),
        )
        weeks = [monday(moment) for moment in near.values() if moment]
        beside = [(f"Week of {day_words(week)}", replace(self, week=week).url) for week in weeks]
        return [*beside, ("All weeks", everywhen.url)]
