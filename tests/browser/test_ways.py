"""The ways people go, on a phone and on a desktop: with no script, no error, no sideways scroll."""

import re

from playwright.sync_api import Page, expect

from postings.models import Posting


def faults(page: Page) -> list[str]:
    """Everything that the browser complains of from now on: scripts, styles, missing files, the policy."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_from_home_by_a_search_to_a_posting_and_back(page: Page, site):
    complaints = faults(page)
    page.goto(site)
    page.get_by_label("Words in the job title").fill("nurse")
    page.get_by_role("button", name="Search jobs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 job with “nurse” in the title")
    page.get_by_role("link", name="Nurse", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse")
    expect(page.get_by_role("link", name="Apply on jobs.lever.co").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/jobs/\?q=nurse"))
    assert complaints == []


def test_the_evidence_of_a_fact_opens_by_the_keyboard(page: Page, site):
    page.goto(site + Posting.objects.get(key="evil").get_absolute_url())
    summary = page.locator("details.evidence summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.evidence").first).to_have_attribute("open", "")


def test_narrowing_removing_and_turning_the_page(page: Page, site):
    page.goto(f"{site}/jobs/")
    page.get_by_label("Hybrid").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("31 Hybrid jobs")
    page.get_by_role("link", name="Older").click()
    expect(page.locator(".jobs > li")).to_have_count(6)
    page.get_by_role("link", name="Newer", exact=True).click()
    expect(page.locator(".jobs > li")).to_have_count(25)
    page.get_by_role("link", name=re.compile("Hybrid.*remove")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("31 jobs")


def test_a_closed_posting_says_so_first(page: Page, site):
    page.goto(site + Posting.objects.get(key="gone").get_absolute_url())
    expect(page.get_by_text("This job is closed.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Apply"))).to_have_count(0)


def test_the_first_tab_leads_past_the_navigation(page: Page, site):
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words in the job title")).to_be_focused()


def test_nothing_scrolls_sideways_and_the_browser_has_no_complaint(page: Page, site):
    complaints = faults(page)
    posting = Posting.objects.get(key="evil").get_absolute_url()
    board = Posting.objects.get(key="evil").source.get_absolute_url()
    for url in (
        "/",
        "/jobs/",
        posting,
        f"{posting}events/",
        "/companies/acme/",
        "/companies/acme/breakdowns/",
        "/cities/",
        "/work-models/hybrid/",
        board,
        "/events/",
    ):
        page.goto(site + url)
        assert fits(page), url
    assert complaints == []
