"""Keys, and webhooks: who is told of what, and what became of each telling."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from companies.models import Company
from postings.models.event import Event
from postings.vocabulary import EventType


class ApiKey(models.Model):
    """A key, known by its hash alone."""

    name = models.CharField(max_length=100, help_text="Whose it is, or what for.")
    shown = models.CharField(max_length=20, editable=False, help_text="How it begins.")
    hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.shown}…)"


class WebhookEndpoint(models.Model):
    """Where deliveries go. `failing_since` is the first failure since the last success."""

    endpoint_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="endpoints")
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=200, blank=True, help_text="Emptied, deliveries go on.")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.url


class Subscription(models.Model):
    """What an endpoint is told of: the events of one job, one company or one search.

    `search` is a query of jobs/search, {name: value}. `position` is the last event that was considered.
    """

    subscription_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="subscriptions")
    job_id = models.CharField(max_length=40, blank=True)
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="+")
    search = models.JSONField(null=True, blank=True)
    event_types = ArrayField(models.CharField(max_length=12, choices=EventType))
    position = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(job_id="") & Q(company=None, search=None))
                | (Q(job_id="", search=None) & ~Q(company=None))
                | (Q(job_id="", company=None) & ~Q(search=None)),
                name="subscription_is_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_id or self.company or self.search} to {self.endpoint}"


class Delivery(models.Model):
    """One event on its way to one endpoint: due at `next_try_at`, until it has arrived or is given up."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.CASCADE, related_name="+", db_index=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True, help_text="What the endpoint last answered.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint("subscription", "event", name="event_delivered_once")]
        indexes = [
            # what to send next
            models.Index("next_try_at", name="delivery_due", condition=Q(next_try_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"event {self.event_id} to {self.subscription.endpoint}"
