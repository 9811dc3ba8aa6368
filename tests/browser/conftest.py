"""A real Chromium on a real server. Debian's, or wherever CHROMIUM says; without one these tests are skipped."""

import os
import shutil

import pytest

from tests.boards import job, source, visit

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

# Playwright's synchronous face runs an event loop in this thread, and Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="needs Chromium: install it, or say where with CHROMIUM"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(params=[(360, 780), (1280, 900)], ids=["phone", "desktop"])
def browser_context_args(request):
    width, height = request.param
    return {"viewport": {"width": width, "height": height}}


@pytest.fixture
def site(live_server):
    """A small site with one board: thirty open jobs, one of them with a hostile body, and one closed."""
    board = source()
    jobs = [job(f"{number:02}", f"Engineer {number}") for number in range(30)]
    jobs.append(job("evil", "Nurse", description='<img src=x onerror="document.title=1"><p>Care</p>' + "x" * 400))
    visit(board, [*jobs, job("gone", "Cook")])
    for hours in (12, 13):
        visit(board, jobs, hours=hours)
    return live_server.url
