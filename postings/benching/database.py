"""A database of the bench's own beside the site's, on the same server."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

FULL = "full: manage.py bench"


@contextmanager
def database(number: int, seed: int, keep: bool) -> Iterator[bool]:
    """Inside, it is what the site reads: a new one, True, or one that an earlier run has filled and kept, False.

    It is named after the site's and what is in it. Django makes and drops it as it does a test's.
    """
    site = connection.settings_dict["NAME"]
    name = f"{site}_bench_{number}_{seed}"
    reuse = keep and is_full(name)
    if not reuse:
        drop(name)
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=reuse)
    try:
        yield not reuse
    finally:
        connection.creation.destroy_test_db(site, verbosity=0, keepdb=keep and is_full(name))


def is_full(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name])
        return cursor.fetchone() == (FULL,)


def drop(name: str) -> None:
    """What an earlier run has kept, or left when it was killed, with whoever may still be connected to it."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop database if exists {connection.ops.quote_name(name)} with (force)")


def say_full() -> None:
    """The filling has come to its end."""
    with connection.cursor() as cursor:
        cursor.execute(f"comment on database {connection.ops.quote_name(connection.settings_dict['NAME'])} is '{FULL}'")
