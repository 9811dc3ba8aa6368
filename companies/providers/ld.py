"""The JobPosting that a page tells search engines of, in its `application/ld+json` scripts.

https://schema.org/JobPosting and https://developers.google.com/search/docs/appearance/structured-data/job-posting
Where an API has one type, this has many: a place is an object, a text or a list of both, a number
is text. So unlike `fields`, the readers here take what they know and leave the rest unstated; only
a page without a posting is Unreadable. Scripts that are broken are passed over: a page has several.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from html import unescape
from typing import Any

from companies.providers.base import Location, Page, Pay, Unreadable
from companies.providers.fields import figure, moment
from companies.providers.text import clean, one_line, storable

SCRIPTS = 'script[type*="ld+json" i]'
# Templates open a script with marks that keep old browsers and XML readers off it.
OPENING = re.compile(r"[^\[{]*<!\[CDATA\[[^\[{]*|[^\[{]*")
# Where a posting stands when it is not the script itself.
AROUND = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
DEEPEST = 5

REMOTE = "TELECOMMUTE"
TAG = re.compile(r"<[a-z/!]", re.IGNORECASE)
ESCAPED_TAG = re.compile(r"&lt;[a-z/]", re.IGNORECASE)

# Line breaks inside of a text are against the rules, and common.
DECODER = json.JSONDecoder(strict=False)


def job_posting(page: Page) -> dict[str, Any]:
    """The posting that the page is about; Unreadable when it holds none, or several without saying which."""
    found: list[dict[str, Any]] = []
    for posting in postings(page):
        if posting not in found:
            found.append(posting)
    if len(found) > 1:
        found = [posting for posting in found if _names(posting, page)] or found
    if not found:
        raise Unreadable("The page holds no JobPosting.")
    if len(found) > 1:
        raise Unreadable(f"The page holds {len(found)} JobPostings and does not say which one it is about.")
    return found[0]


def postings(page: Page) -> Iterator[dict[str, Any]]:
    """Every JobPosting of the page's scripts, in their order."""
    for script in page.html.css(SCRIPTS):
        with suppress(Unreadable):  # a broken script is no posting
            yield from _postings_in(first_json(script.text()), DEEPEST)


def first_json(script: str) -> Any:
    """The first object or list in a script, whatever stands around it; Unreadable when there is none."""
    opening = OPENING.match(script)
    try:
        return storable(DECODER.raw_decode(script, opening.end() if opening else 0)[0])
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The script holds no JSON ({error}).") from None


def title(posting: dict[str, Any]) -> str:
    return _text(posting.get("title")) or _text(posting.get("name"))


def description(posting: dict[str, Any]) -> str:
    """The body in HTML. Some pages escape it once more than JSON needs."""
    html = posting.get("description")
    if not isinstance(html, str):
        return ""
    if ESCAPED_TAG.search(html) and not TAG.search(html):
        html = unescape(html)
    return clean(html)


def company(posting: dict[str, Any]) -> str:
    return _text(posting.get("hiringOrganization"))


def identifier(posting: dict[str, Any]) -> str:
    """The employer's own number of the posting, out of a PropertyValue or as it is."""
    stated = posting.get("identifier")
    return _text(stated.get("value")) if isinstance(stated, dict) else _text(stated)


def locations(posting: dict[str, Any]) -> tuple[Location, ...]:
    """The places of `jobLocation`. What is only said of applicants is in `applicants_from`."""
    places = (_location(place) for place in _each(posting.get("jobLocation")))
    return tuple(dict.fromkeys(place for place in places if any(place)))


def applicants_from(posting: dict[str, Any]) -> tuple[str, ...]:
    """Where applicants of a remote job must be: names of countries, states, cities."""
    names = (_text(place) for place in _each(posting.get("applicantLocationRequirements")))
    return tuple(dict.fromkeys(name for name in names if name))


def is_remote(posting: dict[str, Any]) -> bool | None:
    """True for TELECOMMUTE; its absence says nothing."""
    kinds = [_text(kind).upper() for kind in _each(posting.get("jobLocationType"))]
    return True if REMOTE in kinds else None


def employment(posting: dict[str, Any]) -> str:
    """The kinds of employment in one line: "FULL_TIME, CONTRACTOR". OTHER is none."""
    kinds = [_text(kind) for kind in _each(posting.get("employmentType"))]
    return ", ".join(dict.fromkeys(kind for kind in kinds if kind and kind.upper() != "OTHER"))


def pay(posting: dict[str, Any]) -> tuple[Pay, ...]:
    """The ranges of `baseSalary`: a value or two, with unit and currency at either of two levels."""
    return tuple(found for salary in _each(posting.get("baseSalary")) if (found := _pay(salary)))


def posted_at(posting: dict[str, Any]) -> datetime | None:
    return moment({"at": _text(posting.get("datePosted"))}, "at")


def _postings_in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _postings_in(inner, depth - 1)
    elif isinstance(value, dict):
        if "JobPosting" in [str(kind).rpartition("/")[2] for kind in _each(value.get("@type"))]:
            yield value
        else:
            for name in AROUND:
                yield from _postings_in(value.get(name), depth - 1)


def _names(posting: dict[str, Any], page: Page) -> bool:
    """Whether the posting calls itself by the page's own address or key."""
    addresses = [_text(posting.get(name)).rstrip("/") for name in ("url", "@id")]
    return page.request.url.rstrip("/") in addresses or (page.of != "" and identifier(posting) == page.of)


def _location(place: Any) -> Location:
    """A place, with its address as text or in parts."""
    if not isinstance(place, dict):
        return Location(_text(place))
    address = place.get("address", place)
    if not isinstance(address, dict):
        return Location(_text(address) or _text(place.get("name")))
    city, region, country = (_text(address.get(f"address{part}")) for part in ("Locality", "Region", "Country"))
    words = ", ".join(dict.fromkeys(part for part in (city, region, country) if part))
    return Location(words or _text(place.get("name")), city=city, region=region, country=country)


def _pay(salary: Any) -> Pay | None:
    if not isinstance(salary, dict):
        return None
    value = next(_each(salary.get("value")), None)
    inner = value if isinstance(value, dict) else {"value": value}
    low, high = (_figure(name, inner, salary) for name in ("minValue", "maxValue"))
    if low is None and high is None:
        low = high = _figure("value", inner)
    if low is None and high is None:
        return None
    unit, currency = (_text(inner.get(name)) or _text(salary.get(name)) for name in ("unitText", "currency"))
    return Pay(low, high, currency, unit)


def _each(value: Any) -> Iterator[Any]:
    """The members of a list, or the one value that stands in its stead."""
    yield from value if isinstance(value, list) else () if value is None else (value,)


def _text(value: Any) -> str:
    """A text of one line: the value's own, or the name of the thing it is."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return one_line(str(value))


def _figure(name: str, *objects: dict[str, Any]) -> Decimal | None:
    """The amount `name` of the first of `objects` that has it. Zero is how templates say "none"."""
    for value in (found.get(name) for found in objects):
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return figure({name: value}, name) or None
    return None
