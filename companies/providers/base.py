"""The words every adapter speaks.

A provider is one module of pure functions with the face of `Provider`: where to ask, what
more to ask, which records, one record as a listing in the board's own words, and the board
named by a careers URL. No network, no database, no clock, and none of our vocabulary.
"""

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, Protocol, runtime_checkable
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException, ElementTree
from selectolax.lexbor import LexborHTMLParser


class Unreadable(ValueError):
    """An answer or a record that is not of the shape its provider is known for.

    Its text is one sentence for the person who keeps the source.
    """


# What reading an unknown shape raises. Caught in two places only: around an answer
# (companies/crawling.py) and around a record (postings/reading.py).
UNREADABLE = (Unreadable, AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError)


class Board(NamedTuple):
    """A company's public list at a provider."""

    token: str  # as the provider writes it: "spotify", "Synergy Pet Group"
    url: str  # its page for readers; also tells the host where a provider has several


@dataclass(frozen=True)
class Request:
    """One URL to ask, and how: a GET, or a POST of `json` where there is one."""

    url: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Page:
    """One answer: the bytes as they came, and what the server said about them.

    `of` is the key of the record whose own page this is; "" for a page of the board's list.
    """

    request: Request
    body: bytes
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False  # a 304: the body is empty, the last one still stands
    of: str = ""

    @cached_property
    def json(self) -> Any:
        """The body parsed; Unreadable with the place of the fault when it is not JSON."""
        try:
            return json.loads(self.body, parse_constant=_refuse, parse_float=_finite)
        except RecursionError:
            raise Unreadable("The answer is nested too deeply to be a board.") from None
        except ValueError as error:
            raise Unreadable(f"The answer is not JSON ({error}); it begins {self.beginning}.") from None

    @cached_property
    def xml(self) -> Element:
        """The root of the body parsed; Unreadable when it is not XML, or XML that means harm."""
        try:
            return ElementTree.fromstring(self.body, forbid_dtd=True)
        except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
            raise Unreadable(f"The answer is not XML ({error}); it begins {self.beginning}.") from None

    @cached_property
    def html(self) -> LexborHTMLParser:
        """The body parsed as a browser would."""
        return LexborHTMLParser(self.body.decode("utf-8", "replace"))

    @property
    def beginning(self) -> str:
        return repr(self.body[:60].decode("utf-8", "replace"))


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"{digits[:20]} is larger than any number here")
    return value


class Records(dict[str, Any]):
    """{key: record} of a board, in its own order, and what was wrong with it.

    A record without a key cannot be told from any known posting, so a board that holds one
    proves nobody absent. Of two records with one key the first stands, and the other may hide a third.
    """

    def __init__(self) -> None:
        super().__init__()
        self.without_key = 0
        self.repeated = 0

    @classmethod
    def by(cls, name: str, jobs: Iterable[Any]) -> "Records":
        """The records of `jobs`, keyed by their field `name`."""
        records = cls()
        for job in jobs:
            key = job.get(name) if isinstance(job, dict) else None
            if key is None or key == "" or isinstance(key, (dict, list, bool)):
                records.without_key += 1
            elif str(key) in records:
                records.repeated += 1
            else:
                records[str(key)] = job
        return records


class Location(NamedTuple):
    """A place as the board lists it: its words, and the structured parts where it gives them."""

    text: str
    city: str = ""
    region: str = ""
    country: str = ""


class Pay(NamedTuple):
    """A structured range of pay as the board states it, amounts in units of the currency."""

    min: Decimal | None
    max: Decimal | None
    currency: str
    interval: str  # the board's word: "per-year-salary", "1 YEAR"
    label: str = ""  # what the range is for, when the board says: a place, a level


class Section(NamedTuple):
    """A part of the description: its heading in plain text ("" for none), and raw HTML."""

    heading: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One record in common fields, still in the board's words. "" is "not stated".

    `fields` names the board's own field behind a name of ours, for the evidence:
    {"workplace": "workplaceType"}. `silent` are names of ours that this kind of answer never
    carries (a list without bodies): what was known of them before still stands.
    """

    title: str
    url: str
    apply_url: str = ""
    company: str = ""  # the employer's name, where the record carries it
    location_text: str = ""  # all places in one line, as a reader of the board sees them
    locations: tuple[Location, ...] = ()  # the same, one by one, in the board's order
    department: str = ""
    team: str = ""
    workplace: str = ""  # "remote", "Hybrid", "onsite" ...
    is_remote: bool | None = None  # a flag beside it, where there is one
    employment: str = ""
    pay: tuple[Pay, ...] = ()
    pay_text: str = ""
    language: str = ""
    requisition_id: str = ""
    posted_at: datetime | None = None
    updated_at: datetime | None = None
    sections: tuple[Section, ...] = ()
    native: Mapping[str, Any] = field(default_factory=dict)  # the board's own fields, kept and shown
    fields: Mapping[str, str] = field(default_factory=dict)
    silent: Collection[str] = frozenset()


@runtime_checkable
class Provider(Protocol):
    """The face of a provider's module. A module that lacks a part of it fails in mypy."""

    NAME: str  # for readers: "Lever"
    HOME: str  # where the provider presents itself, for the provider page

    def board(self, token: str) -> Board:
        """The board with this token, at the provider's main host."""

    def board_in(self, url: str) -> Board | None:
        """The board that a careers URL names (board, posting, apply or API form), or None."""

    def first(self, board: Board) -> Request:
        """What to ask first."""

    def more(self, page: Page) -> Iterable[Request]:
        """What to ask after `page`."""

    def records(self, pages: Sequence[Page]) -> Records:
        """The board's listed records; Unreadable when it is no answer of this provider."""

    def doubt(self, pages: Sequence[Page]) -> str:
        """Why these pages may not be the whole board, in a sentence; "" when they prove it."""

    def listing(self, record: Any) -> Listing:
        """One record in common fields; anything of UNREADABLE when its shape is unknown."""


@runtime_checkable
class DetailedProvider(Provider, Protocol):
    """A provider whose list leaves out what only a posting's own answer tells.

    That answer is asked for new and changed records only, so `listing` takes a listed record
    too, and names in `silent` what it does not say.
    """

    PASSING: Collection[str]  # fields of a listed record that change by themselves: "Posted 3 Days Ago"

    def detail(self, board: Board, record: Any) -> Request:
        """What to ask for the whole of a listed record."""

    def whole(self, record: Any, page: Page) -> Any:
        """The listed record with what its own answer says, as `listing` takes it; Unreadable when it is none."""
