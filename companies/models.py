"""Who hires, where they list it, and each visit we paid."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q

from companies import archive, providers
from companies.hosts import Host as Host  # a table of this app
from companies.providers.base import Board, Page
from companies.querysets import CompanyQuerySet, CrawlQuerySet, SourceQuerySet
from companies.schedule import RHYTHM

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
        PARKED = "parked", "parked: it has moved or is gone"

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
    first_gone_at = models.DateTimeField(
        null=True, blank=True, help_text="When the board first answered that it does not exist, if it does so still."
    )
    gone = models.PositiveSmallIntegerField(default=0, help_text="How often it has answered so since.")
    parked_reason = models.CharField(max_length=500, blank=True, help_text="Why it is parked, in a sentence.")
    second_look = models.BooleanField(
        default=False, help_text="Somebody is missing or a visit is in doubt: the next one is looked at in any case."
    )
    quiet_visits = models.PositiveIntegerField(
        default=0, help_text="Visits since the last one on record that showed just the same: they have no row."
    )
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=50, blank=True)
    # When it is visited, and by whom just now: companies/schedule.py and claims.py.
    rhythm = models.DurationField(
        default=RHYTHM, help_text="The pause between visits, learned from how often it changes."
    )
    claimed_by = models.CharField(max_length=100, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["company__name", "provider", "board"]
        constraints = [
            # Not (provider, board): a token may exist at both of Lever's hosts.
            models.UniqueConstraint("provider", "url", name="one_source_per_board"),
            models.CheckConstraint(condition=Q(state__in=["active", "paused", "parked"]), name="source_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="parked") | Q(parked_reason__gt=""), name="source_parked_says_why"
            ),
        ]
        indexes = [
            # crawl --due: the sources to visit next
            models.Index("next_due_at", name="source_due", condition=Q(state="active")),
            # a worker: the next one of the ATS whose board it has just read
            models.Index("provider", "next_due_at", name="source_due_at_provider", condition=Q(state="active")),
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

    def park(self, reason: str) -> None:
        """Let it rest for `reason`, a sentence. Unsaved."""
        self.state, self.parked_reason = self.State.PARKED, reason[:500]

    def resume(self) -> None:
        """Visit it again, as if it had never answered that it is gone. Unsaved."""
        self.state, self.parked_reason, self.first_gone_at = self.State.ACTIVE, "", None
        self.gone = self.failures = 0


class Crawl(models.Model):
    """One visit to a board. Saved whatever became of it; ingested when `ingested_at` is set.

    `payloads` are the answers in their order: [{"url", "key", "sha256", "bytes"}], `key` being
    the name in the raw archive; the own page of a record has its key as "of". `owed` are the keys of
    records whose own pages are still to be asked for. `counts` say what ingesting it did:
    {"listed", "created", ...}.
    """

    class Outcome(models.TextChoices):
        WHOLE = "whole", "whole"
        UNCHANGED = "unchanged", "whole, and the same as last time"
        PARTIAL = "partial", "partial"
        FAILED = "failed", "failed"
        HELD = "held", "held: it would take too much away"
        UNDONE = "undone", "undone"
        GONE = "gone", "no visit: the board is gone, by an admin's word"

    source = models.ForeignKey(Source, models.PROTECT, related_name="crawls")
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    pages = models.PositiveIntegerField(default=0)
    payloads = models.JSONField(default=list)
    owed = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True, help_text="Why it is not whole, in a sentence.")
    ingested_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    objects = CrawlQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["whole", "unchanged", "partial", "failed", "held", "undone", "gone"]),
                name="crawl_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["failed", "partial"], error__gt="") | ~Q(outcome__in=["failed", "partial"]),
                name="crawl_failure_says_why",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(approved_by__gt=""), name="crawl_approval_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="undone") | Q(undone_at__isnull=False, undone_by__gt=""),
                name="crawl_undone_has_a_name",
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

    @property
    def list_payloads(self) -> list[dict[str, Any]]:
        """Those of the board's list, without the records' own pages."""
        return [payload for payload in self.payloads if not payload.get("of")]

    @property
    def is_behind(self) -> bool:
        """Whether it owes own pages because there were too many for one visit, and not because they failed."""
        asked = len(self.payloads) - len(self.list_payloads)
        return bool(self.owed) and asked * 2 > settings.CRAWL_MAX_DETAILS

    def read_pages(self) -> list[Page]:
        """The answers, out of the archive."""
        return [archive.page(payload) for payload in self.payloads]

    def read_list(self) -> list[Page]:
        """The pages of the board's list, out of the archive."""
        return [archive.page(payload) for payload in self.list_payloads]
