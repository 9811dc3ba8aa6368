"""Visits, postings and what became of them: for looking at, since crawls write them.

Here stands the admin of Crawl too: approving one changes postings.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from companies.models import Crawl
from postings import company_admin, source_admin  # noqa: F401 -- each registers its own
from postings.api import admin as api_admin  # noqa: F401 -- registers itself
from postings.confirming import ask, is_confirmed
from postings.ingest import approve
from postings.models import City, Country, Department, Event, Posting, PostingContent, PostingPlace, Region, Tally
from postings.undo import undo

APPROVING = (
    "Every posting that the visit did not list is closed at once, and its closing says that an admin confirmed it.",
    "Open the board's own page first: are the jobs gone there? It can be taken back by undoing the visit.",
)
UNDOING = (
    "What the visit opened is closed, what it closed is open again, and what it changed says what it said before.",
    "Nothing is deleted: new events tell that it was taken back. The board is asked again at once.",
)


class Written:
    """Mixed into the admin of what only crawls write: no adding, changing, deleting."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BoundedPaginator(Paginator):
    """Counts to MOST and shows nothing beyond: counting millions takes seconds, and nobody pages so far."""

    MOST = 10_000

    @cached_property
    def count(self) -> int:
        return self.object_list[: self.MOST].count()


class LongList(Written, admin.ModelAdmin):
    """A table of millions: newest first along the primary key, no other order, no count of the whole."""

    ordering = ["-id"]
    sortable_by: list[str] = []
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50


@admin.register(Crawl)
class CrawlAdmin(LongList):
    list_display = ["__str__", "outcome", "pages", "did", "error", "ingested_at", "approved_by"]
    list_filter = ["outcome", "source__provider"]
    list_select_related = ["source"]
    search_fields = ["source__board"]
    actions = ["believe", "take_back"]

    @admin.display(description="what it did")
    def did(self, crawl: Crawl) -> str:
        return ", ".join(f"{name} {number}" for name, number in crawl.counts.items())

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("companies.change_crawl")

    @admin.action(description="Approve: what it did not list is closed", permissions=["approve"])
    def believe(self, request: HttpRequest, crawls: QuerySet) -> HttpResponse | None:
        if not is_confirmed(request):
            return ask(request, crawls.select_related("source"), "believe", "Approve visits", APPROVING, "Approve")
        for crawl in crawls.order_by("id"):
            try:
                approve(crawl, by=request.user.get_username(), now=timezone.now())
            except ValueError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.report(request, crawl)
        return None

    @admin.action(description="Undo: take back all that it did", permissions=["approve"])
    def take_back(self, request: HttpRequest, crawls: QuerySet) -> HttpResponse | None:
        if not is_confirmed(request):
            return ask(request, crawls.select_related("source"), "take_back", "Undo visits", UNDOING, "Undo")
        for crawl in crawls.order_by("-id"):  # the later one may have built on the earlier
            try:
                events = undo(crawl, timezone.now(), by=request.user.get_username())
            except ValueError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.message_user(request, f"{crawl} is undone; events that say so: {len(events)}.", messages.SUCCESS)
        return None

    def report(self, request: HttpRequest, crawl: Crawl) -> None:
        """What became of an approved crawl: its pages may turn out not to be the whole board."""
        if crawl.is_good:
            closed = crawl.counts.get("closed", 0)
            self.message_user(request, f"{crawl} is approved; postings closed: {closed}.", messages.SUCCESS)
        else:
            self.message_user(request, f"{crawl} closes nothing: {crawl.error}", messages.ERROR)


class ContentInline(Written, admin.StackedInline):
    model = PostingContent


class PlaceInline(Written, admin.TabularInline):
    model = PostingPlace
    fields = ["position", "city", "region", "country"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        beside = ("city__region", "city__country", "region__country", "country")
        return super().get_queryset(request).select_related(*beside)


@admin.register(Posting)
class PostingAdmin(LongList):
    list_display = ["title", "company", "provider", "location_text", "active", "missing_since", "first_seen_at"]
    list_filter = [
        "active",
        ("missing_since", admin.EmptyFieldListFilter),
        "provider",
        "workplace_type",
        "employment_type",
    ]
    list_select_related = ["company"]
    search_fields = ["title", "job_id__exact"]
    inlines = [ContentInline, PlaceInline]
    readonly_fields = ["events"]

    @admin.display(description="what happened")
    def events(self, posting: Posting) -> SafeString:
        address = reverse("admin:postings_event_changelist", query={"posting__id__exact": posting.pk})
        return format_html('<a href="{}">its events</a>', address)


@admin.register(Event)
class EventAdmin(LongList):
    list_display = ["observed_at", "type", "field", "posting", "company", "source"]
    list_filter = ["type", "source__provider"]
    list_select_related = ["posting", "company", "source"]
    search_fields = ["posting__job_id__exact"]


class DimensionAdmin(admin.ModelAdmin):
    """Rows come with the postings that need them; only how they are called is ours to mend."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.opts.fields if field.name != "name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(City)
class CityAdmin(DimensionAdmin):
    list_display = ["name", "region", "country", "slug"]
    list_select_related = ["region__country", "country"]


@admin.register(Region)
class RegionAdmin(DimensionAdmin):
    list_display = ["name", "code", "country", "slug"]
    list_select_related = ["country"]


@admin.register(Country)
class CountryAdmin(DimensionAdmin):
    list_display = ["name", "code", "slug"]


@admin.register(Department)
class DepartmentAdmin(DimensionAdmin):
    pass


@admin.register(Tally)
class TallyAdmin(LongList):
    list_display = ["dimension", "value", "number", "changed_at"]
    list_filter = ["dimension"]
    search_fields = ["=value"]
