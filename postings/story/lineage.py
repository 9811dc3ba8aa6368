"""The same role at the same company: posted earlier, at the same time, later; and copies. Pure.

The same role is the same occupation in the same primary place, under the same title: "Engineer,
Payments" and "Engineer, Search" are two. What the employer lists under one requisition is told apart.
Told with dates, as facts; what they mean is the reader's to say.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from postings.normalise.title.words import GENDERS
from postings.story.kin import COPY, NEAR, OWN, REQUISITION, ROLE
from postings.story.rows import KinRow, LiveRow

MOST_SIMILAR = 6

INTRODUCED = (
    "The same job is also posted as",
    "This company has posted this role before",
    "Posted at the same time, for the same place",
    "Posted again after this one closed",
    "The employer lists these under the same requisition",
)
WORD = re.compile(r"[^\W_]+")


class Lineage(NamedTuple):
    """`earlier` closed before this one was first seen, `later` opened after it closed, `parallel` were open with it."""

    copies: list[KinRow]
    earlier: list[KinRow]
    parallel: list[KinRow]
    later: list[KinRow]
    requisition: list[KinRow]

    @property
    def groups(self) -> list[tuple[str, list[KinRow]]]:
        """What there is, each with the words that introduce it."""
        told = zip(INTRODUCED, self, strict=True)
        return [(words, others) for words, others in told if others]

    @property
    def open_again(self) -> list[KinRow]:
        return [other for other in self.later if other.active]


def similar(posting: LiveRow, kin: Sequence[KinRow]) -> list[KinRow]:
    """Open jobs that are not this role: of the same occupation here, then elsewhere, then others here."""
    told = {other.id for other in kin if other.how in (COPY, REQUISITION) or is_same_role(posting, other)}
    found = {other.id: other for how in (ROLE, NEAR, OWN) for other in kin if other.how == how and other.active}
    return [other for id, other in found.items() if id not in told][:MOST_SIMILAR]


def is_same_role(posting: LiveRow, other: KinRow) -> bool:
    return other.how == ROLE and words_of(other.title) == words_of(posting.title)


def lineage(posting: LiveRow, kin: Sequence[KinRow]) -> Lineage:
    """Copies oldest first, the others newest first. A copy is this very job, no other posting of the role."""
    told = Lineage(sorted(other for other in kin if other.how == COPY), [], [], [], [])
    shown = {copy.id for copy in told.copies}
    for other in kin:
        if is_same_role(posting, other) and other.id not in shown:
            when(posting, other, told).append(other)
            shown.add(other.id)
    told.requisition.extend(other for other in kin if other.how == REQUISITION and other.id not in shown)
    return told


def when(posting: LiveRow, other: KinRow, told: Lineage) -> list[KinRow]:
    if other.closed_at and other.closed_at <= posting.first_seen_at:
        return told.earlier
    if posting.closed_at and posting.closed_at <= other.first_seen_at:
        return told.later
    return told.parallel


@lru_cache(20_000)
def words_of(title: str) -> frozenset[str]:
    """The words of a title whatever their case, order and signs, without "(m/f/d)"."""
    return frozenset(WORD.findall(GENDERS.sub(" ", title).casefold()))
