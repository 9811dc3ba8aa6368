"""A posting: the narrow row that lists read, the body beside it, and its places.

Narrow on purpose: a list of 25 touches a tenth of the pages that it would with the bodies in
the row. `id` is in first-seen order, so newest first is `id` descending everywhere.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from companies import providers
from companies.models import Company, Source
from postings.models.dimensions import City, Country, Department, Region
from postings.querysets import Backwards, PostingQuerySet
from postings.slugs import slug_of
from postings.vocabulary import EmploymentType, SalaryPeriod, Seniority, WorkplaceType

LISTED = Q(active=True, listed=True)


class Posting(models.Model):
    """One job on one board, open, missing or closed. "" and NULL are "not stated"."""

    id = models.AutoField(primary_key=True)
    job_id = models.CharField(max_length=40, unique=True, help_text="sha1 of provider|board|key")
    company = models.ForeignKey(Company, models.PROTECT, related_name="postings", db_index=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="postings", db_index=False)
    provider = models.CharField(max_length=20, choices=providers.choices)
    key = models.CharField(max_length=200, help_text="The provider's id of the job.")

    title = models.CharField(max_length=500)
    normalized_title = models.CharField(max_length=200, blank=True)
    location_text = models.CharField(max_length=1000, blank=True)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="postings", db_index=False
    )
    workplace_type = models.CharField(max_length=10, blank=True, choices=WorkplaceType)
    employment_type = models.CharField(max_length=12, blank=True, choices=EmploymentType)
    seniority = models.CharField(max_length=10, blank=True, choices=Seniority)
    job_function = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=3, blank=True)
    salary_min = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    salary_max = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    salary_currency = models.CharField(max_length=3, blank=True)
    salary_period = models.CharField(max_length=5, blank=True, choices=SalaryPeriod)

    active = models.BooleanField(default=True)
    listed = models.BooleanField(
        default=True, db_default=True, help_text="Inside the site's scope. What is outside is kept, and in no list."
    )
    first_seen_at = models.DateTimeField()
    posted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(
        null=True, blank=True, help_text="Set when it goes missing or closes; until then its source's last whole crawl."
    )
    content_hash = models.CharField(max_length=64)

    copy_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        db_index=False,
        help_text="The open posting that lists show in its stead: postings/copies.py.",
    )
    text_key = models.BigIntegerField(null=True, editable=False, help_text="The same for the same title and text.")
    apply_key = models.BigIntegerField(null=True, editable=False, help_text="The same for the same title and link.")
    requisition_key = models.BigIntegerField(null=True, editable=False, help_text="The same for the same requisition.")
    revision = models.IntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Rises with all that its page's frame is made of: the database sees to it.",
    )

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint("source", "key", name="one_posting_per_listing"),
            models.CheckConstraint(condition=~Q(title=""), name="posting_has_a_title"),
            models.CheckConstraint(
                condition=Q(active=True, closed_at__isnull=True)
                | Q(active=False, closed_at__isnull=False, missing_since__isnull=True),
                name="posting_is_open_or_closed",
            ),
            models.CheckConstraint(
                condition=Q(active=True, missing_since__isnull=True, last_seen_at__isnull=True)
                | (Q(active=False) | Q(missing_since__isnull=False)) & Q(last_seen_at__isnull=False),
                name="posting_last_seen_when_gone",
            ),
            models.CheckConstraint(
                condition=Q(salary_min__isnull=True, salary_max__isnull=True, salary_currency="", salary_period="")
                | (Q(salary_min__isnull=False) | Q(salary_max__isnull=False))
                & ~Q(salary_currency="")
                & ~Q(salary_period=""),
                name="posting_pay_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(salary_min__isnull=True)
                | Q(salary_max__isnull=True)
                | Q(salary_min__lte=F("salary_max"), salary_min__gte=0),
                name="posting_pay_is_a_range",
            ),
            models.CheckConstraint(
                condition=Q(workplace_type__in=["", *WorkplaceType.values])
                & Q(employment_type__in=["", *EmploymentType.values])
                & Q(salary_period__in=["", *SalaryPeriod.values])
                & Q(seniority__in=["", *Seniority.values]),
                name="posting_speaks_our_words",
            ),
            models.CheckConstraint(
                condition=Q(copy_of__isnull=True) | ~Q(copy_of=F("id")), name="posting_copies_another"
            ),
        ]
        indexes = [
            # the newest of a board
            models.Index("source", Backwards("id"), name="posting_open_source", condition=LISTED),
            # a sitemap of the open ones
            models.Index(F("id").desc(), name="posting_open", condition=LISTED),
            # which others are copies
            models.Index("company", "text_key", name="posting_same_text", condition=LISTED),
            models.Index("company", "apply_key", name="posting_same_link", condition=LISTED),
            models.Index("copy_of", name="posting_copies", condition=Q(copy_of__isnull=False)),
            # the same role, earlier and elsewhere: of one occupation in one city, and of one requisition
            models.Index(
                *(F("company"), F("normalized_title"), Coalesce(F("city"), 0), Backwards("id")),
                name="posting_same_role",
            ),
            models.Index(
                "company",
                "requisition_key",
                name="posting_same_requisition",
                condition=Q(requisition_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The readable part of its address: title and company; it may change, the id does not."""
        return slug_of(self.title)

    def get_absolute_url(self) -> str:
        return f"/jobs/{self.slug}-{self.id}/"


class PostingContent(models.Model):
    """What a posting's own page shows beyond the row, and what it was made of."""

    posting = models.OneToOneField(Posting, models.CASCADE, primary_key=True, related_name="content")
    html = models.TextField(blank=True, help_text="The description, cleaned.")
    text = models.TextField(blank=True)
    team = models.CharField(max_length=300, blank=True)
    salary_raw = models.CharField(max_length=500, blank=True)
    source_url = models.CharField(max_length=2000)
    apply_url = models.CharField(max_length=2000, blank=True)
    requisition_id = models.CharField(max_length=200, blank=True)
    source_updated_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict, help_text="What a reader sees, as the lifecycle compares it.")
    native_structured = models.JSONField(default=dict)
    parsed_structured = models.JSONField(default=dict)
    extensions = models.JSONField(default=dict)
    source_hash = models.CharField(max_length=64, help_text="sha256 of native_structured")
    record_hash = models.CharField(max_length=64, help_text="sha256 of the whole record; the same: nothing to read.")
    payload_key = models.CharField(max_length=500, help_text="The answer it was last read from, in the raw archive.")

    def __str__(self) -> str:
        return f"content of {self.posting_id}"


class PostingPlace(models.Model):
    """A place of a posting, the primary one (position 0) included."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="places", db_index=False)
    position = models.PositiveSmallIntegerField()
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["posting", "position"]
        constraints = [
            models.UniqueConstraint("posting", "position", name="one_place_per_position"),
            models.UniqueConstraint(
                fields=["posting", "city", "region", "country"], nulls_distinct=False, name="place_named_once"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.city, self.region, self.country) if part)
