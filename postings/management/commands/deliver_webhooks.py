"""Tell subscribers what has happened: once, now. The worker does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from postings.api.delivering import deliver_due


class Command(BaseCommand):
    help = "Send the webhook deliveries that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        done = deliver_due()
        self.stdout.write(f"{done.enqueued} new, {done.delivered} delivered, {done.failed} failed.")
