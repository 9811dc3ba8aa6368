"""The search page of a SuccessFactors site: titles, places and addresses, for the postings of one page."""

from typing import Any

from companies.providers.base import Page, Unreadable
from companies.providers.rows import address_of, words


def postings(page: Page) -> list[dict[str, Any]]:
    """The rows in plain fields; Unreadable when the page has none. Each row stands there twice, for
    wide and for narrow screens; a place stands behind the first of the two."""
    found: dict[str, dict[str, Any]] = {}
    latest: dict[str, Any] = {}
    for node in page.html.root.traverse() if page.html.root else ():
        classes = (node.attributes.get("class") or "").split() if node.is_element_node else ()
        if "jobTitle-link" in classes:
            split = address_of(node, page.request.url)
            number = split.path.rstrip("/").rpartition("/")[2]
            url = f"{split.scheme}://{split.netloc}{split.path}"
            latest = found.setdefault(number, {"id": number, "title": words(node), "location": "", "url": url})
        elif "jobLocation" in classes and latest and not latest["location"]:
            latest["location"] = words(node)
    if not found:
        raise Unreadable("The page lists no postings.")
    return [posting for number, posting in found.items() if number.isdecimal()]
