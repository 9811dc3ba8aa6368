from django.core.management.base import BaseCommand

from companies.models import Crawl
from companies.progress import Progress
from postings.ingest import ingest


class Command(BaseCommand):
    help = "Bring every archived visit that waits into postings and events, oldest first."

    def handle(self, **options):
        waiting = list(Crawl.objects.awaiting_ingest().values_list("id", flat=True))
        events = 0
        for crawl_id in Progress("Bringing in crawls").over(waiting, len(waiting)):
            crawl = Crawl.objects.get(id=crawl_id)
            events += len(ingest(crawl))
            self.stdout.write(f"{crawl.source}: {crawl.error or summary(crawl)}")
        self.stdout.write(f"{len(waiting)} visit(s) brought in, {events:,} event(s).")


def summary(crawl: Crawl) -> str:
    """ "whole; 12 listed, 2 created, 1 closed" """
    counts = ", ".join(f"{number:,} {name}" for name, number in crawl.counts.items())
    return f"{crawl.get_outcome_display()}; {counts}"
