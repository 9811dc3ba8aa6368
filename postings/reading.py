"""What a crawl shows of a board: the archive's pages through the provider's adapter and our rules."""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from companies.details import MAX_RECORDS, lasting, of_list
from companies.providers.base import UNREADABLE, DetailedProvider, Page, Provider, Records, Unreadable
from postings.hashing import fingerprint
from postings.normalise import Facts, normalise

log = logging.getLogger(__name__)

KEY_LENGTH = 200


class Seen(NamedTuple):
    """One record that was read."""

    facts: Facts
    record_hash: str


@dataclass(frozen=True)
class Reading:
    """A board as one crawl shows it.

    `listed` holds every key on the board; `seen` those that were read, {key: Seen}, without
    the ones that are known to be unchanged; `unreadable` says why one was not, {key: reason}.
    `doubt` is the reason why this may not be the whole board, "" when it is.
    """

    listed: Collection[str]
    seen: Mapping[str, Seen]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    doubt: str = ""
    company: str = ""
    repeated: int = 0


def read(provider: Provider, pages: list[Page], hashes: Mapping[str, str]) -> Reading:
    """Read `pages`; a record whose hash is its own in `hashes`, {key: hash}, is not read again.

    The hash is of the record as the list has it, so one that comes with its own page is always read.
    Raises Unreadable when the pages are no answer of this provider at all.
    """
    records, doubt = listed_records(provider, pages)
    own = own_pages(pages)
    seen: dict[str, Seen] = {}
    unreadable: dict[str, str] = {}
    company = ""
    for key, record in records.items():
        record_hash = hash_of(provider, record)
        if key not in own and hashes.get(key) == record_hash:
            continue
        try:
            listing = provider.listing(whole(provider, record, own.get(key)))
            seen[key] = Seen(legible(key, normalise(listing)), record_hash)
            company = company or listing.company
        except UNREADABLE as error:
            unreadable[key] = reason(error)
            # With the traceback: a fault of our own rules looks the same from here.
            log.warning("%s record %s is unreadable: %s", provider.NAME, key[:80], unreadable[key], exc_info=True)
    return Reading(records.keys(), seen, unreadable, doubt, company, records.repeated)


def whole(provider: Provider, record: Any, own: Page | None) -> Any:
    """The record with what its own page says, where there is one; anything of UNREADABLE when that is none."""
    if own is None or not isinstance(provider, DetailedProvider):
        return record
    return provider.whole(record, own)


def hash_of(provider: Provider, record: Any) -> str:
    """What tells that a record is, in the list, as it was."""
    return fingerprint(lasting(provider, record))


def listed_records(provider: Provider, pages: list[Page]) -> tuple[Records, str]:
    """The board's records as its list has them, and why they may not be all; Unreadable when it is no board."""
    listed = of_list(pages)
    try:
        records, doubt = provider.records(listed), provider.doubt(listed)
    except UNREADABLE as error:
        raise Unreadable(f"This is no answer of {provider.NAME}: {reason(error)}") from error
    if len(records) > MAX_RECORDS:
        raise Unreadable(f"It lists {len(records):,} postings; what lists more than {MAX_RECORDS:,} is no board.")
    if records.without_key and not doubt:
        doubt = f"{records.without_key} of its records have no id, so nobody can be called absent."
    if records.repeated and not doubt:
        doubt = f"{records.repeated} of its records have the id of another, so nobody can be called absent."
    return records, doubt


def own_pages(pages: Iterable[Page]) -> dict[str, Page]:
    """{key of a record: its own page}"""
    return {page.of: page for page in pages if page.of}


def legible(key: str, facts: Facts) -> Facts:
    """`facts`, or Unreadable with what a posting cannot be without."""
    if not facts.title:
        raise Unreadable("It has no title.")
    if len(key) > KEY_LENGTH or not key.isprintable():
        raise Unreadable(f"Its id is no id: {key[:60]!r}")
    return facts


def reason(error: Exception) -> str:
    """What went wrong, in words; a bare KeyError says only the name of the field."""
    if isinstance(error, KeyError):
        return f"the field {error} is missing"
    return f"{error}"[:300] or type(error).__name__
