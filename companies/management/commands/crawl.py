import time
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from companies.claims import Claims
from companies.models import Crawl, Source
from companies.progress import Progress
from companies.rounds import Round

THREADS = 16


class Command(BaseCommand):
    help = "Visit boards once and archive what they answer; `manage.py ingest` brings it in. Ctrl-C ends it in order."

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="*", help="lever/spotify, or only spotify")
        parser.add_argument("--due", action="store_true", help="every source that is due")
        parser.add_argument("--threads", type=int, default=THREADS, help=f"boards at the same time ({THREADS})")

    def handle(self, source, due, threads, verbosity, **options):
        if bool(source) == due:
            raise CommandError("Name the sources to visit, such as lever/spotify, or say --due.")
        sources = Source.objects.due(timezone.now()) if due else self.chosen(source)
        outcomes, began = Counter(), time.monotonic()
        with Claims() as claims:
            boards = Round(claims, sources)
            visits = boards.run(max(1, min(threads, len(boards))))
            try:
                for board, visit in Progress("Visiting boards").over(visits, len(boards)):
                    outcomes[visit.outcome if visit else "left to others or for later"] += 1
                    if source or verbosity > 1 or (visit and not visit.is_good):
                        self.stdout.write(f"{board}: {words(visit)}")
            except KeyboardInterrupt:
                self.stderr.write("Stopping: what is begun is finished, the rest stays due.")
                visits.close()
        self.stdout.write(summary(outcomes, boards.counts, time.monotonic() - began))

    def chosen(self, names):
        ids = []
        for name in names:
            found = Source.objects.named(name).values_list("id", flat=True)
            if not found:
                raise CommandError(f"There is no source {name!r}. Add one by its careers URL: manage.py add_source URL")
            ids += found
        return Source.objects.filter(id__in=ids)


def words(visit: Crawl | None) -> str:
    if visit is None:
        return "left for later, or another is visiting it"
    size = sum(payload["bytes"] for payload in visit.payloads)
    return visit.error or f"{visit.get_outcome_display()}, {visit.pages} page(s), {size:,} bytes"


def summary(outcomes: Counter, counts: Counter, seconds: float) -> str:
    """ "12 visited in 3 s: 8 whole, 3 unchanged, 1 failed. 14 requests, 1.2 MB. Next: manage.py ingest" """
    each = ", ".join(f"{number:,} {name}" for name, number in outcomes.most_common()) or "nothing was due"
    size = f"{counts['requests']:,} requests, {counts['bytes'] / 1e6:,.1f} MB"
    return f"{outcomes.total():,} visited in {seconds:,.0f} s: {each}. {size}. Next: manage.py ingest"
