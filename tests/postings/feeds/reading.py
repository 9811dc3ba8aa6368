"""A list in each of its forms, read as a program would."""

import csv
import io
from xml.etree import ElementTree

from django.http import QueryDict

from postings.filters import selected
from postings.walks import walk_of

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
FORMS = ["feed.atom", "feed.json", "jobs.csv", "changes/feed.atom"]


def ids_on_the_page(query: str) -> list[int]:
    walk = walk_of(selected(QueryDict(query)).selection)
    return walk.at(0, 1000)


def address(tail: str, query: str) -> str:
    return f"/jobs/{tail}?{query}" if query else f"/jobs/{tail}"


def atom_ids(root: ElementTree.Element) -> list[int]:
    return [int(entry.findtext(f"{ATOM}id").rpartition("/")[2]) for entry in root.iter(f"{ATOM}entry")]


def atom_pages(client, url: str) -> list[ElementTree.Element]:
    """All pages of a feed, by their rel=next."""
    pages = []
    while url:
        response = client.get(url)
        assert response.status_code == 200, response.content
        pages.append(ElementTree.fromstring(response.content))
        url = next((link.get("href") for link in pages[-1].iter(f"{ATOM}link") if link.get("rel") == "next"), None)
    return pages


def json_pages(client, url: str | None) -> list[dict]:
    """All pages of a feed, by their next_url."""
    pages = []
    while url:
        pages.append(client.get(url).json())
        url = pages[-1].get("next_url")
    return pages


def csv_rows(client, url: str) -> list[dict[str, str]]:
    response = client.get(url)
    assert response.status_code == 200, response.content
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


def again(client, url: str, **headers: str):
    return client.get(url, headers=headers)
