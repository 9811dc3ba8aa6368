"""A real Chromium on a real server. Debian's, or wherever CHROMIUM says; without one these tests are skipped.

Scripts are off, as no page needs them. Whatever a test is about, it fails too when the browser
complains, is given a cookie or is sent to another host.
"""

import os
import shutil

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.sizes import DESKTOP, PHONE
from tests.browser.window import PATIENCE, Windows
from tests.browser.world import World, archive_in_memory, fill

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Playwright's synchronous face runs an event loop in this thread, and Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="needs Chromium: install it, or say where with CHROMIUM"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker) -> World:
    """Filled once and served for all these tests: none of them changes it."""
    assert connection.settings_dict["NAME"].startswith("test_")  # since it is emptied in the end
    with django_db_blocker.unblock(), archive_in_memory():
        made = fill()
        server = LiveServer("localhost")
        made.url = server.url
        yield made
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request) -> dict:
    return request.param


@pytest.fixture(scope="package")
def windows(browser, world) -> Windows:
    """Those that the tests share: a fresh one for each of them would take longer than what they do in it."""
    opened = Windows(browser, world.url)
    yield opened
    opened.close()


@pytest.fixture
def page(windows, size) -> Page:
    window = windows.of(size)
    window.complaints.clear()
    yield window.page
    assert window.complaints == []
    assert window.page.context.cookies() == []
