"""webhook_endpoints and subscriptions: who is told when something happens. Only with a key, and only its own."""

from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import ConfigDict, Field

from companies.models import Company
from postings.api import outside
from postings.api.envelopes import many, one
from postings.api.errors import Problem, not_here
from postings.api.keys import needed
from postings.api.kinds import Secret, Text, Uuid, any_of
from postings.api.models import Subscription, WebhookEndpoint
from postings.api.queries import AllFilters, Body, search_schema
from postings.api.schemas import Endpoint, Gone
from postings.api.schemas import Subscription as SubscriptionSchema
from postings.api.schemas import many as list_of
from postings.api.schemas import one as one_of
from postings.api.signing import make_secret
from postings.api.uuids import uuid_of
from postings.models import Event, Posting
from postings.structure import moment
from postings.vocabulary import EventType

MOST_ENDPOINTS, MOST_SUBSCRIPTIONS = 20, 1000  # of one key
SECURED = {"security": [{"key": []}, {"bearer": []}]}

router = Router(tags=["webhooks"])


class EndpointBody(Body):
    url: Text = Field(description="https, at a public address.", json_schema_extra={"pattern": outside.PATTERN})
    secret: Secret = Field("", description="What deliveries are signed with; without one, we make it.")


class Filters(AllFilters, Body):
    """What a search keeps."""

    model_config = ConfigDict(json_schema_extra=search_schema)


class SubscriptionBody(Body):
    """One of job_id, org_id and filters."""

    endpoint_id: Text = Field(description="Where to send it.")
    job_id: Text = Field("", description="Of this job.")
    org_id: Text = Field("", description="Of all jobs of this company.")
    filters: Filters | None = Field(None, description="Of all jobs that jobs/search finds by these, open or closed.")
    event_types: any_of(tuple(EventType.values)) = Field([], description="Only these; without any, all.")


@router.post(
    "webhook_endpoints",
    response={201: one_of(Endpoint)},
    summary="Name an address to deliver to",
    operation_id="make_endpoint",
    openapi_extra=SECURED,
)
def make_endpoint(request: HttpRequest, body: EndpointBody) -> HttpResponse:
    """The answer tells the secret, once."""
    key = needed(request)
    if why := outside.wrong_with(body.url):
        raise Problem(400, f"url: {why}")
    if key.endpoints.count() >= MOST_ENDPOINTS:
        raise Problem(409, f"A key has at most {MOST_ENDPOINTS} endpoints: delete one first.")
    secret = body.secret or make_secret()
    endpoint = WebhookEndpoint.objects.create(key=key, url=body.url, secret=secret)
    return one(endpoint_record(endpoint) | {"secret": secret}, status=201)


@router.get(
    "webhook_endpoints",
    response=list_of(Endpoint),
    summary="Your endpoints",
    operation_id="list_endpoints",
    openapi_extra=SECURED,
)
def list_endpoints(request: HttpRequest) -> HttpResponse:
    endpoints = needed(request).endpoints.all()
    return many(map(endpoint_record, endpoints), count=len(endpoints), limit=MOST_ENDPOINTS)


@router.delete(
    "webhook_endpoints/{endpoint_id}",
    response=one_of(Gone),
    summary="Forget an endpoint and its subscriptions",
    operation_id="delete_endpoint",
    openapi_extra=SECURED,
)
def delete_endpoint(request: HttpRequest, endpoint_id: Uuid) -> HttpResponse:
    own_endpoint(request, endpoint_id).delete()
    return one({"deleted": True})


@router.post(
    "subscriptions",
    response={201: one_of(SubscriptionSchema)},
    summary="Be told of events",
    operation_id="make_subscription",
    openapi_extra=SECURED,
)
def make_subscription(request: HttpRequest, body: SubscriptionBody) -> HttpResponse:
    """From now on: what happened before is in events/search."""
    key = needed(request)
    endpoint = own_endpoint(request, body.endpoint_id)
    if Subscription.objects.filter(endpoint__key=key).count() >= MOST_SUBSCRIPTIONS:
        raise Problem(409, f"A key has at most {MOST_SUBSCRIPTIONS} subscriptions: delete one first.")
    made = Subscription.objects.create(
        endpoint=endpoint,
        event_types=body.event_types or EventType.values,
        position=Event.objects.aggregate(last=Max("id"))["last"] or 0,
        **subject(body),
    )
    return one(subscription_record(made), status=201)


def subject(body: SubscriptionBody) -> dict[str, Any]:
    """The columns that say what it is to: exactly one thing."""
    if [bool(body.job_id), bool(body.org_id), body.filters is not None].count(True) != 1:
        raise Problem(400, "A subscription is to one of job_id, org_id and filters: send exactly one.")
    if body.job_id:
        if not Posting.objects.filter(job_id=body.job_id).exists():
            raise not_here("job")
        return {"job_id": body.job_id}
    if body.org_id:
        company = Company.objects.filter(org_id=uuid_of(body.org_id)).first()
        if company is None:
            raise not_here("org")
        return {"company": company}
    return {"search": body.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


@router.get(
    "subscriptions",
    response=list_of(SubscriptionSchema),
    summary="Your subscriptions",
    operation_id="list_subscriptions",
    openapi_extra=SECURED,
)
def list_subscriptions(request: HttpRequest) -> HttpResponse:
    rows = Subscription.objects.filter(endpoint__key=needed(request)).select_related("endpoint", "company")
    return many(map(subscription_record, rows), count=len(rows), limit=MOST_SUBSCRIPTIONS)


@router.delete(
    "subscriptions/{subscription_id}",
    response=one_of(Gone),
    summary="Be told no longer",
    operation_id="delete_subscription",
    openapi_extra=SECURED,
)
def delete_subscription(request: HttpRequest, subscription_id: Uuid) -> HttpResponse:
    mine = Subscription.objects.filter(endpoint__key=needed(request))
    found = mine.filter(subscription_id=uuid_of(subscription_id)).first()
    if found is None:
        raise not_here("subscription")
    found.delete()
    return one({"deleted": True})


def own_endpoint(request: HttpRequest, endpoint_id: str) -> WebhookEndpoint:
    found = needed(request).endpoints.filter(endpoint_id=uuid_of(endpoint_id)).first()
    if found is None:
        raise not_here("endpoint")
    return found


def endpoint_record(endpoint: WebhookEndpoint) -> dict[str, Any]:
    return {
        "endpoint_id": str(endpoint.endpoint_id),
        "url": endpoint.url,
        "status": "paused" if endpoint.paused_because else "active",
        "paused_because": endpoint.paused_because or None,
        "created_at": moment(endpoint.created_at),
    }


def subscription_record(row: Subscription) -> dict[str, Any]:
    return {
        "subscription_id": str(row.subscription_id),
        "endpoint_id": str(row.endpoint.endpoint_id),
        "job_id": row.job_id or None,
        "org_id": str(row.company.org_id) if row.company else None,
        "filters": row.search,
        "event_types": row.event_types,
        "created_at": moment(row.created_at),
    }
