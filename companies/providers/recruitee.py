"""Recruitee careers sites: a board in one answer.

https://docs.recruitee.com/reference/offers
Addresses are often on the company's own site. Sums of pay are texts ("75.00"), and an absent
`salary` is an object of nulls. Times are "2026-04-14 09:59:30 UTC". `location` may be "Remote job";
the true places are `locations`. `translations` repeats everything for each language.
`mailbox_email` is an address to apply to, and is kept nowhere, like tags, questions and notes.
From 10 February 2027 on, an answer takes a token of the company's own.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from companies.providers import subdomains
from companies.providers.base import Board, Listing, Location, Page, Pay, Records, Request, Section, Unreadable
from companies.providers.fields import body, figure, flag, joined, kind, line, link, moment, part, parts, required
from companies.providers.text import storable

NAME = "Recruitee"
HOME = "https://recruitee.com"

# The widest first: of an offer with several the reader may choose.
WORKPLACES = {"remote": "remote", "hybrid": "hybrid", "on_site": "on-site"}

NATIVE = (
    "department",
    "category_code",
    "employment_type_code",
    "experience_code",
    "education_code",
    "location",
    "salary",
    "remote",
    "hybrid",
    "on_site",
    "min_hours",
    "max_hours",
    "min_hours_per_week",
    "max_hours_per_week",
    "created_at",
    "published_at",
    "close_at",
)
NATIVE_PLACE = ("name", "city", "state", "country", "country_code")

FIELDS = {
    "title": "title",
    "company": "company_name",
    "location_text": "locations",
    "locations": "locations",
    "department": "department",
    "workplace": "remote, hybrid, on_site",
    "is_remote": "remote",
    "employment": "employment_type_code",
    "pay": "salary",
    "language": "translations",
    "posted_at": "published_at",
    "updated_at": "updated_at",
}


def board(token: str) -> Board:
    token = token.lower()
    return Board(token, f"https://{quote(token, safe='')}.recruitee.com/")


def board_in(url: str) -> Board | None:
    """Any page of <company>.recruitee.com: the site, an offer's, its apply page, the API's."""
    named = subdomains.token_in(url, ".recruitee.com")
    return board(named[0]) if named else None


def first(board: Board) -> Request:
    return Request(f"https://{quote(board.token, safe='')}.recruitee.com/api/offers/")


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (offer for page in pages for offer in offers(page)))


def doubt(pages: Sequence[Page]) -> str:
    """A board is sent whole or not at all."""
    if not pages:
        return "Nothing was answered."
    return "The answer is a single offer, not a board." if any("offers" not in page.json for page in pages) else ""


def offers(page: Page) -> list[Any]:
    """The offers of a board, or the one of an offer's own answer; Unreadable when it is neither."""
    answer = page.json
    if isinstance(answer, dict) and isinstance(answer.get("offers"), list):
        listed: list[Any] = answer["offers"]
        return listed
    if isinstance(answer, dict) and isinstance(answer.get("offer"), dict):
        return [answer["offer"]]
    if isinstance(answer, dict) and isinstance(answer.get("error"), str):
        raise Unreadable(f"{NAME} says: {line(answer, 'error')[:200]}.")
    raise Unreadable(f"The answer is {kind(answer)} without a list of offers.")


def listing(record: Any) -> Listing:
    locations = tuple(dict.fromkeys(_locations(record)))
    return Listing(
        title=required(line(record, "title"), "title"),
        url=required(link(record, "careers_url"), "web address (careers_url)"),
        apply_url=link(record, "careers_apply_url"),
        company=line(record, "company_name"),
        location_text="; ".join(location.text for location in locations) or line(record, "location"),
        locations=locations,
        department=line(record, "department"),
        workplace=next((word for name, word in WORKPLACES.items() if flag(record, name)), ""),
        is_remote=flag(record, "remote"),
        employment=line(record, "employment_type_code"),
        pay=tuple(_pay(part(record, "salary"))),
        language=_language(part(record, "translations")),
        posted_at=_moment(record, "published_at"),
        updated_at=_moment(record, "updated_at"),
        sections=tuple(Section("", html) for html in _texts(record) if html.strip()),
        native=storable(_native(record)),
        fields=FIELDS,
    )


def _locations(record: Any) -> Iterable[Location]:
    """The true places, or the one in the offer itself where there is no list of them."""
    for place in parts(record, "locations") or [record]:
        city, region = line(place, "city"), line(place, "state") or line(place, "state_name")
        country = line(place, "country")
        text = joined(city, region, country) or line(place, "name")
        if text:
            yield Location(text, city, region, line(place, "country_code") or country)


def _pay(salary: dict[str, Any]) -> Iterable[Pay]:
    low, high = figure(salary, "min"), figure(salary, "max")
    if low is not None or high is not None:
        yield Pay(low, high, line(salary, "currency"), line(salary, "period"))


def _moment(record: Any, name: str) -> datetime | None:
    return moment({name: line(record, name).removesuffix(" UTC")}, name)


def _language(translations: dict[str, Any]) -> str:
    """The language of an offer that has one; of one in several it is not told which is shown."""
    return next(iter(translations)) if len(translations) == 1 else ""


def _texts(record: Any) -> tuple[str, str]:
    return body(record, "description"), body(record, "requirements")


def _native(record: Any) -> dict[str, Any]:
    places = [{name: place.get(name) for name in NATIVE_PLACE} for place in parts(record, "locations")]
    return {name: record.get(name) for name in NATIVE} | {"locations": places}
