"""Keys are made and revoked here, and deliveries looked at; postings/admin.py takes it in."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from postings.api.keys import give_text
from postings.api.models import ApiKey, Delivery, Subscription, WebhookEndpoint


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin):
    list_display = ["name", "shown", "created_at", "revoked_at"]
    fields = ["name", "shown", "created_at", "revoked_at"]
    readonly_fields = ["shown", "created_at", "revoked_at"]
    search_fields = ["name", "shown"]
    actions = ["revoke"]

    def save_model(self, request: HttpRequest, obj: ApiKey, form: ModelForm, change: bool) -> None:
        if not change:
            self.message_user(request, f"The key is {give_text(obj)} – it is shown this once.", messages.WARNING)
        super().save_model(request, obj, form, change)

    @admin.action(description="Revoke: the key reads as anyone may, and its webhooks rest")
    def revoke(self, request: HttpRequest, keys: QuerySet[ApiKey]) -> None:
        number = keys.filter(revoked_at=None).update(revoked_at=timezone.now())
        self.message_user(request, f"{number} revoked.")


class Looked:
    """Mixed into the admin of what only the API writes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(Looked, admin.ModelAdmin):
    list_display = ["url", "key", "created_at", "failing_since", "paused_because"]
    list_select_related = ["key"]
    fields = ["key", "url", "created_at", "failing_since", "paused_because"]
    readonly_fields = ["key", "url", "created_at", "failing_since"]
    actions = ["resume"]

    @admin.action(description="Go on delivering")
    def resume(self, request: HttpRequest, endpoints: QuerySet[WebhookEndpoint]) -> None:
        endpoints.update(paused_because="", failing_since=None)


@admin.register(Subscription)
class SubscriptionAdmin(Looked, admin.ModelAdmin):
    list_display = ["__str__", "event_types", "created_at"]
    list_select_related = ["endpoint", "company"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(Looked, admin.ModelAdmin):
    """The log of deliveries."""

    list_display = ["__str__", "created_at", "attempts", "answer", "delivered_at", "next_try_at"]
    list_select_related = ["subscription__endpoint"]
    show_full_result_count = False
    search_fields = ["subscription__endpoint__url", "answer"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
