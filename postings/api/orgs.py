"""orgs/{org_id}, orgs/lookup, orgs/search, orgs/batch_lookup."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from companies.models import Company
from postings.api import freshness
from postings.api.cursors import ORGS
from postings.api.envelopes import many, one
from postings.api.errors import Problem, not_here
from postings.api.kinds import MOST, Limit, Text, Texts, Uuid
from postings.api.names import ignored
from postings.api.queries import DEFAULT_LIMIT, LARGEST_LIMIT, Body
from postings.api.records import org_record
from postings.api.schemas import FoundOrg, Org
from postings.api.schemas import many as list_of
from postings.api.schemas import one as one_of
from postings.api.uuids import uuid_of, uuids

router = Router(tags=["orgs"])


class OrgLookup(BaseModel):
    domain: Text = Field("", description="spotify.com")
    provider: Text = Field("", description="With provider_account_key: lever")
    provider_account_key: Text = Field("", description="The board's token: spotify")
    slug: Text = Field("", description="As in the address of its page.")
    name: Text = Field("", description="Its name or an alias, whole, whatever its case.")


class OrgSearch(BaseModel):
    q: Text = Field("", description="A part of the name.")
    limit: Limit = Field(DEFAULT_LIMIT, description=f"At most {LARGEST_LIMIT}, more are cut to that.")
    cursor: Text = Field(
        "", description="What meta.next_cursor of the page before said.", json_schema_extra={"pattern": ORGS.pattern}
    )


class OrgBatch(Body):
    org_ids: Texts = Field(description=f"At most {MOST}.")


@router.get("orgs/lookup", response=one_of(Org), summary="A company by what is known of it", operation_id="look_up_org")
def lookup(request: HttpRequest, asked: Query[OrgLookup]) -> HttpResponse:
    """By domain, by a board, by slug or by name: what is sent narrows; the first that fits is told."""
    wanted = [*conditions(asked)]
    if not wanted:
        raise Problem(404, "Nothing was asked for: send domain, slug or name, or provider with provider_account_key.")
    return told(request, counted(Company.objects.filter(*wanted)).order_by("id").first())


def conditions(asked: OrgLookup) -> Iterable[Q]:
    if asked.domain:
        yield Q(domain__iexact=asked.domain.removeprefix("www."))
    if asked.slug:
        yield Q(slug=asked.slug) | Q(former_slugs__contains=[asked.slug[:80]])
    if asked.name:
        yield Q(name__iexact=asked.name) | Q(aliases__contains=[asked.name])
    if asked.provider_account_key:
        board = {"board": asked.provider_account_key} | ({"provider": asked.provider} if asked.provider else {})
        yield Q(
            pk__in=Company.objects.filter(**{f"sources__{name}": value for name, value in board.items()}).values("pk")
        )
    elif asked.provider:
        raise Problem(404, "provider alone names no company: send provider_account_key too.")


@router.get(
    "orgs/search", response=list_of(Org), summary="Companies by a part of their name", operation_id="search_orgs"
)
def search(request: HttpRequest, asked: Query[OrgSearch]) -> HttpResponse:
    """In the order in which they came to be known."""
    limit, after = min(asked.limit, LARGEST_LIMIT), ORGS.read(asked.cursor)
    companies = Company.objects.alias(folded=Lower("name")).filter(folded__contains=asked.q.lower())
    page = list(counted(companies.filter(id__gt=after or 0)).order_by("id")[: limit + 1])
    freshness.note(request, freshness.of_everything())
    return many(
        [org_record(company, company.board_count) for company in page[:limit]],
        limit=limit,
        order="org_first_known_asc",
        next_cursor=ORGS.text(page[limit - 1].id) if len(page) > limit else None,
        total_matching=companies.count(),
        total_matching_capped=False,
        total_matching_unavailable=False,
        **ignored(request, OrgSearch),
    )


@router.post(
    "orgs/batch_lookup", response=list_of(FoundOrg), summary="Many companies at once", operation_id="look_up_orgs"
)
def batch_lookup(request: HttpRequest, body: OrgBatch) -> HttpResponse:
    """One row for each id, in their order; its data is null where there is no such company."""
    found = {
        company.org_id: org_record(company, company.board_count)
        for company in counted(Company.objects.filter(org_id__in=uuids(body.org_ids)))
    }
    rows = [{"input": {"org_id": id}, "data": found.get(uuid_of(id))} for id in body.org_ids]
    return many(rows, count=len(rows), limit=MOST)


@router.get("orgs/{org_id}", response=one_of(Org), summary="One company", operation_id="get_org")
def org(request: HttpRequest, org_id: Uuid) -> HttpResponse:
    return told(request, counted(Company.objects.filter(org_id=uuid_of(org_id))).first())


def counted(companies: QuerySet[Company]) -> QuerySet[Company]:
    return companies.annotate(board_count=Count("sources"))


def told(request: HttpRequest, company: Any) -> HttpResponse:
    if company is None:
        raise not_here("org")
    freshness.note(request, freshness.of_everything())
    return one(org_record(company, company.board_count))
