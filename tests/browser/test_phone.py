"""The filters on a phone: folded up, since the list comes first; they say how many are applied."""

from playwright.sync_api import Page, expect

from tests.browser.seeing import box, filters, jobs
from tests.browser.sizes import on_a_desktop, on_a_phone


@on_a_phone
def test_the_list_comes_first_and_the_filters_open_by_a_tap(page: Page):
    page.goto("/jobs/")
    expect(filters(page)).to_have_text("Filters")
    expect(jobs(page).first).to_be_in_viewport()
    expect(box(page, "Remote")).to_be_hidden()
    filters(page).tap()
    expect(box(page, "Remote")).to_be_visible()
    filters(page).tap()
    expect(box(page, "Remote")).to_be_hidden()


@on_a_phone
def test_the_filters_say_how_many_are_applied_though_folded_up(page: Page):
    page.goto("/jobs/?q=nurse&city=hamburg-germany&-work_model=hybrid")
    expect(filters(page)).to_have_text("Filters, 3 applied")


@on_a_phone
def test_the_filters_open_and_close_by_the_keyboard(page: Page):
    page.goto("/jobs/")
    filters(page).focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(box(page, "Remote")).to_be_visible(visible=key == "Enter")


@on_a_desktop
def test_the_filters_stand_beside_the_list_where_there_is_room(page: Page):
    page.goto("/jobs/")
    expect(filters(page)).to_be_hidden()
    expect(box(page, "Remote")).to_be_in_viewport()
    expect(jobs(page).first).to_be_in_viewport()
