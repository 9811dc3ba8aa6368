"""Since the last visit: an address to keep, and what it tells a reader who comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import follow, jobs
from tests.browser.sizes import on_a_desktop
from tests.browser.window import Windows
from tests.browser.world import World, add, boatyard, dollars, former_boatyard, told

# The board changes under these tests: each has a world of its own, that is emptied after it.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(live_server) -> World:
    made = World(live_server.url)
    add(made, "Boatyard", former_boatyard(), boatyard())
    return made


@pytest.fixture
def windows(browser, world) -> Windows:
    """Fresh ones: the browser would show the last test's pages again."""
    opened = Windows(browser, world.url)
    yield opened
    opened.close()


def change(world: World) -> None:
    """A rigger is wanted, the sailor's pay is told, the welder is found: his job is closed by its second absence."""
    stay = [record for record in boatyard() if record["id"] not in ("welder", "sailor")]
    sailor = next(record for record in boatyard() if record["id"] == "sailor")
    now = [*stay, sailor | {"salaryRange": dollars(50_000, 60_000)}, told("rigger", "Rigger", days_ago=0)]
    for hours_ago in (2, 1):
        world.visit("Boatyard", now, hours_ago)


def keep(page: Page, address: str) -> str:
    """The address that the list at `address` gives to come back to."""
    page.goto(address)
    follow(page.get_by_role("link", name="Show what is new since now"))
    expect(page.get_by_text("nothing new, changed or closed")).to_be_visible()
    return page.url


def come_back(page: Page, kept: str) -> None:
    page.goto(kept)
    page.reload()  # the browser keeps a page for a minute


def test_a_reader_who_comes_back_sees_what_is_new_what_has_changed_and_what_has_closed(page: Page, world):
    visits = [keep(page, address) for address in ("/jobs/?company=boatyard", "/countries/germany/")]
    change(world)
    for kept in visits:
        come_back(page, kept)
        for title, mark in (("Rigger", "new"), ("Sailor", "changed")):
            row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title, exact=True))
            expect(row.get_by_text(mark, exact=True)).to_be_visible()
        page.get_by_text("What has closed").click()
        expect(page.get_by_role("link", name="Welder")).to_be_visible()
        expect(jobs(page).filter(has_text="Welder")).to_have_count(0)


@on_a_desktop
def test_each_number_leads_to_as_many_jobs(page: Page, world):
    kept = keep(page, "/jobs/")
    change(world)
    come_back(page, kept)
    for words, heading, title in (
        ("1 new", "1 job opened since", "Rigger"),
        ("1 changed", "1 job changed since", "Sailor"),
        ("1 closed", "1 job closed since", "Welder"),
    ):
        follow(page.get_by_role("link", name=words, exact=True))
        expect(page.get_by_text(heading)).to_be_visible()
        assert jobs(page).all_inner_texts() == [title]
        page.go_back()
