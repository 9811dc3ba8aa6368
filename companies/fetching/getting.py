"""The way to ask that the crawl takes."""

from companies.fetching import robots
from companies.fetching.following import follow
from companies.fetching.limits import MAX_REDIRECTS
from companies.providers.base import Page, Request


def get(request: Request) -> Page:
    """Ask `request` as its host wants to be asked. Anything but a whole 200 or a 304 raises FetchError.

    Declined: the host does not want us there. Postponed: it is not to be asked before a moment.
    """
    return follow(request, MAX_REDIRECTS, robots.check)
