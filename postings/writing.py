"""Steps -> rows. Called inside `ingest`'s transaction, with the board locked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from companies.models import Crawl
from postings.columns import content_columns, place_rows, posting_columns
from postings.dimensions import Dimensions
from postings.entries import enter
from postings.hashing import fingerprint, job_id
from postings.known import Body, Held
from postings.lifecycle import Kind, Step
from postings.models import Event, Posting, PostingContent, PostingPlace
from postings.normalise import Facts
from postings.reading import Seen
from postings.setwise import copy_objects, update_rows
from postings.structure import parsed_structured
from postings.telling import record_events

# PostgreSQL takes 65,535 parameters a statement; a posting has about 30 columns.
BATCH = 500
# The facts that are rows of other tables, and how each says nothing.
UNNAMED: dict[str, Any] = {"places": (), "department": ""}
MOVES = (Kind.MISSED, Kind.RETURNED, Kind.CLOSED, Kind.REOPENED)


def write(
    crawl: Crawl,
    held: Mapping[str, Held],
    bodies: Mapping[str, Body],
    seen: Mapping[str, Seen],
    happened: list[Step],
) -> list[Event]:
    """Make the rows say what `happened`, and return its events.

    `held` are the known postings; `bodies` what we hold beside those that have been read anew.
    """
    created = {step.key for step in happened if step.kind is Kind.CREATED}
    changed = {step.key for step in happened if step.kind is Kind.CHANGED}
    news = {key: newly_named(bodies[key], seen[key].facts) for key in changed}
    dimensions = Dimensions([*(seen[key].facts for key in created), *news.values()])
    ids = {key: row.id for key, row in held.items()}
    ids |= create(crawl, {key: seen[key] for key in created}, dimensions)
    read_again = seen.keys() - created
    contents = {ids[key]: renewed(crawl, bodies[key], seen[key], key in changed) for key in read_again}
    rows = {ids[key]: new_row(crawl, bodies[key], seen[key].facts, news[key], dimensions) for key in changed}
    for step in happened:
        if step.kind in MOVES:
            rows.setdefault(ids[step.key], {}).update(moved(crawl, held[step.key], step.kind))
    update_rows({PostingContent: contents, Posting: rows})
    move_places({ids[key]: facts for key, facts in news.items() if "places" not in facts.silent}, dimensions)
    # Before the events: entering locks the lists, so that events get their numbers in the order they are committed.
    # Who went missing or came back is no event, but lists mark it.
    enter(ids[step.key] for step in happened)
    hashes = {key: row.source_hash for key, row in held.items()}
    hashes |= {key: fingerprint(record.facts.native) for key, record in seen.items()}
    return record_events(crawl, ids, hashes, happened)


def newly_named(held: Body, facts: Facts) -> Facts:
    """`facts`, silent on the places and the department that they name as before: their rows need not be looked up."""
    named = facts.visible()
    as_before = {name for name in UNNAMED if name in named and named[name] == held.facts.get(name)}
    return replace(facts, silent={*facts.silent, *as_before}, **{name: UNNAMED[name] for name in as_before})


def create(crawl: Crawl, records: Mapping[str, Seen], dimensions: Dimensions) -> dict[str, int]:
    """New postings with their bodies and places; {key: id}. The last posted get the highest ids: newest first."""
    order = sorted(records, key=lambda key: (records[key].facts.posted_at or datetime.min.replace(tzinfo=UTC), key))
    postings = Posting.objects.bulk_create(
        [new_posting(crawl, key, records[key].facts, dimensions) for key in order], batch_size=BATCH
    )
    facts = {posting.id: records[posting.key].facts for posting in postings}
    bodies = (body(crawl, records[posting.key], facts[posting.id].visible()) for posting in postings)
    contents = (PostingContent(posting=posting, **columns) for posting, columns in zip(postings, bodies, strict=True))
    copy_objects(PostingContent, contents)
    place(facts, dimensions)
    return {posting.key: posting.id for posting in postings}


def new_posting(crawl: Crawl, key: str, facts: Facts, dimensions: Dimensions) -> Posting:
    source = crawl.source
    return Posting(
        job_id=job_id(source.provider, source.board, key),
        company_id=source.company_id,
        source=source,
        provider=source.provider,
        key=key,
        first_seen_at=crawl.started_at,
        changed_at=crawl.started_at,
        content_hash=fingerprint(facts.visible()),
        **posting_columns(facts, dimensions),
    )


def body(crawl: Crawl, record: Seen, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of PostingContent; `facts` are all that a reader sees, the description aside."""
    return {
        **content_columns(record.facts),
        "facts": {name: value for name, value in facts.items() if name != "description"},
        "parsed_structured": parsed_structured(record.facts, crawl.started_at),
        "source_hash": fingerprint(record.facts.native),
        "record_hash": record.record_hash,
        "payload_key": crawl.payloads[0]["key"],
    }


def places_of(posting_id: int, facts: Facts, dimensions: Dimensions) -> list[PostingPlace]:
    return [
        PostingPlace(posting_id=posting_id, position=position, **ids._asdict())
        for position, ids in enumerate(place_rows(facts, dimensions))
    ]


def is_same_body(held: Body, facts: Facts) -> bool:
    """Whether nothing that we keep has changed: two boards in three renew a posting's "updated at" every day."""
    same_html = "description" in facts.silent or held.html == facts.html
    return same_html and held.source_hash == fingerprint(facts.native)


def renewed(crawl: Crawl, held: Body, record: Seen, is_changed: bool) -> dict[str, Any]:
    """The columns to write of a body that was read again: few where nothing that we keep has changed."""
    columns = body(crawl, record, {**held.visible(), **record.facts.visible()})
    if is_changed or not is_same_body(held, record.facts):
        return columns
    return {name: columns[name] for name in ("record_hash", "source_updated_at", "payload_key") if name in columns}


def new_row(crawl: Crawl, held: Body, facts: Facts, news: Facts, dimensions: Dimensions) -> dict[str, Any]:
    """The columns of a posting whose facts, as a reader sees them, have changed."""
    visible = {**held.visible(), **facts.visible()}
    columns = posting_columns(news, dimensions)
    return {**columns, "content_hash": fingerprint(visible), "changed_at": crawl.started_at}


def moved(crawl: Crawl, held: Held, kind: Kind) -> dict[str, Any]:
    """The columns of a posting that went missing, came back, closed or reopened."""
    at = crawl.started_at
    # Until now the board's last whole crawl spoke for it; one found since, on a part of the board, for itself.
    last_seen_at = max(held.first_seen_at, crawl.source.last_whole_at or at)
    states: dict[Kind, dict[str, Any]] = {
        Kind.MISSED: {"missing_since": at, "last_seen_at": last_seen_at},
        Kind.RETURNED: {"missing_since": None, "last_seen_at": None},
        Kind.CLOSED: {"missing_since": None, "active": False, "closed_at": at}
        | ({} if held.is_missing else {"last_seen_at": last_seen_at}),
        Kind.REOPENED: {"active": True, "closed_at": None, "last_seen_at": None, "changed_at": at},
    }
    return states[kind]


def move_places(moved: Mapping[int, Facts], dimensions: Dimensions) -> None:
    if moved:
        PostingPlace.objects.filter(posting__in=moved).delete()
        place(moved, dimensions)


def place(placed: Mapping[int, Facts], dimensions: Dimensions) -> None:
    """The places of postings that have none yet, {id: facts}."""
    rows = (row for posting_id, facts in placed.items() for row in places_of(posting_id, facts, dimensions))
    copy_objects(PostingPlace, rows)
