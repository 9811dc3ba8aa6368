"""What happened, in order, for good."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from companies.models import Company, Crawl, Source
from postings.models.posting import Posting
from postings.vocabulary import EventType

TRANSACTION_ID = Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())


class Event(models.Model):
    """One step of a posting's life. Append-only: a trigger refuses to change or delete a row.

    `job.updated` is one event per changed fact, with its `old` and `new` value. `observed_at`
    is the moment of the crawl that saw it; `crawl` makes the events of one visit one set.
    """

    transaction_id = models.BigIntegerField(db_default=TRANSACTION_ID, editable=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="events")
    company = models.ForeignKey(Company, models.PROTECT, related_name="events")
    source = models.ForeignKey(Source, models.PROTECT, related_name="events", db_index=False)
    crawl = models.ForeignKey(Crawl, models.PROTECT, related_name="events")
    type = models.CharField(max_length=12, choices=EventType)
    field = models.CharField(max_length=30, blank=True)
    old = models.JSONField(null=True, blank=True)
    new = models.JSONField(null=True, blank=True)
    observed_at = models.DateTimeField()
    source_hash = models.CharField(max_length=64)
    metadata = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(type__in=EventType.values), name="event_type_is_known"),
            models.CheckConstraint(
                condition=Q(type="job.updated", field__gt="") | (~Q(type="job.updated") & Q(field="")),
                name="event_of_a_change_names_its_field",
            ),
        ]
        indexes = [
            models.Index("posting", "id", name="event_of_posting"),  # a posting's life
            models.Index("company", F("id").desc(), name="event_of_company"),  # a company's stream
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.field}".strip()

    @property
    def why(self) -> str:
        """The reason that a closing gives."""
        return self.metadata.get("words", "")
