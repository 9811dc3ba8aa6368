from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage, storages
from django.db import connection
from hypothesis import settings

from companies.fetching.wire import client

# A busy machine makes no rule wrong: how long one example takes is for the bench to say.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def raw_archive(monkeypatch):
    """An archive that dies with the test."""
    archive = InMemoryStorage()
    monkeypatch.setitem(storages._storages, "raw", archive)
    return archive


@pytest.fixture
def shared():
    """The folder of recorded boards beside the project; a test that needs it is skipped elsewhere."""
    if not SHARED.exists():
        pytest.skip("needs ../shared, the folder of recorded boards")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def hang_up():
    """The clients of this process keep their connections open, to servers that ended with their tests."""
    yield
    for private in (True, False):
        client(private).close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A thread of a served site may leave its line to the database open, which then could not be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
