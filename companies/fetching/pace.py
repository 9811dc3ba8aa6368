"""Whose turn it is: the pace and the places of a host, held by all processes and machines together.

One statement takes a turn. It claims a free place, an advisory lock of this connection, so that
a killed worker's places are free at once; and moves the row's `next_allowed_at` on by one pace,
so that the moment before is ours alone. All clocks are the database's.

Do not hold a transaction open around it: the others would wait for its end.
"""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from companies.fetching import breaker
from companies.fetching.errors import Postponed

# Who would wait longer for a turn comes back another time.
PATIENCE_SECONDS = 60
# While all places are taken, look again after a moment between these.
GLANCE_SECONDS = (0.01, 0.05)
# Of a wait that a host asks for, no more is believed.
LONGEST_HOLD_SECONDS = 86_400

TAKE = """
with host as materialized (
    select failures, open_until, next_allowed_at,
        coalesce(open_until > clock_timestamp(), false) as is_resting,
        next_allowed_at > clock_timestamp() + %(patience)s * interval '1 second' as is_far
    from companies_host where name = %(name)s::text
), place as materialized (
    select n from generate_series(1, %(at_once)s::int) as n
    where case when exists (select from host where is_resting or is_far) then false
          else pg_try_advisory_lock(hashtext(%(name)s::text), n) end
    limit 1
), turn as (
    insert into companies_host as kept (name, next_allowed_at)
    select %(name)s::text, clock_timestamp() + %(seconds)s::float * interval '1 second' from place
    on conflict (name) do update set
        next_allowed_at = greatest(kept.next_allowed_at, clock_timestamp())
            + greatest(%(seconds)s::float, kept.crawl_delay) * interval '1 second',
        open_until = case when kept.open_until is not null
            then clock_timestamp() + %(trial)s * interval '1 second' end
    where kept.open_until is null or kept.open_until <= clock_timestamp()
    returning next_allowed_at - greatest(%(seconds)s::float, crawl_delay) * interval '1 second' as at
)
select coalesce(place.n, 0), extract(epoch from turn.at - clock_timestamp())::float,
    coalesce(host.failures, 0), case when is_resting then host.open_until when is_far then host.next_allowed_at end
from (select) as always
left join host on true left join place on true left join turn on true
"""

HOLD = """
update companies_host set next_allowed_at = greatest(next_allowed_at, clock_timestamp() + %s * interval '1 second')
where name = %s
"""


class Manners(NamedTuple):
    """How a host is asked when its robots.txt does not ask for less."""

    seconds: float  # from one request to the next
    at_once: int  # requests under way


class Turn(NamedTuple):
    """What `TAKE` answers: a place, 0 for none; the seconds to our moment in it, or when to come back."""

    place: int
    wait: float | None
    failures: int
    not_before: datetime | None


def manners(name: str) -> Manners:
    given = settings.CRAWL_MANNERS.get(name) or (settings.CRAWL_PACE_SECONDS, settings.CRAWL_HOST_CONCURRENCY)
    return Manners(*given)


def family(name: str) -> str:
    """The family of hosts that the settings give a common pace: "*.bamboohr.com" for "acme.bamboohr.com", or ""."""
    rest = name
    while "." in rest:
        rest = rest.partition(".")[2]
        if f"*.{rest}" in settings.CRAWL_MANNERS:
            return f"*.{rest}"
    return ""


@contextmanager
def turn(name: str) -> Iterator[None]:
    """Wait until the host `name` may be asked, and keep the place while it is. Postponed when that is not soon."""
    with ExitStack() as places:
        if common := family(name):
            places.enter_context(place(common))
        mine = places.enter_context(place(name))
        with breaker.watching(name, mine.failures):
            yield


@contextmanager
def place(name: str) -> Iterator[Turn]:
    taken = take(name)
    try:
        time.sleep(max(0.0, taken.wait or 0.0))
        yield taken
    finally:
        give_back(name, taken.place)


def take(name: str) -> Turn:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        taken = try_to_take(name)
        if taken.place and taken.wait is not None:
            return taken
        if taken.place:  # another worker was quicker to try a host that had rested
            give_back(name, taken.place)
        elif taken.not_before:
            raise Postponed(f"{name} is {why(taken)} until {clock(taken.not_before)}.", taken.not_before)
        if time.monotonic() > end:
            soon = datetime.now(UTC) + timedelta(seconds=PATIENCE_SECONDS)
            raise Postponed(f"{name} is busy answering others of us.", soon)
        time.sleep(random.uniform(*GLANCE_SECONDS))


def try_to_take(name: str) -> Turn:
    polite = manners(name)
    values = {
        "name": name,
        "seconds": polite.seconds,
        "at_once": polite.at_once,
        "patience": PATIENCE_SECONDS,
        "trial": breaker.TRIAL_SECONDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        return Turn(*cursor.fetchone())


def give_back(name: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock(hashtext(%s::text), %s::int)", [name, number])


def hold(name: str, seconds: float) -> None:
    """Have every worker wait that long before the next request to `name`."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [min(seconds, LONGEST_HOLD_SECONDS), name])


def why(taken: Turn) -> str:
    if taken.failures >= breaker.FAILURES:
        return f"left alone after {taken.failures} failures in a row,"
    return "not to be asked"


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
