"""What the page of a lifecycle tells beyond the posting's own: every value that changed, and all of its kin."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from postings.models import Event, Posting, PostingContent
from postings.story.kin import COPY, REQUISITION, ROLE
from postings.story.rows import KinRow, LiveRow

# A job in 900 cities has been seen; a page of more links than this is of no use.
MOST = 1_000
COLUMNS = (
    *("id", "title", "location_text", "company__slug", "company__name"),
    *("active", "first_seen_at", "closed_at"),
)


def events_of(posting: LiveRow) -> Iterable[Event]:
    return Event.objects.filter(posting=posting.id).order_by("id").defer("source_hash", "transaction_id")


def facts_of(posting: LiveRow) -> dict[str, Any]:
    """The facts as they are now, under the names that events have for them."""
    return PostingContent.objects.values_list("facts", flat=True).get(posting=posting.id)


def kin_of(posting: LiveRow) -> list[KinRow]:
    """The copies, and the company's postings of the same occupation in the same place, the newest first."""
    lead = posting.copy_of_id or posting.id
    return [
        *rows(COPY, Posting.objects.filter(Q(copy_of=lead) | Q(id=lead)).exclude(id=posting.id)),
        *(rows(REQUISITION, same_requisition(posting)) if posting.requisition_key is not None else ()),
        *(rows(ROLE, same_role(posting)) if posting.normalized_title else ()),
    ]


def same_requisition(posting: LiveRow) -> QuerySet[Posting]:
    same = Posting.objects.filter(company=posting.company_id, requisition_key=posting.requisition_key)
    return same.exclude(id=posting.id)


def same_role(posting: LiveRow) -> QuerySet[Posting]:
    role = Posting.objects.filter(company=posting.company_id, normalized_title=posting.normalized_title)
    there = role.alias(at=Coalesce("city", 0)).filter(at=posting.city_id or 0)  # as the index has it
    return there.filter(region=posting.region_id, country=posting.country_id).exclude(id=posting.id)


def rows(how: str, postings: QuerySet[Posting]) -> list[KinRow]:
    return [KinRow(how, *row) for row in postings.order_by("-id").values_list(*COLUMNS)[:MOST]]
