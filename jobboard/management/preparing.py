"""What has to be true before the site can serve: a reachable database, migrated and not empty, and its static files."""

import contextlib
import hashlib
import math
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from companies.models import Company
from jobboard.embedded import ENGINE
from jobboard.embedded.waiting import moments, say

# A server that starts together with us, as in a compose file, is given this long.
PATIENCE_SECONDS = 15
# Any number that nobody else locks in this database.
PREPARING = 0x6A6F6273


def reach_database() -> None:
    """Our own server is started by the connection itself; another one is waited for."""
    trouble = None
    for _ in moments("Waiting for the database", PATIENCE_SECONDS):
        try:
            connection.ensure_connection()
        except OperationalError as error:
            trouble = error
            if connection.settings_dict["ENGINE"] == ENGINE:
                break
        else:
            return
    raise CommandError(f"There is no database to work with: {trouble}") from trouble


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One process prepares at a time; the others wait, and then find all done.

    Asked for again and again, since a session that waits inside PostgreSQL would hold up a
    migration that builds an index concurrently; on a connection of its own, since what is done
    meanwhile may close the usual one.
    """
    gate = connection.copy()
    try:
        with gate.cursor() as cursor:
            for _ in moments("Waiting for another process that prepares the site", math.inf):
                cursor.execute(f"SELECT pg_try_advisory_lock({PREPARING})")
                if cursor.fetchone()[0]:
                    break
            yield
            # A closed session gives its locks back only when PostgreSQL notices, which the next would wait for.
            cursor.execute(f"SELECT pg_advisory_unlock({PREPARING})")
    finally:
        gate.close()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Bringing the database up to date ({len(plan)} steps)")
        # The steps of an empty database take no time; on a full one each may, and is named.
        call_command("migrate", interactive=False, verbosity=1 if executor.loader.applied_migrations else 0)


def fill_if_empty() -> None:
    """The demo world; one whose building was killed has left its mark, and is built on."""
    unfinished = settings.VAR_DIR / "demo.unfinished"
    if Company.objects.exists() and not unfinished.exists():
        return
    say("Filling the database with the demo world, a minute or two")
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.touch()
    try:
        call_command("demo")
    except CommandError as error:  # the database was put to real use meanwhile
        say(str(error))
    unfinished.unlink()


def collect_static_files() -> None:
    """Skipped when none has changed: compressing them takes seconds."""
    stamp = settings.VAR_DIR / "static.collected"
    fingerprint = static_fingerprint()
    if Path(settings.STATIC_ROOT).is_dir() and stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Collecting the static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            path = Path(storage.path(name))
            digest.update(f"{path}\0{path.stat().st_size}\0{path.stat().st_mtime_ns}\0".encode())
    return digest.hexdigest()
