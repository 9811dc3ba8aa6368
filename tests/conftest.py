from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage, storages

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
