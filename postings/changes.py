"""What happened to the jobs of a selection, whatever has become of them: its events, newest first.

Two ways to read them. A broad selection has a good part of all events: they are walked from the
newest on until a page is full. A narrow one may have none for years: its jobs are found first,
then their events. A walk would pass half a million of others on its way.
"""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Case, F, Func, IntegerField, JSONField, Q, QuerySet, Value, When

from postings.models import Event
from postings.querysets import Backwards
from postings.selection import Selection

# Jobs. The events of so many are found in some 20 ms; of more, the walk is full sooner.
NARROW = 2_000


class IsAmong(Func):
    """`id = any(array)`: one parameter, however long the array, where `in` has one for each id."""

    template = "(%(expressions)s))"
    arg_joiner = " = any("
    output_field = BooleanField()


def events_of(selection: Selection) -> QuerySet[Event]:
    """The events of the jobs of a selection, in any state, for `paging.keyset_page`."""
    jobs = selection.in_any_state().entries()
    ids = list(jobs.values_list("pk", flat=True)[: NARROW + 1])
    if len(ids) > NARROW:
        return Event.objects.filter(posting__in=jobs.values("pk"))
    return of_jobs(ids).alias(backwards=Backwards("id"))


def of_jobs(ids: Sequence[int]) -> QuerySet[Event]:
    return Event.objects.filter(among("posting", ids))


def among(name: str, ids: Sequence[int]) -> IsAmong:
    return IsAmong(F(name), Value(list(ids), ArrayField(IntegerField())))


def with_values(events: QuerySet[Event]) -> QuerySet[Event]:
    """With `before` and `after` of what changed; not of a description, which the posting's own page compares."""
    is_short = ~Q(field="description")
    return events.defer("old", "new").annotate(
        before=Case(When(is_short, then=F("old")), output_field=JSONField()),
        after=Case(When(is_short, then=F("new")), output_field=JSONField()),
    )
