"""What the site answers to a question, by its pages, CSV, feed, facets and API, against what the oracle says."""

import csv
import json
import re
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from django.http import QueryDict
from selectolax.lexbor import LexborHTMLParser

from postings.benching.asking import Asker
from postings.benching.oracle import Oracle, full_hour
from postings.benching.questions import UNKNOWN, Question
from postings.facets import SHOWN, Facet, facets, values
from postings.filters import selected
from postings.slices import DIMENSIONS

PAGE, FEED_PAGE, API_PAGE = 25, 50, 100
API = f"/job-postings/v1/jobs/search?limit={API_PAGE}&fields=url"
# As far as a CSV is read.
ROWS_OF_CSV = 2_000
SHOWN_DIFFERENCES = 3
ID_IN_ADDRESS = re.compile(r"-(\d+)/$")
NUMBER = re.compile(r"[\d,]+")


class Comparison:
    """`differences(question)`: each in words with its address; none when the site is right.

    Of a list of more than `walked` jobs only the first page is looked at, the last, and one between.
    """

    def __init__(self, oracle: Oracle, asker: Asker, rng: Random, walked: int = 400):
        self.oracle, self.asker, self.rng, self.walked = oracle, asker, rng, walked

    def differences(self, question: Question) -> list[str]:
        hour = full_hour()
        found = list(self.compare(question))
        # At the turn of an hour the site may have begun to count ages by another moment than the oracle.
        return found if hour == full_hour() else list(self.compare(question))

    def compare(self, question: Question) -> Iterator[str]:
        for name, expected, found in self.answers(question, self.oracle.ids(question)):
            if expected != found:
                yield f"{question.url}\n    {name}: {contrast(expected, found)}"

    def answers(self, question: Question, expected: list[int]) -> Iterator[tuple[str, Any, Any]]:
        """(of what, what is expected, what the site says)."""
        feed = self.json_feed(question)
        yield "total of the JSON feed", len(expected), feed["_total"]["jobs"]
        yield "rows of the JSON feed", expected[:FEED_PAGE], [id_in(item["url"]) for item in feed["items"]]
        yield "rows of the CSV", expected[:ROWS_OF_CSV], self.csv_rows(question)
        yield from self.pages(question, expected)
        yield from self.api(question, expected)
        yield from self.facets(question)

    def pages(self, question: Question, expected: list[int]) -> Iterator[tuple[str, Any, Any]]:
        first = self.page(question.url)
        yield "total of the page", len(expected), total_of(first)
        if len(expected) <= self.walked:
            yield "rows of all pages", expected, list(self.walk(first))
            return
        yield "rows of page 1", expected[:PAGE], list(rows_of(first))
        last = (len(expected) - 1) // PAGE + 1
        for number in (self.rng.randint(2, last - 1), last):
            page = self.page(f"{question.url}{'&' if question.query else '?'}page={number}")
            yield f"rows of page {number}", expected[(number - 1) * PAGE : number * PAGE], list(rows_of(page))

    def walk(self, page: LexborHTMLParser) -> Iterator[int]:
        """The rows of a page and of all that follow it, as its own links lead."""
        while True:
            yield from rows_of(page)
            link = page.css_first('a[rel~="next"]')
            if link is None:
                return
            page = self.page(link.attributes["href"])

    def api(self, question: Question, expected: list[int]) -> Iterator[tuple[str, Any, Any]]:
        """Its lists go by id alone: jobs with the words in their titles do not come first."""
        newest = sorted(expected, reverse=True)
        first = json.loads(self.text(f"{API}&{question.query}"))
        yield "total of the API", len(expected), first["meta"]["total_matching"]
        if len(expected) <= self.walked:
            yield "rows of the API", newest, list(self.api_walk(question, first))
        else:
            yield "rows of the API's first page", newest[:API_PAGE], api_rows(first)

    def api_walk(self, question: Question, page: dict[str, Any]) -> Iterator[int]:
        while True:
            yield from api_rows(page)
            cursor = page["meta"]["next_cursor"]
            if not cursor:
                return
            page = json.loads(self.text(f"{API}&{question.query}&cursor={cursor}"))

    def facets(self, question: Question) -> Iterator[tuple[str, Any, Any]]:
        """What the page's facets show, and all values of one of them, by the functions that count them for pages."""
        selection = selected(QueryDict(question.query)).selection
        expected = self.oracle.facets(question, SHOWN)
        shown = {facet.dimension.name: facet for facet in facets(selection)}
        for name in SHOWN:
            yield from facet_answers(name, expected[name], shown.get(name))
        name = self.rng.choice(SHOWN)
        counted = values(selection, DIMENSIONS[name])
        found = {one.value.slug if one.value else UNKNOWN: one.number for one in counted}
        yield f"all values of {name}", expected[name], found

    def json_feed(self, question: Question) -> dict[str, Any]:
        return json.loads(self.text(f"/jobs/feed.json?{question.query}"))

    def csv_rows(self, question: Question) -> list[int]:
        answer = self.asker.get(f"/jobs/jobs.csv?{question.query}")
        lines = (line for chunk in answer for line in chunk.decode().splitlines(keepends=True))
        rows = csv.DictReader(lines)
        return [int(row["id"]) for row in islice(rows, ROWS_OF_CSV)]

    def page(self, url: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.text(url))

    def text(self, url: str) -> str:
        return self.asker.get(url).content.decode()


def facet_answers(name: str, expected: dict[str, int], facet: Facet | None) -> Iterator[tuple[str, Any, Any]]:
    """Each choice, how many values there are, and that no value which is left out has more jobs than one shown."""
    choices = facet.choices if facet else []
    found = {choice.value.slug: choice.number for choice in choices}
    yield f"facet {name}", {slug: expected.get(slug, 0) for slug in found}, found
    yield f"values of facet {name}", len(expected.keys() - {UNKNOWN}), facet.values if facet else 0
    frequent = [choice.number for choice in choices if not choice.is_chosen and choice.value.slug != UNKNOWN]
    left_out = [number for slug, number in expected.items() if slug not in found]
    yield f"rarest of facet {name}", min(frequent, default=0), max(min(frequent, default=0), *left_out, 0)


def rows_of(page: LexborHTMLParser) -> Iterator[int]:
    for link in page.css("ol.jobs .job-title a"):
        yield id_in(link.attributes["href"])


def api_rows(page: dict[str, Any]) -> list[int]:
    return [id_in(job["url"]) for job in page["data"]]


def id_in(address: str) -> int:
    return int(ID_IN_ADDRESS.search(address)[1])


def total_of(page: LexborHTMLParser) -> int:
    """The number that the heading begins with; of an empty list it may say so in words."""
    number = NUMBER.match(page.css_first("h1").text(strip=True))
    return int(number[0].replace(",", "")) if number else 0


def contrast(expected: Any, found: Any) -> str:
    """Where two answers part, short enough for a line."""
    if isinstance(expected, dict):
        pairs = {slug: (expected.get(slug, 0), found.get(slug, 0)) for slug in sorted(expected | found)}
        parted = [f"{slug} {one} expected, {other} found" for slug, (one, other) in pairs.items() if one != other]
        return f"{len(parted)} values, {'; '.join(parted[:SHOWN_DIFFERENCES])}"
    if isinstance(expected, list):
        both = zip(expected, found, strict=False)
        place = next((place for place, (one, other) in enumerate(both) if one != other), min(len(expected), len(found)))
        parted = slice(place, place + SHOWN_DIFFERENCES)
        return f"{len(expected)} expected, {len(found)} found; after {place}: {expected[parted]}, {found[parted]}"
    return f"{expected} expected, {found} found"
