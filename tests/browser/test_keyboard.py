"""By the keyboard alone: every stop is seen, in the order of the eye, and none is a trap."""

from itertools import pairwise
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.seeing import box, filters, jobs

MOST_STOPS = 300  # no page here has so many
# Where the focus is: the element, its box, and whether one sees that it is there. None at the document's end.
FOCUS = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it)
    return it === document.body ? null : {
        html: it.outerHTML.slice(0, 200), left: box.left, right: box.right, top: box.top, bottom: box.bottom,
        down: scrollY, outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}}"""
# What can be used, and so must be reached.
USABLE = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter(it => it.checkVisibility({contentVisibilityAuto: true})).length"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Where Tab leads from the top of a page to its end."""
    found: list[dict[str, Any]] = []
    while len(found) < MOST_STOPS:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or (found and focus["html"] == found[0]["html"]):
            break
        found.append(focus)
    return found


def tab_to(page: Page, wanted: Locator) -> None:
    element = wanted.element_handle()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("it => it === document.activeElement", element):
            return
    raise AssertionError(f"Tab does not lead to {wanted}.")


def test_tab_leads_over_a_whole_page_in_the_order_of_the_eye_and_out_of_it(page: Page, world):
    for address in ("/jobs/?q=nurse&city=hamburg-germany", "/cities/hamburg-germany/", world.path("gone")):
        page.goto(address)
        found = stops(page)
        assert page.evaluate(USABLE) <= len(found) < MOST_STOPS, address
        for stop in found:
            assert stop["outlined"], stop
            assert stop["inView"], stop
        for before, after in pairwise(found):
            is_above = after["bottom"] + after["down"] <= before["top"] + before["down"]
            assert not is_above or after["left"] >= before["right"], (before, after)


def test_the_first_stop_leads_past_the_navigation(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words in the title")).to_be_focused()


def test_a_job_is_found_and_opened_without_a_mouse(page: Page):
    page.goto("/")
    tab_to(page, page.get_by_label("Words in the title"))
    page.keyboard.type("night nurse")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/jobs/?q=night+nurse#results")
    tab_to(page, jobs(page).first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Night Nurse")
    page.go_back()
    expect(page).to_have_url("/jobs/?q=night+nurse#results")


def test_a_list_can_be_reached_past_its_filters(page: Page):
    page.goto("/jobs/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(jobs(page).first).to_be_focused()


def test_a_list_is_narrowed_without_a_mouse(page: Page):
    page.goto("/jobs/")
    if filters(page).is_visible():
        tab_to(page, filters(page))
        page.keyboard.press("Enter")
    tab_to(page, box(page, "Remote"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Apply filters"))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/jobs/?work_model=remote#results")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Remove filter: Remote")).to_be_focused()
