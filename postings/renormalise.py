"""Today's adapters and rules on everything that is stored, out of the archive.

A better rule is no step in the life of a posting: no event is written, and `changed_at` stays. What
a posting was last read from is found again by its payload and by the hash of its record, so that an
answer is opened once for all its postings, and none is read from another day's answer.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model

from companies.models import Crawl, Source
from companies.providers.base import UNREADABLE, Page, Unreadable
from postings.columns import posting_columns
from postings.dimensions import Dimensions
from postings.effects import Effects, as_stored, picture
from postings.entries import enter
from postings.hashing import fingerprint
from postings.models import Posting, PostingContent, PostingPlace
from postings.normalise import normalise
from postings.reading import Seen, hash_of, legible, listed_records, own_pages, reason, whole
from postings.structure import moment
from postings.writing import body, places_of

# One transaction each. A visit to the same board waits for it to end before it is brought in.
BATCH = 200


class Record(NamedTuple):
    """A record as its board's list has it, and its own page where that was read with it."""

    listed: Any
    own: Page | None


class Answer(NamedTuple):
    """The postings of a board that were last read from one visit's answer: {key: hash of its record}."""

    source: Source
    payload_key: str
    hashes: dict[str, str]


def renormalise(effects: Effects, now: datetime, dry_run: bool = False) -> Iterator[Source]:
    """Bring every stored posting to today's rules, and note in `effects` what that does.

    Yields the source of each posting that is done with. A `dry_run` rolls every batch back.
    """
    for answer in answers():
        waiting, troubles = dict(answer.hashes), []
        for crawl, records in found_again(answer, waiting, troubles):
            for batch in batches(records.items()):
                bring_up_to_date(answer, crawl, read(answer, batch, effects), effects, now, dry_run)
                yield from [answer.source] * len(batch)
        effects.lose(answer.source, answer.payload_key, waiting, troubles)
        yield from [answer.source] * len(waiting)


def answers() -> Iterator[Answer]:
    """Every answer that a posting was last read from, board by board."""
    for source in Source.objects.order_by("id"):
        contents = PostingContent.objects.filter(posting__source=source)
        for payload_key in contents.order_by("payload_key").values_list("payload_key", flat=True).distinct():
            hashes = contents.filter(payload_key=payload_key).values_list("posting__key", "record_hash")
            yield Answer(source, payload_key, dict(hashes))


def found_again(
    answer: Answer, waiting: dict[str, str], troubles: list[str]
) -> Iterator[tuple[Crawl, dict[str, Record]]]:
    """Visits with their records {key: record} of the postings `waiting`, which are then taken out of it.

    A payload names the first page only, and the pages after it may differ from visit to visit: the
    record is the one with the posting's hash, and with its own page before one without. An adapter
    that takes records out of an answer otherwise than before gives them other hashes; then it is
    the one with the key, in the last visit.
    """
    provider, visits = answer.source.reader, visits_with(answer)
    for has_to_match, has_own_page in ((True, True), (True, False), (False, False)):
        for crawl in visits:
            if not waiting:
                return
            if has_own_page and crawl.list_payloads == crawl.payloads:
                continue
            try:
                pages = crawl.read_pages()
                records, _ = listed_records(provider, pages)
            except Unreadable as error:
                troubles.append(str(error))
                continue
            own = own_pages(pages)
            found = {
                key: Record(records[key], own.get(key))
                for key in waiting
                if key in records
                and (not has_own_page or key in own)
                and (not has_to_match or hash_of(provider, records[key]) == waiting[key])
            }
            for key in found:
                del waiting[key]
            yield crawl, found


def visits_with(answer: Answer) -> list[Crawl]:
    """The visits whose first page is the answer, the last one first, of those with the same pages only one."""
    crawls = answer.source.crawls.filter(payloads__0__key=answer.payload_key).exclude(ingested_at=None)
    visits: dict[tuple[str, ...], Crawl] = {}
    for crawl in crawls.latest_first():
        visits.setdefault(tuple(payload["key"] for payload in crawl.payloads), crawl)
    return list(visits.values())


def batches(items: Iterable[tuple[str, Record]]) -> Iterator[list[tuple[str, Record]]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch


def read(answer: Answer, records: Iterable[tuple[str, Record]], effects: Effects) -> dict[str, Seen]:
    provider, seen = answer.source.reader, {}
    for key, record in records:
        try:
            facts = legible(key, normalise(provider.listing(whole(provider, *record))))
            seen[key] = Seen(facts, hash_of(provider, record.listed))
        except UNREADABLE as error:
            effects.unreadable.append(f"{answer.source} {key}: {reason(error)}")
    return seen


def bring_up_to_date(
    answer: Answer, crawl: Crawl, seen: dict[str, Seen], effects: Effects, now: datetime, dry_run: bool
) -> None:
    """Write what is other than it is held, with the board locked; not over what a visit has brought meanwhile."""
    with transaction.atomic():
        Source.objects.select_for_update().get(id=answer.source.id)
        dimensions = Dimensions(record.facts for record in seen.values())
        rows = Posting.objects.filter(source=answer.source, key__in=seen, content__payload_key=answer.payload_key)
        held = rows.select_related("content").defer("content__native_structured").prefetch_related("places")
        current = [posting for posting in held if posting.content.record_hash == answer.hashes[posting.key]]
        enter(posting.id for posting in current if rewrite(crawl, posting, seen[posting.key], dimensions, effects, now))
        if dry_run:
            transaction.set_rollback(True)


def rewrite(
    crawl: Crawl, posting: Posting, record: Seen, dimensions: Dimensions, effects: Effects, now: datetime
) -> bool:
    """Whether anything of the posting is other than it was; then it is written."""
    before = picture(posting)
    held = {**posting.content.facts, "description": posting.content.text}
    # What this kind of answer cannot speak of stays as an earlier one said it.
    kept = {name: value for name, value in held.items() if name in record.facts.silent}
    visible = as_stored({**kept, **record.facts.visible()})
    row = posting_columns(record.facts, dimensions)
    if visible != held:
        row["content_hash"] = fingerprint(visible)
    wrote = [
        save(posting, row),
        save(posting.content, content_columns(crawl, posting.content, record, visible, now)),
        replace_places(posting, record, dimensions),
    ]
    effects.note(posting, before, picture(posting), any(wrote))
    return any(wrote)


def content_columns(
    crawl: Crawl, held: PostingContent, record: Seen, visible: dict[str, Any], now: datetime
) -> dict[str, Any]:
    columns = body(crawl, record, visible)
    if columns["source_hash"] == held.source_hash:
        columns.pop("native_structured", None)
    # The moment of inference moves only with what was inferred.
    parsed = as_stored(columns["parsed_structured"]) | {"inferred_at": held.parsed_structured.get("inferred_at")}
    if parsed != held.parsed_structured:
        parsed["inferred_at"] = moment(now)
    return {**columns, "parsed_structured": parsed}


def save(row: Model, columns: dict[str, Any]) -> bool:
    """Write those of `columns` that are other than the row's own; whether there are any."""
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def replace_places(posting: Posting, record: Seen, dimensions: Dimensions) -> bool:
    if "places" in record.facts.silent:
        return False
    places = places_of(posting.id, record.facts, dimensions)
    if list(map(where, places)) == list(map(where, posting.places.all())):
        return False
    PostingPlace.objects.filter(posting=posting).delete()
    PostingPlace.objects.bulk_create(places)
    return True


def where(place: PostingPlace) -> tuple[int | None, int | None, int | None]:
    return place.city_id, place.region_id, place.country_id
