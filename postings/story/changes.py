"""Events -> the visits that saw them: what each visit found, fact by fact, old and new. Pure.

A step of a posting's life is one event, a changed fact another; a reader asks what one day
brought. The four parts of the pay change one by one, and are told as one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from postings.story.diff import Run, folded, word_diff
from postings.story.wording import PAY, name, pay, topic, words
from postings.vocabulary import UNDONE, EventType

# Characters of descriptions that one page compares, the newest first: 2 s at the very most.
COMPARED = 1_500_000


class Told(Protocol):
    """An event, as it is stored."""

    id: int
    crawl_id: int
    type: str
    field: str
    old: Any
    new: Any
    observed_at: datetime
    metadata: dict[str, str]


class Change(NamedTuple):
    """One fact before and after, "" for "not stated". Of a description the `runs` of its words instead, if compared."""

    field: str
    name: str
    old: str = ""
    new: str = ""
    runs: Sequence[Run] = ()
    is_text: bool = False

    @property
    def added(self) -> int:
        return sum(run.words for run in self.runs if run.kind == "added")

    @property
    def removed(self) -> int:
        return sum(run.words for run in self.runs if run.kind == "removed")

    @property
    def shown(self) -> list[Run]:
        return list(folded(self.runs))


class Visit(NamedTuple):
    """What one visit to the board saw of the posting, or its undoing took back; `why` is the reason an event gives."""

    crawl_id: int
    at: datetime
    steps: list[EventType]
    changes: list[Change]
    why: str = ""
    is_undoing: bool = False

    @property
    def words(self) -> str:
        """ "Opened"; "Changed"; "Reopened, changed" """
        said = [str(step.label) for step in self.steps] + [str(EventType.UPDATED.label)] * bool(self.changes)
        return ", ".join(said).capitalize()

    @property
    def topics(self) -> list[str]:
        return list(dict.fromkeys(topic(change.field) for change in self.changes))

    @property
    def name(self) -> str:
        """Its anchor, here and on the board's page."""
        return f"undo-{self.crawl_id}" if self.is_undoing else f"visit-{self.crawl_id}"

    @property
    def kind(self) -> str:
        """For the style: "job-closed"."""
        return str((self.steps or [EventType.UPDATED])[0].value).replace(".", "-")


def visits(events: Iterable[Told], facts: Mapping[str, Any]) -> list[Visit]:
    """The visits, oldest first. `facts` are the posting's as they are now: back from these, the pay before is known."""
    state = {field: facts.get(field) for field in PAY}
    to_compare = COMPARED
    found = []
    newest_first = sorted(events, key=lambda event: -event.id)
    for (crawl_id, at), seen_last_first in groupby(newest_first, lambda event: (event.crawl_id, event.observed_at)):
        seen = list(seen_last_first)[::-1]
        updates = {event.field: (event.old, event.new) for event in seen if event.type == EventType.UPDATED}
        to_compare -= sum(map(len, filter(None, updates.get("description", ()))))
        found.append(
            Visit(
                crawl_id,
                at,
                [EventType(event.type) for event in seen if event.type != EventType.UPDATED],
                list(changes(updates, state, to_compare >= 0)),
                next((event.metadata["words"] for event in seen if "words" in event.metadata), ""),
                is_undoing=any(event.metadata.get("reason") == UNDONE for event in seen),
            )
        )
        state |= {field: old for field, (old, _) in updates.items() if field in PAY}
    return found[::-1]


def changes(updates: Mapping[str, tuple[Any, Any]], after: Mapping[str, Any], may_compare: bool) -> Iterator[Change]:
    """The changes of one visit in the order of `updates`; `after` are the parts of the pay that it left."""
    parts = {field: pair for field, pair in updates.items() if field in PAY}
    for field, (old, new) in updates.items():
        if field == "description":
            runs = word_diff(old or "", new or "") if may_compare else []
            yield Change(field, name(field), runs=runs, is_text=True)
        elif field not in PAY:
            yield Change(field, name(field), words(field, old), words(field, new))
        elif field == next(iter(parts)):
            yield from changes_of_pay(parts, after)


def changes_of_pay(parts: Mapping[str, tuple[Any, Any]], after: Mapping[str, Any]) -> Iterator[Change]:
    """One change, where all four parts of it are known; else each part by itself."""
    if all(after.get(field) == new for field, (_, new) in parts.items()):
        before = {**after, **{field: old for field, (old, _) in parts.items()}}
        yield Change("salary_min", name("salary_min"), pay(before), pay(after))
        return
    # The rules have read the posting anew since, or the pay changed unseen while it was closed.
    for field, (old, new) in parts.items():
        yield Change(field, field.replace("_", " "), words(field, old), words(field, new))
