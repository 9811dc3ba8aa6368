"""Windows of the browser, and what it says against the pages that they show."""

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PATIENCE = 10_000  # milliseconds: a busy machine is no failure


class Window:
    """Scripts are off, as no page needs them, unless told otherwise.

    `complaints`: scripts, styles and files that failed or that the policy refused, and requests to other hosts.
    """

    def __init__(self, browser: Browser, site: str, size: dict[str, Any], scripts: bool = False):
        self.page: Page = browser.new_page(base_url=site, java_script_enabled=scripts, **size)
        self.page.set_default_timeout(PATIENCE)
        self.site = site
        self.asked_for = ""  # the page that it was sent to last
        self.complaints: list[str] = []
        self.page.on("request", self.follow)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def follow(self, request: Request) -> None:
        if request.is_navigation_request():
            self.asked_for = request.url
        if not request.url.startswith(self.site):
            self.complaints.append(request.url)

    def hear(self, message: ConsoleMessage) -> None:
        is_its_status = message.text.startswith("Failed to load") and message.location["url"] == self.asked_for
        if message.type in ("error", "warning") and not is_its_status:  # a page may well be a 404
            self.complaints.append(message.text)


class Windows:
    """One of each size, opened when it is asked for."""

    def __init__(self, browser: Browser, site: str):
        self.browser, self.site = browser, site
        self.opened: dict[int, Window] = {}

    def of(self, size: dict[str, Any]) -> Window:
        width = size["viewport"]["width"]
        if width not in self.opened:
            self.opened[width] = Window(self.browser, self.site, size)
        return self.opened[width]

    def close(self) -> None:
        for window in self.opened.values():
            window.page.close()
