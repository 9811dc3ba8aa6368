"""The JSON feed of a Teamtailor career site, told in the words of its RSS feed.

https://www.jsonfeed.org/version/1.1/
Beside each item lies a schema.org JobPosting (`_jobposting`). It has codes of countries, and pay and
kind of employment where they are stated, but neither department nor remote status. `addressRegion`
is a continent as often as a region. Five postings of two boards have been recorded.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from companies.providers import ld
from companies.providers.base import Page, Pay, Request, Unreadable
from companies.providers.fields import body, line, link, part


def is_feed(page: Page) -> bool:
    return page.body.lstrip()[:1] == b"{"


def more(page: Page) -> Iterable[Request]:
    """The next page, where the feed names one on its own host."""
    following = link(page.json, "next_url")
    if following and urlsplit(following).netloc == urlsplit(page.request.url).netloc:
        yield Request(following)


def records(page: Page) -> Iterator[Any]:
    """The feed's items, each with its id as `guid` too."""
    items = page.json.get("items")
    if not isinstance(items, list):
        raise Unreadable("The answer is an object without a list of items.")
    for item in items:
        yield {**item, "guid": item.get("id")} if isinstance(item, dict) else item


def is_item(record: Any) -> bool:
    return isinstance(record, dict) and "link" not in record and "url" in record


def in_words_of_rss(item: dict[str, Any]) -> dict[str, Any]:
    posting = part(item, "_jobposting")
    return {
        "title": line(item, "title"),
        "link": link(item, "url"),
        "pubDate": line(item, "date_published"),
        "company": ld.company(posting),
        "description": body(item, "content_html") or ld.description(posting),
        "employmentType": ld.employment(posting),
        "locations": [
            {"city": place.city, "country": place.country, "name": "" if place.city or place.country else place.text}
            for place in ld.locations(posting)
        ],
        "_jobposting": posting,
    }


def pay(record: Any) -> tuple[Pay, ...]:
    return ld.pay(part(record, "_jobposting"))
