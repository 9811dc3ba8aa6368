from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from companies import http
from companies.crawling import crawl
from companies.models import Source
from companies.progress import Progress


class Command(BaseCommand):
    help = "Visit boards and archive what they answer; `manage.py ingest` brings it in."

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="*", help="lever/spotify, or only spotify")
        parser.add_argument("--due", action="store_true", help="every source that is due")

    def handle(self, source, due, **options):
        sources = [*self.chosen(source), *(Source.objects.due(timezone.now()) if due else ())]
        if not source and not due:
            raise CommandError("Name the sources to visit, such as lever/spotify, or say --due.")
        for board in Progress("Visiting boards").over(sources, len(sources)):
            visit = crawl(board, http.get, timezone.now())
            size = sum(payload["bytes"] for payload in visit.payloads)
            words = visit.error or f"{visit.get_outcome_display()}, {visit.pages} page(s), {size:,} bytes"
            self.stdout.write(f"{board}: {words}")
        self.stdout.write(f"{len(sources)} visited. Next: manage.py ingest")

    def chosen(self, names):
        for name in names:
            found = list(Source.objects.named(name))
            if not found:
                raise CommandError(f"There is no source {name!r}. Add one by its careers URL: manage.py add_source URL")
            yield from found
