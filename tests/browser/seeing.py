"""What a reader sees on a page, by its words, roles and elements; classes may change as they like."""

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page

NUMBER = re.compile(r"\d[\d,]*")


def number_in(text: str) -> int:
    """The first number of a text."""
    return int(NUMBER.search(text)[0].replace(",", ""))


def total(page: Page) -> int:
    """How many jobs the heading says there are."""
    return number_in(page.get_by_role("heading", level=1).inner_text())


def jobs(page: Page) -> Locator:
    """The links to the jobs of a list: each is the heading of a list's item."""
    return page.locator("li h3 a")


def addresses(page: Page) -> list[str]:
    return jobs(page).evaluate_all("links => links.map(link => link.getAttribute('href'))")


def follow(link: Locator) -> None:
    """Click it, and wait for the whole page that it leads to; a button too."""
    link.click()
    link.page.wait_for_load_state()


def pages(page: Page) -> Iterator[list[str]]:
    """The addresses of the jobs on this page, and on all that follow it."""
    yield addresses(page)
    while (following := page.get_by_role("link", name="Next", exact=True)).count():
        follow(following)
        yield addresses(page)


def filters(page: Page) -> Locator:
    """The filters' summary, which is there on a phone only."""
    return page.locator("summary").filter(has_text="Filters")


def show_filters(page: Page) -> None:
    """On a phone they are folded up, on a desktop they stand beside the list."""
    if filters(page).is_visible():
        filters(page).click()


def choice(page: Page, facet: str, value: str) -> Locator:
    """A value of a facet, in its row; "not stated" too."""
    group = page.get_by_role("group", name=facet, exact=True).or_(page.get_by_role("region", name=facet, exact=True))
    return group.get_by_role("listitem").filter(has_text=value)


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name, exact=True)


def fits(page: Page) -> bool:
    """Whether nothing sticks out sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
