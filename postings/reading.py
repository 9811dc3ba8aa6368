"""What a crawl shows of a board: the archive's pages through the provider's adapter and our rules."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from companies.providers.base import UNREADABLE, Page, Provider, Records, Unreadable
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

    Raises Unreadable when the pages are no answer of this provider at all.
    """
    records, doubt = listed_records(provider, pages)
    seen: dict[str, Seen] = {}
    unreadable: dict[str, str] = {}
    company = ""
    for key, record in records.items():
        record_hash = fingerprint(record)
        if hashes.get(key) == record_hash:
            continue
        try:
            listing = provider.listing(record)
            seen[key] = Seen(legible(key, normalise(listing)), record_hash)
            company = company or listing.company
        except UNREADABLE as error:
            unreadable[key] = reason(error)
            # With the traceback: a fault of our own rules looks the same from here.
            log.warning("%s record %s is unreadable: %s", provider.NAME, key[:80], unreadable[key], exc_info=True)
    return Reading(records.keys(), seen, unreadable, doubt, company, records.repeated)


def listed_records(provider: Provider, pages: list[Page]) -> tuple[Records, str]:
    """The board's records, and why they may not be all; Unreadable when it is no board."""
    try:
        records, doubt = provider.records(pages), provider.doubt(pages)
    except UNREADABLE as error:
        raise Unreadable(f"This is no answer of {provider.NAME}: {reason(error)}") from error
    if records.without_key and not doubt:
        doubt = f"{records.without_key} of its records have no id, so nobody can be called absent."
    return records, doubt


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
