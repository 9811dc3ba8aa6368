"""Whose turn it is: the pace and the places of a host, held by all processes and machines together.

The clock is cut into slots of one pace. A slot is an advisory lock that can be had only before its moment
has come, so whoever asks at that moment is alone with it: nobody else can have had it, and if we are killed
over it nobody gets it any more. A place, of which a host has as many as it may be asked things at once, is
such a lock too, given back when the answer is there. So a turn writes no row, and what a killed worker held
is free at once. All clocks are the database's.

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

# Of the locks of a host places have the numbers from 1 up, slots those from -1 down, and 0 is for robots.py.
# `phase`: not all hosts are asked on the full second. Where no pace is kept, there is no slot.
NOW = "extract(epoch from clock_timestamp())::float"
TAKE = f"""
with host as materialized (
    select failures, open_until, next_allowed_at,
        coalesce(open_until > clock_timestamp(), false) as is_resting,
        nullif(greatest(%(seconds)s::float, crawl_delay), 0) as pace,
        (hashtext(%(name)s::text) & 1023) / 1024.0 as phase,
        {NOW} + %(patience)s as horizon,
        greatest(extract(epoch from next_allowed_at)::float, {NOW}) as earliest
    from (select) as always left join companies_host on name = %(name)s::text
), place as materialized (
    select n from generate_series(1, %(at_once)s::int) as n
    where case when exists (select from host where is_resting or earliest > horizon) then false
          else pg_try_advisory_lock(hashtext(%(name)s::text), n) end
    limit 1
), slot as materialized (
    select (number + phase) * pace as at, -1 - (number %% 2147483647)::int as lock
    from place, host, generate_series(
        floor(earliest / pace - phase)::bigint + 1, floor(horizon / pace - phase)::bigint) as number
    where case when place.n > 0 then
        pg_try_advisory_lock(hashtext(%(name)s::text), -1 - (number %% 2147483647)::int) end
    limit 1
), trial as (
    update companies_host set open_until = clock_timestamp() + %(trial)s * interval '1 second'
    from place where name = %(name)s::text and open_until <= clock_timestamp()
    returning name
)
select array_remove(array[place.n, slot.lock], null),
    case when open_until is null or trial.name is not null then
        case when pace is null then greatest(earliest - {NOW}, 0) else slot.at - {NOW} end end,
    coalesce(failures, 0),
    case when is_resting then open_until
         when earliest > horizon or place.n > 0 and pace is not null and slot.at is null then greatest(
            next_allowed_at, to_timestamp((floor(horizon / pace - phase) + 1 + phase) * pace - %(patience)s)) end
from host left join place on true left join slot on true left join trial on true
"""  # noqa: S608 -- a constant of ours

GIVE_BACK = "select pg_advisory_unlock(hashtext(%s::text), lock) from unnest(%s::int[]) as lock"

HOLD = """
insert into companies_host as host (name, next_allowed_at)
values (%s, clock_timestamp() + %s * interval '1 second')
on conflict (name) do update set next_allowed_at = greatest(host.next_allowed_at, excluded.next_allowed_at)
"""


class Manners(NamedTuple):
    """How a host is asked when its robots.txt does not ask for less."""

    seconds: float  # from one request to the next
    at_once: int  # requests under way


class Turn(NamedTuple):
    """What `TAKE` answers: the locks we now hold, with the seconds to our moment; or when to come back."""

    locks: list[int]
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
        time.sleep(taken.wait or 0.0)
        yield taken
    finally:
        give_back(name, taken.locks)


def take(name: str) -> Turn:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        taken = try_to_take(name)
        if taken.locks and taken.wait is not None and taken.wait >= 0:
            return taken
        # No slot is near; or its moment had come; or another worker was quicker to try a host that had rested.
        give_back(name, taken.locks)
        if taken.not_before:
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


def give_back(name: str, locks: list[int]) -> None:
    if locks:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, [name, locks])


def hold(name: str, seconds: float) -> None:
    """Have every worker wait that long before the next request to `name`."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [name, min(seconds, LONGEST_HOLD_SECONDS)])


def why(taken: Turn) -> str:
    if taken.failures >= breaker.FAILURES:
        return f"left alone after {taken.failures} failures in a row,"
    return "not to be asked"


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
