"""The admin of boards with what only this room can do: a board that is gone takes its postings with it."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from companies import admin as companies_admin
from companies.models import Source
from postings.closing import close_gone
from postings.confirming import ask, is_confirmed

admin.site.unregister(Source)

SENTENCES = (
    "All open postings of the board are closed at once, and their pages say that its keepers called the board gone.",
    "Only a board that is parked or paused can be called so. It can be taken back: undo the visit that stands for it.",
)


@admin.register(Source)
class SourceAdmin(companies_admin.SourceAdmin):
    actions = [*companies_admin.SourceAdmin.actions, "call_gone"]

    @admin.action(description="This board is gone: close its postings", permissions=["change"])
    def call_gone(self, request: HttpRequest, sources: QuerySet) -> HttpResponse | None:
        if not is_confirmed(request):
            return ask(request, sources, "call_gone", "Boards that are gone", SENTENCES, "Close their postings")
        for source in sources.order_by("id"):
            try:
                events = close_gone(source, by=request.user.get_username(), now=timezone.now())
            except ValueError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.message_user(request, f"{source} is gone; postings closed: {len(events)}.", messages.SUCCESS)
        return None
