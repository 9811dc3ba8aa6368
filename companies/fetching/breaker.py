"""A circuit breaker for each host: one that keeps failing is left alone, for longer each time.

After FAILURES in a row it rests for 1 minute, then is tried with one request; each further
failure doubles the rest, up to an hour; an answer ends it. It is kept in the host's row, so all
processes and machines leave it alone together.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from companies.fetching.errors import FetchError, Trouble
from companies.fetching.limits import DEADLINE_SECONDS

FAILURES = 5
LONGEST_REST_MINUTES = 60
# How long the others wait for the one trial: as long as it may take, in case its worker dies.
TRIAL_SECONDS = DEADLINE_SECONDS

FAIL = """
insert into companies_host as host (name, failures) values (%(name)s, 1)
on conflict (name) do update set failures = host.failures + 1,
    open_until = case when host.failures + 1 >= %(failures)s then clock_timestamp()
        + least(power(2, least(host.failures + 1 - %(failures)s, 20)), %(longest)s) * interval '1 minute'
    end
"""
ANSWER = "update companies_host set failures = 0, open_until = null where name = %s"


@contextmanager
def watching(name: str, failures: int) -> Iterator[None]:
    """Note whether the host `name`, with so many failures behind it, answers what is asked inside.

    Any answer shows that the host is well, a 404 or a 429 too; a refusal of our own shows nothing.
    """
    try:
        yield
    except FetchError as error:
        if isinstance(error, Trouble) and error.status != 429:
            fail(name)
        elif error.status and failures:
            recover(name)
        raise
    if failures:
        recover(name)


def fail(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FAIL, {"name": name, "failures": FAILURES, "longest": LONGEST_REST_MINUTES})


def recover(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ANSWER, [name])
