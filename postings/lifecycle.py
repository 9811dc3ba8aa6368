"""What happened to a board's postings between what we knew and what one crawl shows.

Pure: no query, no clock. Caution lives here, because postings flicker: of 175,662 recorded
ones 8.6 % vanished from a reading and came back. So

- only a crawl that read the whole board makes anything missing, and an unreadable record
  proves its posting listed: it is neither changed nor closed;
- the first absence makes a posting missing, the second closes it;
- a crawl that would take away a large part of the board is held: it notes who is missing, but
  closes nobody until all have agreed with it for a day, or an admin does;
- seen again after closing, a posting reopens: the same row, the same address.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any, NamedTuple

# Small boards breathe: ten postings or more, and more than three in ten, is not breathing.
HELD_SHARE = 0.3
HELD_AT_LEAST = 10
# Boards that were empty by mistake have stayed so for hours; what is gone for a day is gone.
HELD_FOR = timedelta(days=1)


class Trust(Enum):
    """How far a crawl's silence about a posting is believed."""

    NONE = "not the whole board: absence says nothing"
    LOOK = "whole, but held: absence is noted, nobody is closed"
    WHOLE = "whole: a second absence closes"


class Kind(Enum):
    CREATED = "created"
    CHANGED = "changed"
    MISSED = "missed"
    RETURNED = "returned"
    CLOSED = "closed"
    REOPENED = "reopened"


class Step(NamedTuple):
    """One thing that happened to the posting `key`; a CHANGED one names the fact and both values."""

    kind: Kind
    key: str
    field: str = ""
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Known:
    """A posting as we hold it. `facts` are needed only where `seen` has new ones to compare."""

    facts: Mapping[str, Any]
    is_open: bool
    is_missing: bool = False


def steps(
    known: Mapping[str, Known],
    seen: Mapping[str, Mapping[str, Any]],
    listed: Collection[str],
    trust: Trust = Trust.WHOLE,
) -> Iterator[Step]:
    """The steps from `known` to what a crawl shows, in the board's order, the absent last.

    `seen` are the facts of the records that could be read and may have changed; `listed` the
    keys of all records, `seen` or not. A fact that `seen` leaves out is not compared.
    """
    for key in dict.fromkeys((*listed, *seen)):
        if key not in known:
            if key in seen:
                yield Step(Kind.CREATED, key)
            continue
        if not known[key].is_open:
            if key not in seen:  # unreadable: a closed posting is not reopened on hearsay
                continue
            yield Step(Kind.REOPENED, key)
        elif known[key].is_missing:
            yield Step(Kind.RETURNED, key)
        yield from changes(key, known[key].facts, seen.get(key, {}))
    if trust is not Trust.NONE:
        yield from absences(known, {*listed, *seen}, trust)


def changes(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Step]:
    """One step for each fact of `new` that differs."""
    for name, value in new.items():
        if old.get(name) != value:
            yield Step(Kind.CHANGED, key, name, old.get(name), value)


def absences(known: Mapping[str, Known], present: Collection[str], trust: Trust) -> Iterator[Step]:
    """First absences make missing; second ones close, unless the crawl is held."""
    for key, posting in known.items():
        if key in present or not posting.is_open:
            continue
        if not posting.is_missing:
            yield Step(Kind.MISSED, key)
        elif trust is Trust.WHOLE:
            yield Step(Kind.CLOSED, key)


def is_held(known: Mapping[str, Known], listed: Collection[str], after_hold: bool) -> bool:
    """Whether a whole crawl would take away more than one look can be believed for.

    `after_hold`: all crawls have been held for HELD_FOR. This one then agrees with them, and is believed,
    unless it loses as much again.
    """
    held = [key for key, posting in known.items() if posting.is_open]
    lost = [key for key in held if key not in listed]
    if not is_large(len(lost), len(held)):
        return False
    fresh = sum(not known[key].is_missing for key in lost)
    return not (after_hold and not is_large(fresh, len(held)))


def is_large(lost: int, held: int) -> bool:
    """A loss of all, or of ten and more that are over 30 %."""
    return lost > 0 and (lost == held or (lost >= HELD_AT_LEAST and lost > HELD_SHARE * held))
