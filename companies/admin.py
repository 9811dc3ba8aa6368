"""Companies and their boards, for those who keep the site. What a crawl owns can only be looked at."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from companies.directory import rename
from companies.forms import AddSource, CompanyForm
from companies.models import Company, Source
from companies.schedule import FRESH


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    """A company comes with its first board, and goes only when it has none."""

    form = CompanyForm
    readonly_fields = ["slug", "former_slugs", "org_id", "lists"]
    fields = ["name", "follows_board", "aliases", "domain", "logo", "about", *readonly_fields]
    list_display = ["name", "boards", "domain", "follows_board", "slug"]
    list_filter = ["follows_board"]
    search_fields = ["name", "slug", "aliases", "former_slugs"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # A subquery: it counts for the rows of one page, a join would for all companies.
        its_own = Source.objects.filter(company=OuterRef("pk")).order_by().values("company")
        return super().get_queryset(request).annotate(boards=Subquery(its_own.values(number=Count("pk"))))

    @admin.display(ordering="boards")
    def boards(self, company: Company) -> int:
        return company.boards or 0

    @admin.display(description="see")
    def lists(self, company: Company) -> SafeString:
        of_company = {"company__id__exact": company.pk}
        return links(
            ("its boards", "companies_source", of_company),
            ("its open postings", "postings_posting", of_company | {"active__exact": 1}),
            ("its events", "postings_event", of_company),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Company | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and not obj.sources.exists()

    def save_model(self, request: HttpRequest, obj: Company, form: forms.ModelForm, change: bool) -> None:
        """A new name is a renaming: the old address leads here, and the board's name no longer rules."""
        if "name" not in form.changed_data:
            super().save_model(request, obj, form, change)
            return
        if obj.follows_board and "follows_board" not in form.changed_data:
            obj.follows_board = False
            self.message_user(request, "The name that its board gives is not taken over any more.")
        name, obj.name = obj.name, form.initial["name"]
        rename(obj, name)


class Health(admin.SimpleListFilter):
    """Which boards need a look."""

    title = "health"
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("due", "due now"),
            ("overdue", "overdue for half an hour"),
            ("failing", "failing"),
            ("stale", "not read whole for a day and a half"),
            ("unread", "never read whole"),
        ]

    def queryset(self, request: HttpRequest, sources: QuerySet) -> QuerySet:
        now = timezone.now()
        match self.value():
            case "due":
                return sources.due(now)
            case "overdue":
                return sources.due(now - timedelta(minutes=30))
            case "failing":
                return sources.filter(state=Source.State.ACTIVE, failures__gt=0)
            case "stale":
                return sources.filter(last_whole_at__lt=now - FRESH)
            case "unread":
                return sources.filter(last_whole_at=None)
        return sources


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """The boards: how they fare, and whether we go on reading them."""

    fields = [
        *("company", "provider", "board", "url", "state", "parked_reason", "created_at", "lists"),
        *("last_tried_at", "last_whole_at", "quiet_visits", "next_due_at", "rhythm", "failures", "first_gone_at"),
        *("etag", "last_modified", "source_id"),
    ]
    add_fields = ["careers_url", "company_name"]
    list_display = [
        "__str__",
        "company",
        "state",
        "failures",
        "last_whole_at",
        "last_tried_at",
        "next_due_at",
    ]
    list_filter = [Health, "state", "provider"]
    list_select_related = ["company"]
    search_fields = ["board", "url", "company__name"]
    ordering = ["-id"]
    actions = ["visit_soon", "pause", "park", "resume"]

    def get_form(self, request: HttpRequest, obj: Source | None = None, change: bool = False, **kwargs: Any):
        if obj is None:
            kwargs["form"] = AddSource
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        return self.add_fields if obj is None else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        """All but the state and its reason: another board would be another source, its postings are its company's."""
        return [] if obj is None else [name for name in self.fields if name not in ("state", "parked_reason")]

    def save_model(self, request: HttpRequest, obj: Source, form: forms.ModelForm, change: bool) -> None:
        if change:  # a new one was saved by add_source
            if "state" in form.changed_data and obj.state == Source.State.ACTIVE:
                obj.resume()
            # Only what may be changed here: a worker may be writing the rest.
            obj.save(update_fields=["state", "parked_reason", "first_gone_at", "gone", "failures"])

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """Only one that was never visited, such as a slip of the pen; others are paused."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.last_tried_at is None

    @admin.display(description="see")
    def lists(self, source: Source) -> SafeString:
        of_source = {"source__id__exact": source.pk}
        return links(
            ("its visits", "companies_crawl", of_source),
            ("its open postings", "postings_posting", of_source | {"active__exact": 1}),
        )

    @admin.action(description="Pause: visit no more until resumed", permissions=["change"])
    def pause(self, request: HttpRequest, sources: QuerySet) -> None:
        paused = sources.filter(state=Source.State.ACTIVE).update(state=Source.State.PAUSED)
        self.message_user(request, f"Sources paused: {paused}.")

    @admin.action(description="Park: the board has moved or is gone", permissions=["change"])
    def park(self, request: HttpRequest, sources: QuerySet) -> None:
        reason = f"Parked by hand on {timezone.now():%Y-%m-%d}: it has moved or is gone."
        active = sources.exclude(state=Source.State.PARKED)
        parked = active.update(state=Source.State.PARKED, parked_reason=reason, first_gone_at=None, gone=0)
        self.message_user(request, f"Sources parked: {parked}. Their postings stay as they are.")

    @admin.action(description="Resume: visit a paused or parked one at the next crawl", permissions=["change"])
    def resume(self, request: HttpRequest, sources: QuerySet) -> None:
        resting = list(sources.exclude(state=Source.State.ACTIVE))
        for source in resting:
            source.resume()
            source.next_due_at = timezone.now()
            source.save(update_fields=["state", "parked_reason", "first_gone_at", "gone", "failures", "next_due_at"])
        self.message_user(request, f"Sources resumed: {len(resting)}.")

    @admin.action(description="Visit at the next crawl", permissions=["change"])
    def visit_soon(self, request: HttpRequest, sources: QuerySet) -> None:
        due = sources.filter(state=Source.State.ACTIVE).update(next_due_at=timezone.now())
        self.message_user(request, f"Sources due now: {due}. Paused and parked ones stay so.")


def links(*targets: tuple[str, str, dict[str, Any]]) -> SafeString:
    """Links to lists of the admin: (words, "app_model", filter)."""
    found = [(reverse(f"admin:{model}_changelist", query=query), words) for words, model, query in targets]
    return format_html_join(" · ", '<a href="{}">{}</a>', found)
