"""Ashby job postings API: a whole board in one answer.

https://developers.ashbyhq.com/docs/public-job-posting-api
Tokens keep their case and may hold spaces and dots. Postings with `isListed: false` are in the
answer and not on the board. Every key is there, null when it is not stated; `compensation` only
when it is asked for. The GraphQL answer behind the hosted board is read too: see ashby_graphql.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address, ashby_graphql
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
    flag,
    kind,
    line,
    link,
    moment,
    part,
    parts,
    required,
    silent,
)
from companies.providers.text import storable

NAME = "Ashby"
HOME = "https://www.ashbyhq.com"

TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._&'+-]{0,118}[A-Za-z0-9._])?", re.ASCII)

NATIVE = (
    "department",
    "team",
    "employmentType",
    "location",
    "secondaryLocations",
    "address",
    "isRemote",
    "workplaceType",
    "publishedAt",
)

SPOKEN_BY = {
    "description": ["descriptionHtml"],
    "workplace": ["workplaceType", "isRemote"],
    "is_remote": ["workplaceType", "isRemote"],
    "pay": ["compensation"],
    "pay_text": ["compensation", "compensationTierSummary"],
    "posted_at": ["publishedAt"],
    "apply_url": ["applyUrl"],
}

FIELDS = {
    "title": "title",
    "location_text": "location",
    "locations": "location, secondaryLocations",
    "department": "department",
    "team": "team",
    "workplace": "workplaceType",
    "is_remote": "isRemote",
    "employment": "employmentType",
    "pay": "compensation.compensationTiers",
    "pay_text": "compensation.compensationTierSummary",
    "posted_at": "publishedAt",
}


def board(token: str) -> Board:
    return Board(token, f"https://jobs.ashbyhq.com/{quote(token, safe='')}")


def board_in(url: str) -> Board | None:
    """jobs.ashbyhq.com/<token>[/<posting>[/application]] and the API's address of a board."""
    found = address.parse(url)
    if found is None:
        return None
    named = {
        "jobs.ashbyhq.com": found.under(),
        "api.ashbyhq.com": found.under("posting-api", "job-board"),
    }.get(found.host, "")
    token = address.token(named, TOKEN)
    # jobs.ashbyhq.com/api/ is where the hosted board asks its own questions.
    return board(token) if token and named != "api" else None


def first(board: Board) -> Request:
    url = f"https://api.ashbyhq.com/posting-api/job-board/{quote(board.token, safe='')}"
    return Request(url, {"includeCompensation": "true"})


def more(page: Page) -> Iterable[Request]:
    return ()


def records(pages: Sequence[Page]) -> Records:
    listed = (job for page in pages for job in postings(page) if not _is_unlisted(job))
    return Records.by("id", listed)


def doubt(pages: Sequence[Page]) -> str:
    """The postings API sends a board whole or not at all."""
    if not pages:
        return "Nothing was answered."
    for page in pages:
        if postings(page) is not page.json.get("jobs"):
            return "The answer is the brief list behind the hosted board, not the postings API's."
    return ""


def postings(page: Page) -> list[Any]:
    """The postings of an answer of either kind; Unreadable when it is neither."""
    answer = page.json
    listed = answer.get("jobs") if isinstance(answer, dict) else None
    if isinstance(listed, list):
        return listed
    if ashby_graphql.is_board(answer):
        named = board_in(page.request.url)
        return ashby_graphql.postings(answer, named.url if named else "")
    raise Unreadable(f"The answer is {kind(answer)} without a list of jobs.")


def listing(record: Any) -> Listing:
    locations = tuple(_locations(record))
    compensation = _shown_compensation(record)
    html = body(record, "descriptionHtml")
    return Listing(
        title=required(line(record, "title"), "title"),
        url=required(link(record, "jobUrl"), "web address (jobUrl)"),
        apply_url=link(record, "applyUrl"),
        location_text="; ".join(location.text for location in locations if location.text),
        locations=locations,
        department=line(record, "department"),
        team=line(record, "team"),
        workplace=line(record, "workplaceType"),
        is_remote=flag(record, "isRemote"),
        employment=line(record, "employmentType"),
        pay=tuple(_pay(parts(compensation, "compensationTiers"))),
        pay_text=_pay_text(record, compensation),
        posted_at=moment(record, "publishedAt"),
        sections=(Section("", html),) if html.strip() else (),
        native=storable({name: record.get(name) for name in NATIVE} | {"compensation": compensation or None}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _is_unlisted(job: Any) -> bool:
    return isinstance(job, dict) and job.get("isListed") is False


def _locations(record: Any) -> Iterable[Location]:
    """The main place, then the others; the main one again among them is left out."""
    known = set()
    for place in (record, *parts(record, "secondaryLocations")):
        # The documentation shows addresses without the shell that the API puts around them.
        shell = part(place, "address")
        postal = part(shell, "postalAddress") or shell
        location = Location(
            line(place, "location"),
            city=line(postal, "addressLocality"),
            region=line(postal, "addressRegion"),
            country=line(postal, "addressCountry"),
        )
        if any(location) and location.text not in known:
            known.add(location.text)
            yield location


def _shown_compensation(record: Any) -> dict[str, Any]:
    """What the posting says of pay; {} when the company does not want it shown."""
    hidden = flag(record, "shouldDisplayCompensationOnJobPostings") is False
    return {} if hidden else part(record, "compensation")


def _pay(tiers: list[dict[str, Any]]) -> Iterable[Pay]:
    """The salaries, tier by tier. Equity, bonus and commission are no pay by the hour or year."""
    for tier in tiers:
        for component in parts(tier, "components"):
            low, high = amount(component, "minValue"), amount(component, "maxValue")
            if line(component, "compensationType") == "Salary" and (low is not None or high is not None):
                currency, interval = line(component, "currencyCode"), line(component, "interval")
                yield Pay(low, high, currency, interval, label=line(tier, "title"))


def _pay_text(record: Any, compensation: dict[str, Any]) -> str:
    """Pay in Ashby's words, "€76K – €185K • Offers Equity"; in a brief they stand in the record itself."""
    return line(compensation, "compensationTierSummary") or line(record, "compensationTierSummary")
