"""A board may say anything in any field: it is refused, or made harmless on its way to the page."""

import json
import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from companies.models import Crawl
from companies.providers import PROVIDERS
from companies.providers.base import Unreadable
from postings.models import Event, Posting
from postings.reading import read
from tests.boards import job, source, visit
from tests.companies.providers.boards import page, payloads
from tests.postings.normalise.html_checker import faults

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)></title></textarea>"
QUOTE = "https://jobs.lever.co/'onclick='alert(1)'\"onmouseover=\"alert(1)"
LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://jobs.lever.co/1",
    "file:///etc/passwd",
    "https://jobs.lever.co\\@evil.example/",
    QUOTE,
    "https://jobs.lever.co/\r\nSet-Cookie: a=b",
]


def poisoned(value: Any, poison: str, links: str) -> Any:
    """`value` with every text in it followed by `poison`, and every link replaced by `links`."""
    if isinstance(value, dict):
        return {name: poisoned(part, poison, links) for name, part in value.items()}
    if isinstance(value, list):
        return [poisoned(part, poison, links) for part in value]
    if isinstance(value, str):
        return links if re.match(r"https?:", value) else value + poison
    return value


def leads_astray(url: str) -> bool:
    """Whether `url` does anything but lead to a web page. A quote in it may stay: pages escape it."""
    return not re.fullmatch(r"(https?://[^\s<>\\\x00-\x1f]+)?", url)


JSON = [pytest.param(slug, path, id=f"{slug}-{path.stem}") for slug, path in payloads() if path.suffix == ".json"]


@pytest.mark.parametrize("links", ["javascript:alert(1)", "https://jobs.example/" + SCRIPT])
@pytest.mark.parametrize(("slug", "path"), JSON)
def test_what_any_provider_carries_is_clean_when_it_has_been_read(slug, path, links):
    """Each board that we wrote, with a script in every text and a trap for every link."""
    answer = poisoned(json.loads(path.read_bytes()), SCRIPT, links)
    try:
        reading = read(PROVIDERS[slug], [page(slug, answer)], {})
    except Unreadable:
        return
    for seen in reading.seen.values():
        assert faults(seen.facts.html) == []
        assert not leads_astray(seen.facts.source_url)
        assert not leads_astray(seen.facts.apply_url)


@pytest.mark.django_db
@pytest.mark.parametrize("link", LINKS)
def test_an_apply_link_leads_to_a_web_page_or_nowhere(link):
    visit(source(), [job("a", applyUrl=link, hostedUrl=link)])
    for posting in Posting.objects.select_related("content"):
        assert not leads_astray(posting.content.apply_url)
        assert not leads_astray(posting.content.source_url)


@pytest.mark.django_db
def test_scripts_in_every_field_are_words_on_every_page(client):
    """A second visit changes them all, so that the events tell them too."""
    board = source()
    clean = job("a", "Engineer", categories={"team": "Core", "location": "Berlin", "department": "Works"})
    visit(board, [clean])
    visit(board, [poisoned(clean, SCRIPT, QUOTE) | {"id": "a"}], hours=12)
    posting = Posting.objects.get()
    assert "<script>" in posting.title
    about, company = posting.get_absolute_url(), board.company.get_absolute_url()
    for url in (about, f"{about}events/", company, "/", "/jobs/", "/jobs/?q=%3Cscript%3E", "/events/"):
        assert harm(client.get(url, follow=True).content) == [], url


def harm(content: bytes) -> list[str]:
    """What in a page of ours could run a script of somebody else's."""
    tree = LexborHTMLParser(content)
    found = [node.html[:80] for node in tree.css("script") if not is_ours(node)]
    for node in tree.css("*"):
        found += [f"{node.tag} {name}" for name in node.attributes if name.startswith("on") or name == "srcdoc"]
        for name in ("href", "src", "action", "formaction"):
            link = (node.attributes.get(name) or "").strip().lower()
            if link.startswith(("javascript:", "data:", "vbscript:")):
                found.append(link)
    return found


def is_ours(node) -> bool:
    if node.attributes.get("type") == "application/ld+json":
        return json.loads(node.text()) is not None
    return (node.attributes.get("src") or "").startswith("/static/")


@pytest.mark.django_db
def test_200_000_postings_in_one_answer_are_no_board():
    board = source()
    visit(board, [job("a")])
    body = "[" + ",".join(f'{{"id":{number}}}' for number in range(200_000)) + "]"
    seen = visit(board, body.encode(), hours=12)
    assert seen.outcome == Crawl.Outcome.FAILED
    assert seen.error == "It lists 200,000 postings; what lists more than 100,000 is no board."
    assert Posting.objects.open().count() == 1
    assert set(Event.objects.values_list("type", flat=True)) == {"job.created"}
