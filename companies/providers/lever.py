"""Lever Postings API: a board is a bare list of postings, in pages of PAGE_SIZE.

https://github.com/lever/postings-api
Companies of the European instance are on hosts of their own, where one token may name another
company. `createdAt` is in milliseconds. The text comes in parts: `description` repeats `opening`
and `descriptionBody` in other markup, and the items of `lists` are bare <li>.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from companies.providers import address
from companies.providers.base import (
    Board,
    Listing,
    Location,
    Page,
    Pay,
    Records,
    Request,
    Section,
    Unreadable,
)
from companies.providers.fields import (
    amount,
    body,
    kind,
    line,
    lines,
    link,
    moment_in_milliseconds,
    part,
    parts,
    required,
)
from companies.providers.text import storable

NAME = "Lever"
HOME = "https://www.lever.co"
PAGE_SIZE = 100

# The host of a board's pages, and that of its API.
HOSTS = {"jobs.lever.co": "api.lever.co", "jobs.eu.lever.co": "api.eu.lever.co"}

NATIVE = ("lists", "country", "createdAt", "updatedAt", "categories", "salaryRange", "workplaceType")

FIELDS = {
    "title": "text",
    "location_text": "categories.location",
    "locations": "categories.allLocations",
    "department": "categories.department",
    "team": "categories.team",
    "workplace": "workplaceType",
    "employment": "categories.commitment",
    "pay": "salaryRange",
    "pay_text": "salaryDescriptionPlain",
    "posted_at": "createdAt",
    "updated_at": "updatedAt",
}

# "$120,000", "95 000 €", "USD 55k": a sign or code of a currency beside a figure.
SUM = re.compile(r"(?:[$£€¥₹₱₩₪₺]|\b[A-Z]{3}) ?\d|\d ?(?:[$£€¥₹₱₩₪₺]|[A-Z]{3}\b)")


def board(token: str) -> Board:
    return _board("jobs.lever.co", token)


def board_in(url: str) -> Board | None:
    """jobs.lever.co/<token>[/<posting>[/apply]] and api.lever.co/v0/postings/<token>, "eu." alike."""
    found = address.parse(url)
    if found is None:
        return None
    for host, api in HOSTS.items():
        named = {host: found.under(), api: found.under("v0", "postings")}.get(found.host, "")
        if token := address.token(named):
            return _board(host, token)
    return None


def first(board: Board) -> Request:
    api = HOSTS.get(urlsplit(board.url).netloc, "api.lever.co")
    url = f"https://{api}/v0/postings/{quote(board.token, safe='')}"
    return Request(url, {"mode": "json", "limit": PAGE_SIZE, "skip": 0})


def more(page: Page) -> Iterable[Request]:
    if len(postings(page)) == PAGE_SIZE:
        asked = page.request.params
        yield Request(page.request.url, {**asked, "skip": int(asked.get("skip", 0)) + PAGE_SIZE})


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (posting for page in pages for posting in postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """A page shorter than PAGE_SIZE is the last one; so is a longer one, that came without paging."""
    if not pages:
        return "Nothing was answered."
    if len(postings(pages[-1])) == PAGE_SIZE:
        return f"The last page is full, with {PAGE_SIZE} postings: there may be more."
    return ""


def postings(page: Page) -> list[Any]:
    """The postings of one page; Unreadable, with Lever's words, when it is an error."""
    answer = page.json
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict) and answer.get("error"):
        raise Unreadable(f"{NAME} says: {line(answer, 'error')[:200]}.")
    raise Unreadable(f"The answer is {kind(answer)}, not a list of postings.")


def listing(record: Any) -> Listing:
    categories = part(record, "categories")
    locations = _locations(categories, line(record, "country"))
    return Listing(
        title=required(line(record, "text"), "title (text)"),
        url=required(link(record, "hostedUrl"), "web address (hostedUrl)"),
        apply_url=link(record, "applyUrl"),
        location_text="; ".join(location.text for location in locations),
        locations=locations,
        department=line(categories, "department"),
        team=line(categories, "team"),
        workplace=line(record, "workplaceType"),
        employment=line(categories, "commitment"),
        pay=_pay(part(record, "salaryRange")),
        pay_text=_pay_text(line(record, "salaryDescriptionPlain")),
        posted_at=moment_in_milliseconds(record, "createdAt"),
        updated_at=moment_in_milliseconds(record, "updatedAt"),
        sections=_sections(record),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
    )


def _board(host: str, token: str) -> Board:
    return Board(token, f"https://{host}/{quote(token, safe='')}")


def _locations(categories: dict[str, Any], country: str) -> tuple[Location, ...]:
    """The main place, then the others. The posting's one country is known to be the main one's only."""
    texts = [text for text in (line(categories, "location"), *lines(categories, "allLocations")) if text]
    if not texts:
        return (Location("", country=country),) if country else ()
    main, *others = dict.fromkeys(texts)
    return (Location(main, country=country), *map(Location, others))


def _pay(range_: dict[str, Any]) -> tuple[Pay, ...]:
    low, high = amount(range_, "min"), amount(range_, "max")
    if low is None and high is None:
        return ()
    return (Pay(low, high, line(range_, "currency"), line(range_, "interval")),)


def _pay_text(text: str) -> str:
    """`text` if it names a sum; most say only what the sum depends on."""
    return text if SUM.search(text) else ""


def _sections(record: dict[str, Any]) -> tuple[Section, ...]:
    """The text in the order of Lever's own page."""
    intro = [body(record, "opening"), body(record, "descriptionBody")]
    texts = intro if any(intro) else [body(record, "description")]
    lists = [Section(line(part_, "text"), body(part_, "content")) for part_ in parts(record, "lists")]
    rest = [body(record, "additional"), body(record, "salaryDescription")]
    sections = [*(Section("", html) for html in texts), *lists, *(Section("", html) for html in rest)]
    return tuple(section for section in sections if section.heading or section.html.strip())
