"""Who hires, where they list it, and each visit we paid."""

import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q

from companies import archive, providers
from companies.providers.base import Board, Page
from companies.querysets import CompanyQuerySet, CrawlQuerySet, SourceQuerySet

if TYPE_CHECKING:
    from companies.providers.base import Provider


class Company(models.Model):
    """An employer, under the name it hires by."""

    org_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=False)
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    former_slugs = ArrayField(
        models.SlugField(max_length=80), default=list, blank=True, help_text="Old addresses; they lead here for good."
    )
    follows_board = models.BooleanField(
        default=True, help_text="Take the name that the board gives. Untick it to keep the name above."
    )
    domain = models.CharField(max_length=253, blank=True)
    logo = models.FileField(
        upload_to="logos/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
        help_text="PNG, JPEG or WebP. Kept here: pages ask no other host for it.",
    )
    about = models.TextField(blank=True, help_text="A few sentences of ours, shown on the company's page.")

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"
        indexes = [
            models.Index("name", name="company_by_name"),  # /companies/, A to Z
            GinIndex("former_slugs", name="company_by_former_slug"),  # a 301 after a rename
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/companies/{self.slug}/"


class Source(models.Model):
    """One board that we read: where it is, when it is due, and how it fares."""

    class State(models.TextChoices):
        ACTIVE = "active", "active"
        PAUSED = "paused", "paused: it is not visited"

    source_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    company = models.ForeignKey(Company, models.PROTECT, related_name="sources")
    provider = models.CharField(max_length=20, choices=providers.choices)
    board = models.CharField(max_length=200, help_text="The board's token, as the provider writes it.")
    url = models.URLField(max_length=500, help_text="The board's own page for readers.")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField()
    last_tried_at = models.DateTimeField(null=True, blank=True)
    last_whole_at = models.DateTimeField(null=True, blank=True, help_text="When the whole board was last read.")
    next_due_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0, help_text="Failed visits since the last good one.")
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=50, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["company__name", "provider", "board"]
        constraints = [
            # Not (provider, board): a token may exist at both of Lever's hosts.
            models.UniqueConstraint("provider", "url", name="one_source_per_board"),
            models.CheckConstraint(condition=Q(state__in=["active", "paused"]), name="source_state_is_known"),
        ]
        indexes = [
            # crawl --due: the sources to visit next
            models.Index("next_due_at", name="source_due", condition=Q(state="active")),
        ]

    def __str__(self) -> str:
        return f"{self.provider}/{self.board}"

    def get_absolute_url(self) -> str:
        return f"/sources/{self.source_id}/"

    @property
    def reader(self) -> "Provider":
        """The provider's module."""
        return providers.PROVIDERS[self.provider]

    @property
    def provider_name(self) -> str:
        return self.reader.NAME

    @property
    def address(self) -> Board:
        return Board(self.board, self.url)


class Crawl(models.Model):
    """One visit to a board. Saved whatever became of it; ingested when `ingested_at` is set.

    `payloads` are the answers in their order: [{"url", "key", "sha256", "bytes"}], `key` being
    the name in the raw archive. `counts` say what ingesting it did: {"listed", "created", ...}.
    """

    class Outcome(models.TextChoices):
        WHOLE = "whole", "whole"
        UNCHANGED = "unchanged", "whole, and the same as last time"
        PARTIAL = "partial", "partial"
        FAILED = "failed", "failed"
        HELD = "held", "held: it would take too much away"
        UNDONE = "undone", "undone"

    source = models.ForeignKey(Source, models.PROTECT, related_name="crawls")
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    pages = models.PositiveIntegerField(default=0)
    payloads = models.JSONField(default=list)
    error = models.TextField(blank=True, help_text="Why it is not whole, in a sentence.")
    ingested_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)

    objects = CrawlQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["whole", "unchanged", "partial", "failed", "held", "undone"]),
                name="crawl_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["failed", "partial"], error__gt="") | ~Q(outcome__in=["failed", "partial"]),
                name="crawl_failure_says_why",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(approved_by__gt=""), name="crawl_approval_has_a_name"
            ),
        ]
        indexes = [
            # a source's page and its last good visit
            models.Index("source", F("started_at").desc(), F("id").desc(), name="crawl_of_source"),
            # ingest: what is waiting, oldest first
            models.Index("id", name="crawl_awaiting", condition=Q(ingested_at__isnull=True)),
            # the admin: what waits for an answer
            models.Index("id", name="crawl_held", condition=Q(outcome="held")),
        ]

    def __str__(self) -> str:
        return f"{self.source} at {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_good(self) -> bool:
        """Whether the board was read to its end."""
        return self.outcome in CrawlQuerySet.GOOD

    def read_pages(self) -> list[Page]:
        """The answers, out of the archive."""
        return [archive.page(payload) for payload in self.payloads]
