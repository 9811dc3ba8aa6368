"""Rows for tests: a maker fills in what the constraints ask for and takes the columns that a test is about.

    nurse = make.posting(title="Nurse", places=[make.city("Berlin", "DE")], workplace_type="remote")

Ids are in the order of the calls: the last posting made is the newest. Many are made `together`, or one waits.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.utils.text import slugify

from companies.models import Company, Crawl, Source
from postings.entries import enter
from postings.hashing import fingerprint, job_id
from postings.models import City, Country, Department, Event, Posting, PostingContent, PostingPlace, Region
from postings.normalise.gazetteer import country_name, region_name

NOW = datetime(2026, 6, 6, 7, 56, 15, 191000, UTC)
HTML = "<p>We build boats that cross the bay.</p><ul><li>Plan the work</li><li>Sail on Fridays</li></ul>"
TEXT = "We build boats that cross the bay.\n- Plan the work\n- Sail on Fridays"

numbers = count(1)
waiting: list[list[int]] = []  # ids of postings, for each `together` that is under way


def company(name: str = "", **columns: Any) -> Company:
    name = name or f"Company {next(numbers)}"
    return Company.objects.create(**{"name": name, "slug": slugify(name)} | columns)


def source(**columns: Any) -> Source:
    """A board that was last read, to its end, at NOW."""
    row = {"provider": "lever", "board": f"board-{next(numbers)}"} | columns
    row["company"] = columns.get("company") or company()
    row["url"] = columns.get("url") or f"https://{row['provider']}.example/{row['board']}"
    moments = {"created_at": NOW, "last_tried_at": NOW, "last_whole_at": NOW, "next_due_at": NOW}
    return Source.objects.create(**moments | row)


def crawl(outcome: str = "whole", **columns: Any) -> Crawl:
    """A visit at NOW that was ingested."""
    error = "The board answered 503." if outcome in ("failed", "partial") else ""
    row = {"started_at": NOW, "ingested_at": NOW, "outcome": outcome, "error": error} | columns
    row["source"] = columns.get("source") or source()
    return Crawl.objects.create(**row)


def country(code: str = "DE") -> Country:
    name = country_name(code)
    return Country.objects.get_or_create(code=code, defaults={"name": name, "slug": slugify(name)})[0]


def region(code: str = "NY", country_code: str = "US") -> Region:
    name = region_name(country_code, code) or code
    its_country = country(country_code)
    defaults = {"name": name, "slug": slugify(f"{name} {its_country}")}
    return Region.objects.get_or_create(country=its_country, code=code, defaults=defaults)[0]


def city(name: str = "Berlin", country_code: str = "DE", region_code: str = "") -> City:
    """`city("New York", "US", "NY")`; with no country, `city("Springfield", "")`."""
    its_country = country(country_code) if country_code else None
    its_region = region(region_code, country_code) if region_code else None
    slug = slugify(f"{name} {region_code} {its_country or ''}")
    columns = {"name": name, "region": its_region, "country": its_country}
    return City.objects.get_or_create(slug=slug, defaults=columns)[0]


def department(name: str = "Engineering") -> Department:
    return Department.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def posting(
    title: str = "Engineer",
    places: Sequence[City | Region | Country] = (),
    content: dict[str, Any] | None = None,
    **columns: Any,
) -> Posting:
    """An open posting with its body and places, the first of them its primary one.

    `company` or `source` place it; `active=False` closes it at NOW, and `missing_since=...`
    is enough for a missing one. `content` are columns of PostingContent.
    """
    row = {"title": title, "key": f"key-{next(numbers)}", "first_seen_at": NOW, "changed_at": NOW} | columns
    its_source = row["source"] = columns.get("source") or source(company=columns.get("company"))
    row["company"], row["provider"] = its_source.company, its_source.provider
    row["job_id"] = job_id(its_source.provider, its_source.board, row["key"])
    if not row.get("active", True):
        row = {"closed_at": NOW, "last_seen_at": NOW} | row
    if row.get("missing_since"):
        row = {"last_seen_at": row["missing_since"]} | row
    primary = where(places[0]) if places else {}
    made = Posting.objects.create(content_hash=fingerprint(title), **primary | row)
    for position, place in enumerate(places):
        PostingPlace.objects.create(posting=made, position=position, **where(place))
    add_content(made, content or {})
    if waiting:
        waiting[-1].append(made.id)
    else:
        enter([made.id])
    return made


@contextmanager
def together() -> Iterator[None]:
    """The postings made inside enter the lists at its end: one by one they take ten times as long."""
    waiting.append([])
    try:
        yield
        enter(waiting[-1])
    finally:
        waiting.pop()


def where(place: City | Region | Country) -> dict[str, Any]:
    """The columns of one place."""
    if isinstance(place, Country):
        return {"country": place}
    if isinstance(place, Region):
        return {"region": place, "country": place.country}
    return {"city": place, "region": place.region, "country": place.country}


def add_content(made: Posting, columns: dict[str, Any]) -> PostingContent:
    board = f"provider={made.provider}/board={made.source.board}"
    row = {
        "html": HTML,
        "text": TEXT,
        "source_url": f"{made.source.url}/{made.key}",
        "apply_url": f"{made.source.url}/{made.key}/apply",
        "native_structured": {"id": made.key},
        "record_hash": fingerprint(made.key),
        "payload_key": f"raw/{board}/date=2026-06-06/answer.json.zst",
    } | columns
    return PostingContent.objects.create(posting=made, source_hash=fingerprint(row["native_structured"]), **row)


def event(posting: Posting, type: str = "job.created", **columns: Any) -> Event:
    """A step of the life of `posting`, seen at NOW; `type="job.updated"` needs its `field`."""
    row = {"type": type, "observed_at": NOW, "source_hash": posting.content.source_hash} | columns
    row["crawl"] = columns.get("crawl") or crawl(source=posting.source)
    return Event.objects.create(posting=posting, company=posting.company, source=posting.source, **row)
