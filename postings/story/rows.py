"""The rows behind what is filled into a posting's frame: of each table the columns that this needs."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from companies.models import Company, Source
from postings.models import Posting
from postings.normalise import cut

LONGEST_PLACE = 60


class CompanyRow(NamedTuple):
    slug: str
    name: str

    get_absolute_url = Company.get_absolute_url


class SourceRow(NamedTuple):
    source_id: UUID
    last_whole_at: datetime | None
    parked_reason: str

    get_absolute_url = Source.get_absolute_url


class LiveRow(NamedTuple):
    """A posting: whether it is open, and what its kin are found by."""

    id: int
    title: str
    company_id: int
    provider: str
    normalized_title: str
    city_id: int | None
    region_id: int | None
    country_id: int | None
    department_id: int | None
    workplace_type: str
    active: bool
    first_seen_at: datetime
    missing_since: datetime | None
    closed_at: datetime | None
    last_seen_at: datetime | None
    copy_of_id: int | None
    requisition_key: int | None
    company: CompanyRow

    slug = Posting.slug
    get_absolute_url = Posting.get_absolute_url


class AnswerRow(NamedTuple):
    """What the last answer changes of a content though nothing else is new: in two boards of three, every day."""

    source_updated_at: datetime | None
    payload_key: str


class Kin(NamedTuple):
    """Whose kin a frame names, and as they were: their revisions together."""

    ids: list[int]
    revisions: int


class Frame(NamedTuple):
    """A posting's page with holes, and what they are filled with that is of its own.

    `open_since`: as if it had been open without a break; None of a closed one, of which `why_closed` says why.
    `numbers` are {id of the tally of a slice: open jobs}, None for a posting that lists do not show by itself.
    """

    html: bytes
    open_since: datetime | None
    why_closed: str
    kin: Kin
    numbers: dict[int, int] | None


class EventRow(NamedTuple):
    """A step, without the values of what changed; `why` is the reason that a closing gives."""

    type: str
    field: str
    observed_at: datetime
    crawl_id: int
    why: str | None = None


class KinRow(NamedTuple):
    """Another posting, as a link to it needs it; `how` it is kin is a word of postings/story/kin.py."""

    how: str
    id: int
    title: str
    place: str
    company_slug: str
    company_name: str
    active: bool
    first_seen_at: datetime
    closed_at: datetime | None
    revision: int = 0

    slug = Posting.slug
    get_absolute_url = Posting.get_absolute_url

    def where(self, company: CompanyRow) -> str:
        """ "Acme, Berlin", or without naming the `company` again."""
        name = "At this company" if self.company_slug == company.slug else self.company_name
        return f"{name}, {cut(self.place, LONGEST_PLACE)}" if self.place else name

    @property
    def days(self) -> int:
        """From the first sight to the closing, of a closed one."""
        return (self.closed_at - self.first_seen_at).days if self.closed_at else 0
