"""The ways through lists to a job: open it and come back, turn pages, share an address, find it closed."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.seeing import addresses, follow, jobs, pages
from tests.browser.sizes import on_a_desktop, on_a_phone
from tests.browser.window import Window

ALL = 60


def scrolled(page: Page) -> int:
    return page.evaluate("Math.round(scrollY)")


# -- Opening a job


def test_back_from_a_job_is_the_same_page_at_the_same_place(page: Page):
    page.goto("/jobs/?q=engineer&page=2")
    shown = addresses(page)
    twentieth = jobs(page).nth(19)
    twentieth.scroll_into_view_if_needed()
    place, title = scrolled(page), twentieth.inner_text()
    assert place > 0
    follow(twentieth)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect(page).to_have_url("/jobs/?q=engineer&page=2")
    assert addresses(page) == shown
    page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)


def test_reloading_and_sharing_an_address_give_the_same_jobs(page: Page, browser: Browser, world, size):
    page.goto("/jobs/?-work_model=remote")
    follow(page.get_by_role("link", name="Next", exact=True))
    shown = addresses(page)
    page.reload()
    assert addresses(page) == shown
    somebody_else = Window(browser, world.url, size)
    somebody_else.page.goto(page.url)
    assert addresses(somebody_else.page) == shown
    somebody_else.page.close()


def test_a_job_is_applied_for_on_its_own_board(page: Page, world):
    page.goto(world.path("sales"))
    expect(page.get_by_role("link", name="Apply on jobs.lever.co").first).to_be_in_viewport()


def test_a_closed_job_says_so_first_and_offers_similar_ones_instead(page: Page, world):
    page.goto(world.path("gone"))
    expect(page.get_by_text("This job is closed.")).to_be_in_viewport()
    expect(page.get_by_role("link", name=re.compile("Apply"))).to_have_count(0)
    similar = page.get_by_role("region", name="Similar open jobs")
    follow(similar.get_by_role("link", name="Nurse", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse")
    expect(page.get_by_role("link", name=re.compile("Apply")).first).to_be_visible()


@on_a_desktop
def test_closed_jobs_are_listed_as_closed_to_those_who_ask(page: Page):
    page.goto("/jobs/?status=closed")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 closed job")
    row = page.get_by_role("listitem").filter(has_text="Day Nurse")
    expect(row.get_by_text("closed", exact=True)).to_be_visible()


@on_a_phone
def test_the_evidence_of_a_fact_opens_without_a_script(page: Page, world):
    page.goto(world.path("sailor"))
    page.get_by_text("Evidence for work model").locator("..").click()
    expect(page.get_by_text("workplaceType").first).to_be_visible()


# -- Turning pages


@on_a_phone
def test_next_leads_past_every_job_once(page: Page):
    """In the whole list by ids; among the jobs with a word, which are ranked, by numbers; in a city's own list."""
    for address, number in (("/jobs/", ALL), ("/jobs/?q=engineer", 52), ("/cities/berlin-germany/", 54)):
        page.goto(address)
        shown = [job for one in pages(page) for job in one]
        assert len(shown) == len(set(shown)) == number, address


def test_previous_leads_back(page: Page):
    page.goto("/jobs/")
    first = addresses(page)
    follow(page.get_by_role("link", name="Next", exact=True))
    expect(page.get_by_role("heading", name="26 to 50 of 60")).to_be_visible()
    follow(page.get_by_role("link", name="Previous"))
    expect(page).to_have_url("/jobs/")
    assert addresses(page) == first


@on_a_desktop
def test_a_page_is_chosen_by_its_number_the_last_one_too(page: Page):
    page.goto("/jobs/?-work_model=remote")
    by_steps = list(pages(page))
    turning = page.get_by_role("navigation", name="Pagination")
    for number in (1, 3, 2):
        follow(turning.get_by_role("link", name=f"Page {number}", exact=True))
        expect(turning.get_by_text(f"Page {number} of 3")).to_be_visible()
        assert addresses(page) == by_steps[number - 1]
    expect(turning.locator("[aria-current=page]")).to_have_text("Page 2")


@on_a_phone
def test_a_page_behind_the_last_one_is_told(page: Page):
    assert page.goto("/jobs/?page=4").status == 404
    expect(page.get_by_text("it ends with page 3")).to_be_visible()
