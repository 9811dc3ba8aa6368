"""Feeds as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/

`_total` is ours, as the format allows: {"about": where it is told how jobs are counted, "jobs": how many
the feed has on all its pages, "first": the number of the first one here}.
"""

import json
from typing import Any

from postings.feeds.atom import moment
from postings.feeds.items import Feed, Item, whole

CONTENT_TYPE = "application/feed+json; charset=utf-8"
HOW_WE_COUNT = "/how-we-count/"


def json_feed(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page_url,
        "feed_url": feed.links["self"],
        "next_url": feed.links.get("next"),
        "language": "en",
        "_total": {"about": whole(HOW_WE_COUNT), "jobs": feed.total, "first": feed.first + 1},
        "items": [item_record(item) for item in feed.items],
    }
    stated = {name: value for name, value in document.items() if value is not None}
    return json.dumps(stated, ensure_ascii=False).encode()


def item_record(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.summary,
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "authors": [{"name": item.author, "url": item.author_url}],
        "tags": [category.label for category in item.categories],
    }
