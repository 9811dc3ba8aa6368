import resource
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from companies.progress import Progress
from postings.models import Posting
from postings.recordings import NotARecording, recordings
from postings.replay import Tally, replay


class Command(BaseCommand):
    help = "Feed recorded boards through the real path, oldest first, as if crawled when they were recorded."

    def add_arguments(self, parser):
        parser.add_argument(
            "path", type=Path, help="a folder with manifest.csv, a .jsonl.xz, or <provider>/<board>/<date>.json"
        )

    def handle(self, path, **options):
        tally, began, progress = Tally(), time.monotonic(), Progress("Replaying")
        try:
            for recording in progress.over(replay(recordings(path), tally)):
                progress.note = f"{recording.provider}/{recording.board} {recording.at:%Y-%m-%d}"
        except NotARecording as error:
            raise CommandError(str(error)) from error
        self.report(tally, time.monotonic() - began)

    def report(self, tally, seconds):
        listed = tally.records["listed"]
        self.stdout.write(f"Readings: {words(tally.readings)}")
        self.stdout.write(f"Records: {words(tally.records)}")
        self.stdout.write(f"Events: {words(tally.events)}")
        if tally.left_out:
            self.stdout.write(f"Left out, files of providers that we cannot read yet: {words(tally.left_out)}")
        self.stdout.write(
            f"Postings held: {Posting.objects.count():,}, open: {Posting.objects.open().count():,}. "
            f"{seconds:.1f} s, {listed / max(seconds, 0.001):,.0f} records a second, "
            f"peak memory {peak_megabytes():,.0f} MB."
        )


def words(counter) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in sorted(counter.items())) or "none"


def peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1000)
