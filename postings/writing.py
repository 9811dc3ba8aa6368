"""Steps -> rows. Called inside `ingest`'s transaction, with the board locked."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Value
from django.db.models.functions import Greatest

from companies.models import Crawl
from postings.columns import content_columns, place_rows, posting_columns
from postings.dimensions import Dimensions
from postings.entries import enter
from postings.hashing import fingerprint, job_id
from postings.lifecycle import Kind, Step
from postings.models import Event, Posting, PostingContent, PostingPlace
from postings.normalise import Facts
from postings.reading import Seen
from postings.structure import parsed_structured
from postings.vocabulary import EventType

# PostgreSQL takes 65,535 parameters a statement; a posting has about 30 columns.
BATCH = 500
EVENT_TYPES = {
    Kind.CREATED: EventType.CREATED,
    Kind.CHANGED: EventType.UPDATED,
    Kind.CLOSED: EventType.CLOSED,
    Kind.REOPENED: EventType.REOPENED,
}


class Body(NamedTuple):
    """What we hold beside a posting's row before a crawl is read."""

    facts: dict[str, Any]
    html: str
    text: str
    source_hash: str

    def visible(self) -> dict[str, Any]:
        """The facts that a reader sees, the description among them."""
        return {**self.facts, "description": self.text}


def write(
    crawl: Crawl,
    ids: Mapping[str, int],
    bodies: Mapping[str, Body],
    seen: Mapping[str, Seen],
    happened: list[Step],
) -> list[Event]:
    """Make the rows say what `happened`, and return its events.

    `ids` are the known postings', {key: id}; `bodies` what we hold of those that have been read anew.
    """
    dimensions = Dimensions(record.facts for record in seen.values())
    created = {step.key for step in happened if step.kind is Kind.CREATED}
    changed = {step.key for step in happened if step.kind is Kind.CHANGED}
    ids = {**ids, **create(crawl, {key: seen[key] for key in created}, dimensions)}
    read_again = seen.keys() - created
    touched = {key for key in read_again - changed if is_same_body(bodies[key], seen[key].facts)}
    touch(crawl, {ids[key]: seen[key] for key in touched})
    for key in sorted(read_again - touched):
        update(crawl, ids[key], bodies[key], seen[key], dimensions, is_visible=key in changed)
    move(crawl, ids, happened)
    # Before the events: entering locks the lists, so that events get their numbers in the order they are committed.
    # Who went missing or came back is no event, but lists mark it.
    enter(ids[step.key] for step in happened)
    return record_events(crawl, ids, happened)


def create(crawl: Crawl, records: Mapping[str, Seen], dimensions: Dimensions) -> dict[str, int]:
    """New postings with their bodies and places; {key: id}. The last posted get the highest ids: newest first."""
    order = sorted(records, key=lambda key: (records[key].facts.posted_at or datetime.min.replace(tzinfo=UTC), key))
    postings = Posting.objects.bulk_create(
        [new_posting(crawl, key, records[key].facts, dimensions) for key in order], batch_size=BATCH
    )
    contents = [
        PostingContent(posting=posting, **body(crawl, records[posting.key], records[posting.key].facts.visible()))
        for posting in postings
    ]
    PostingContent.objects.bulk_create(contents, batch_size=BATCH)
    places = [row for posting in postings for row in places_of(posting.id, records[posting.key].facts, dimensions)]
    PostingPlace.objects.bulk_create(places, batch_size=BATCH)
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


def touch(crawl: Crawl, records: Mapping[int, Seen]) -> None:
    """Note that records were read, {posting's id: record}, without writing their bodies anew."""
    contents = [
        PostingContent(
            posting_id=posting_id,
            record_hash=record.record_hash,
            source_updated_at=record.facts.source_updated_at,
            payload_key=crawl.payloads[0]["key"],
        )
        for posting_id, record in records.items()
    ]
    columns = ["record_hash", "source_updated_at", "payload_key"]
    PostingContent.objects.bulk_update(contents, columns, batch_size=BATCH)


def update(crawl: Crawl, posting_id: int, held: Body, record: Seen, dimensions: Dimensions, is_visible: bool) -> None:
    """A known posting whose body differs; its row changes only when a reader would see it."""
    seen = {**held.visible(), **record.facts.visible()}
    PostingContent.objects.filter(posting_id=posting_id).update(**body(crawl, record, seen))
    if not is_visible:
        return
    Posting.objects.filter(id=posting_id).update(
        **posting_columns(record.facts, dimensions), content_hash=fingerprint(seen), changed_at=crawl.started_at
    )
    if seen["places"] != held.facts.get("places"):
        PostingPlace.objects.filter(posting_id=posting_id).delete()
        PostingPlace.objects.bulk_create(places_of(posting_id, record.facts, dimensions))


def move(crawl: Crawl, ids: Mapping[str, int], happened: Iterable[Step]) -> None:
    """Who went missing, came back, closed, reopened."""
    moved: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    for step in happened:
        moved[step.kind].append(ids[step.key])
    # Until now the board's last whole crawl spoke for them; one found since, on a part of the board, for itself.
    last_seen_at = Greatest("first_seen_at", Value(crawl.source.last_whole_at or crawl.started_at))
    states = {
        Kind.MISSED: {"missing_since": crawl.started_at, "last_seen_at": last_seen_at},
        Kind.RETURNED: {"missing_since": None, "last_seen_at": None},
        Kind.CLOSED: {"missing_since": None, "active": False, "closed_at": crawl.started_at},
        Kind.REOPENED: {"active": True, "closed_at": None, "last_seen_at": None, "changed_at": crawl.started_at},
    }
    for kind, state in states.items():
        if moved[kind]:
            Posting.objects.filter(id__in=moved[kind]).update(**state)


def record_events(crawl: Crawl, ids: Mapping[str, int], happened: Iterable[Step]) -> list[Event]:
    """The steps that are told, in their order. Going missing and returning are not: they prove nothing."""
    told = [step for step in happened if step.kind in EVENT_TYPES]
    hashes = dict(
        PostingContent.objects.filter(posting__in={ids[step.key] for step in told}).values_list(
            "posting_id", "source_hash"
        )
    )
    events = [
        Event(
            posting_id=ids[step.key],
            company_id=crawl.source.company_id,
            source=crawl.source,
            crawl=crawl,
            type=EVENT_TYPES[step.kind],
            field=step.field,
            old=step.old,
            new=step.new,
            observed_at=crawl.started_at,
            source_hash=hashes[ids[step.key]],
            metadata=metadata(crawl, step),
        )
        for step in told
    ]
    return Event.objects.bulk_create(events, batch_size=BATCH)


def metadata(crawl: Crawl, step: Step) -> dict[str, str]:
    """Why a posting was closed; the other steps explain themselves."""
    if step.kind is not Kind.CLOSED:
        return {}
    if crawl.approved_by:
        return {"reason": "approved", "words": "The board no longer lists it; an admin confirmed the large change."}
    return {"reason": "absent_twice", "words": "Two whole crawls running, the board did not list it."}
