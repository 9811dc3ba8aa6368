"""What holds for every page: it fits the smallest phone, and the browser has nothing to say against it."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.seeing import filters, fits
from tests.browser.sizes import DESKTOP, on_the_smallest_phone
from tests.browser.window import Window

LISTS = ["/jobs/", "/jobs/?q=nurse&city=hamburg-germany", "/jobs/?q=nurze&posted=24h", "/jobs/?city=nowhere"]
SLICES = ["/cities/hamburg-germany/", "/departments/yard/", "/work-models/remote/", "/providers/lever/"]
INDEXES = ["/companies/", "/cities/", "/countries/", "/functions/", "/jobs/by/city/"]
COMPANY = ["/companies/acme/", "/companies/boatyard/breakdowns/", "/companies/boatyard/events/"]
PAGES = ["/", "/events/", "/how-we-count/", "/about/", "/no/such/page/", *LISTS, *SLICES, *INDEXES, *COMPANY]


def paths(world) -> list[str]:
    told = [world.path(key) for key in ("evil", "sailor", "gone")]
    boards = [board.get_absolute_url() for board in world.boards.values()]
    return [*PAGES, *told, *(f"{path}events/" for path in told), *boards]


@on_the_smallest_phone
def test_nothing_sticks_out_sideways_on_the_smallest_phone(page: Page, world):
    for path in paths(world):
        page.goto(path)
        assert fits(page), path
        if filters(page).count():
            filters(page).click()
            assert fits(page), f"{path} with its filters"


def test_nothing_is_run_refused_or_missing_where_scripts_are_on(browser: Browser, world):
    """A board's markup could try: where scripts are off one would not see it."""
    window = Window(browser, world.url, DESKTOP, scripts=True)
    for path in paths(world):
        window.page.goto(path)
        assert fits(window.page), path
        expect(window.page.get_by_role("heading", level=1)).to_have_count(1)
        assert window.page.title() not in ("", "1", "2"), path
    assert window.complaints == []
    assert window.page.context.cookies() == []
    window.page.close()
