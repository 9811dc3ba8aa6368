"""Feeds as Atom: RFC 4287, its pages linked by RFC 5005, their number told in the words of OpenSearch."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

from django.conf import settings

from postings.feeds.items import Feed, Item

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What no XML document may hold, however it is written: https://www.w3.org/TR/xml/#charsets
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ElementTree.register_namespace("", ATOM)
ElementTree.register_namespace("opensearch", OPENSEARCH)


def atom(feed: Feed) -> bytes:
    root = ElementTree.Element(f"{{{ATOM}}}feed", {LANGUAGE: "en"})
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    add(root, "subtitle", feed.subtitle)
    add(root, "updated", moment(feed.updated))
    add(add(root, "author"), "name", settings.SITE_NAME)
    add(root, "generator", settings.SITE_NAME, uri=settings.SITE_URL)
    add(root, "link", rel="alternate", type="text/html", href=feed.page_url)
    for relation, address in feed.links.items():
        add(root, "link", rel=relation, type="application/atom+xml", href=address)
    add_numbers(root, feed)
    for item in feed.items:
        add_entry(root, item)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def add_numbers(root: ElementTree.Element, feed: Feed) -> None:
    if feed.total is None or feed.first is None:
        return
    numbers = {"totalResults": feed.total, "startIndex": feed.first + 1, "itemsPerPage": len(feed.items)}
    for name, number in numbers.items():
        ElementTree.SubElement(root, f"{{{OPENSEARCH}}}{name}").text = str(number)


def add_entry(root: ElementTree.Element, item: Item) -> None:
    entry = add(root, "entry")
    add(entry, "id", item.id)
    add(entry, "title", item.title)
    add(entry, "link", rel="alternate", type="text/html", href=item.url)
    add(entry, "published", moment(item.published))
    add(entry, "updated", moment(item.updated))
    author = add(entry, "author")
    add(author, "name", item.author)
    add(author, "uri", item.author_url)
    for category in item.categories:
        add(entry, "category", term=category.term, label=clean(category.label), scheme=category.scheme)
    add(entry, "summary", item.summary)


def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = clean(text) or None
    return element


def clean(text: str) -> str:
    return FORBIDDEN.sub("", text)


def moment(at: datetime) -> str:
    """RFC 3339, to the second: "2026-06-06T07:56:15Z"."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
