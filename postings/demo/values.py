"""The words of the invented market, before an ATS has put them into its own shape."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where a job is: as its board writes it, and in parts. No city: anywhere in the country."""

    text: str
    city: str
    region: str  # the short code, "ON"; "" where readers use none
    region_name: str
    country: str  # ISO 3166-1 alpha-2
    country_name: str


class Pay(NamedTuple):
    """What a job pays, in units of the currency; `period` is year, month or hour."""

    low: float
    high: float
    currency: str
    period: str


class Section(NamedTuple):
    """A part of a description: a heading, paragraphs, then a list. `raw` is HTML given as it is."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    raw: str = ""


@dataclass(frozen=True, eq=False)
class Job:
    """One job as its employer offers it on a day. An edited job is another value with the same `id`.

    Compared by identity: that is what makes rendering each version of a job only once cheap.
    """

    id: uuid.UUID
    role: str  # its name in data/roles
    level: int  # its rung on the role's ladder
    language: str
    title: str
    department: str
    team: str
    places: tuple[Place, ...]
    workplace: str  # "remote", "hybrid", "onsite"; "" when the board does not say
    employment: str  # a key of `employment` in data/prose
    pay: Pay | None  # in the board's own field, where its ATS has one
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    requisition: int  # the employer's own opening: a job posted again keeps it
    posted_at: datetime
    edited_at: datetime
    pay_line: str = ""
    is_remote: bool | None = None  # a flag at odds with `workplace`, where there is one
    is_listed: bool = True
    posted_raw: Any = None  # an absurd date, in the ATS's own form

    @property
    def serial(self) -> int:
        """A number for an ATS that counts its jobs."""
        return 4_000_000_000 + self.id.int % 1_000_000_000
