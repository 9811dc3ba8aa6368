"""The admin of companies with what only this room can do: two companies that are one become one."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from companies import admin as companies_admin
from companies.models import Company
from postings.confirming import ask, is_confirmed, picked
from postings.merging import merge

admin.site.unregister(Company)

SENTENCES = (
    "All boards, postings and events of the others become those of the one that stays.",
    "The names of the others become its aliases, and their addresses lead to it for good. This cannot be taken back.",
)
MOST = 10


@admin.register(Company)
class CompanyAdmin(companies_admin.CompanyAdmin):
    actions = ["merge"]

    @admin.action(description="Merge: these are one company", permissions=["change"])
    def merge(self, request: HttpRequest, companies: QuerySet) -> HttpResponse | None:
        if not 2 <= companies.count() <= MOST:
            self.message_user(request, f"Choose two to {MOST} companies that are one.", messages.ERROR)
            return None
        kept = picked(request, companies) if is_confirmed(request) else None
        if kept is None:
            return ask(request, companies, "merge", "Merge companies", SENTENCES, "Merge them", "Which one stays?")
        for gone in companies.exclude(pk=kept.pk).order_by("pk"):
            done = merge(kept, gone)
            moved = f"boards {done.sources}, postings {done.postings}, events {done.events}"
            self.message_user(request, f"{gone} is a part of {kept} now: {moved}.", messages.SUCCESS)
        return None
