import time

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from companies.progress import Progress
from postings.demo import building
from postings.demo.market import DAYS, SEED, Market
from postings.frames.keeping import boards, keep_frames
from postings.models import Event, Posting
from postings.vocabulary import EventType


class Command(BaseCommand):
    help = (
        "Build an invented job market: its boards are crawled day by day from a local server that speaks "
        "the ATSs' protocols. Needs no network. Run again, it goes on where it stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=DAYS, help=f"how many days, ending now ({DAYS})")
        parser.add_argument("--seed", type=int, default=SEED, help="another seed is another market")

    def handle(self, days, seed, **options):
        if days < 1:
            raise CommandError("A market needs at least one day: --days 1.")
        market = Market(building.begun_at() or building.beginning(days), days, seed)
        try:
            visits = building.visits_left(market)
        except building.NotOurs as error:
            raise CommandError(f"The demo goes into a database of its own; in this one, {error}.") from error
        if not visits:
            self.stdout.write("The demo world is complete: there is nothing to add.")
            return
        began, progress = time.monotonic(), Progress("Building the demo world", self.stderr)
        for visit in progress.over(building.build(market, visits), len(visits)):
            progress.note = f"day {visit.day + 1} of {days}"
        for source in boards():
            keep_frames(source)
        self.report(len(visits), time.monotonic() - began)

    def report(self, visits, seconds):
        counted = Event.objects.order_by().values_list("type").annotate(Count("id"))
        events = ", ".join(f"{number:,} {EventType(type).label.lower()}" for type, number in sorted(counted))
        self.stdout.write(
            f"{visits:,} visits in {seconds:.0f} s. Postings: {Posting.objects.count():,}, "
            f"open: {Posting.objects.open().count():,}. Events: {events}."
        )
