"""manage.py bench: the site under load, on an invented market. docs/measuring.md tells how to read what it prints."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from types import FrameType
from urllib.parse import urlsplit

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings
from django.utils import timezone

from companies.progress import Progress
from companies.providers import PROVIDERS
from postings.benching import report
from postings.benching.asking import Asker, WrongAnswer
from postings.benching.comparing import Comparison
from postings.benching.database import database, say_full
from postings.benching.filling import fill, keep_all_frames
from postings.benching.load import NO_WRK, Load, LoadError
from postings.benching.market import Market
from postings.benching.oracle import Oracle, full_hour
from postings.benching.paths import Paths
from postings.benching.serving import DoesNotServe, served
from postings.benching.targets import page_sizes, targets, write_files
from postings.benching.touching import Touched, touched

INTERRUPTED = 128 + signal.SIGINT
# On all postings each comparison takes a second, of which the most is plain SQL: a part of them has to do.
FIFTH = 5
# Pages name it, and are kept for it: so it is no matter which port is free.
SITE_URL = "http://127.0.0.1"
FEWEST = 5_000  # a tenth of fewer has no lists to speak of


class Command(BaseCommand):
    help = (
        "Measures the site on an invented market, in a database of its own: requests a second beside static files of "
        "the same size, pages of the database read by each view, and whether totals, facets, pages, CSV and feeds of "
        "many selections are what plain SQL finds. The site's own data is not touched."
    )

    def add_arguments(self, parser):
        parser.add_argument("--postings", type=int, default=250_000, help="how many there are (default: %(default)s)")
        parser.add_argument("--seed", type=int, default=7, help="another one makes another market")
        parser.add_argument("--rounds", type=int, default=5, help="of load, the first for nothing; 0: no load")
        parser.add_argument("--seconds", type=int, default=3, help="that each target is under load in a round")
        parser.add_argument(
            "--selections",
            type=int,
            default=200,
            help="of a tenth of the postings that are compared with plain SQL, and a fifth of them of all",
        )
        parser.add_argument("--keep", action="store_true", help="keep the databases, and use them again the next time")

    def handle(self, **options):
        self.options, self.began = options, monotonic()
        if options["postings"] < FEWEST:
            raise CommandError(f"--postings takes {FEWEST:,} or more.")
        if not shutil.which("wrk"):
            raise CommandError(NO_WRK)
        signal.signal(signal.SIGTERM, interrupt)
        try:
            with workplace() as folder:
                self.run(folder)
        except (DoesNotServe, LoadError, WrongAnswer) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError("Stopped. What it had started and made is gone.", returncode=INTERRUPTED) from None

    def run(self, folder: Path) -> None:
        number, tenth = self.options["postings"], self.options["postings"] // 10
        self.tell([f"{number:,} postings, seed {self.options['seed']}, {timezone.now():%Y-%m-%d %H:%MZ}"])
        self.tell(report.machine())
        with self.market(tenth) as paths:
            few = self.touch(paths, tenth)
            differences = self.compare(paths, tenth)
        with self.market(number) as paths:
            many = self.touch(paths, number)
            self.tell(["", *report.touched_table(few, many, (f"{tenth:,}", f"{number:,}"))])
            wrong = self.load(paths, folder) if self.options["rounds"] else False
            differences += self.compare(paths, number, every=FIFTH)
        if wrong or differences:
            raise CommandError("Not everything was answered as it should be: see above.")

    @contextmanager
    def market(self, number: int) -> Iterator[Paths]:
        """The database of so many postings is the site's, inside."""
        with database(number, self.options["seed"], self.options["keep"]) as is_new:
            if is_new:
                self.say(f"Filling a database with {number:,} postings")
                fill(Market(number, self.options["seed"], full_hour(), list(PROVIDERS)))
                say_full()
            self.say(f"Making the pages of {number:,} postings, where they are not kept")
            keep_all_frames()
            yield Paths(Oracle(), self.options["seed"])

    def touch(self, paths: Paths, number: int) -> dict[str, Touched]:
        self.say(f"Counting the pages that views read of {number:,} postings")
        return touched(Asker(), paths)

    def load(self, paths: Paths, folder: Path) -> bool:
        """Whether any request was answered otherwise than it should be."""
        sizes = page_sizes(Asker(), paths)
        write_files(sizes, folder / "files")
        before = report.load_average()
        with served(folder) as site:
            load = Load(site, targets(paths, sizes, site.url), folder, self.options["seconds"])
            rounds = []
            self.say("Load, before the rounds")
            load.warm_up()
            for number in range(1, self.options["rounds"] + 1):
                self.say(f"Load, round {number} of {self.options['rounds']}")
                rounds.append(load.round())
        self.tell(["", *report.load_table(load.targets, rounds)])
        self.tell([f"load average {before} before, {report.load_average()} after"])
        wrong = report.wrong_answers(rounds)
        self.tell(wrong)
        return bool(wrong)

    def compare(self, paths: Paths, number: int, every: int = 1) -> int:
        """How many answers differ."""
        questions = paths.questioner.every_kind(self.options["selections"])[::every]
        comparison = Comparison(paths.oracle, Asker(), Random(self.options["seed"]))
        progress = Progress(f"Comparing selections of {number:,} postings with plain SQL", self.stderr)
        differences = 0
        for question in progress.over(questions, len(questions)):
            found = comparison.differences(question)
            differences += len(found)
            self.tell(found)
        self.tell(
            ["", f"{len(questions)} selections of {number:,} postings against plain SQL: {differences} differences"]
        )
        return differences

    def tell(self, lines) -> None:
        for line in lines:
            self.stdout.write(line)

    def say(self, words: str) -> None:
        self.stderr.write(f"{monotonic() - self.began:4.0f} s  {words}")


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for the bench's files, with the site's static ones in static/; the site is a laptop's, inside.

    A public one would lead every request to https.
    """
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with override_settings(STATIC_ROOT=folder / "static", SITE_URL=SITE_URL, SITE=urlsplit(SITE_URL)):
            call_command("collectstatic", interactive=False, verbosity=0)
            yield folder


def interrupt(signal_number: int, frame: FrameType | None) -> None:
    """`kill` ends the bench as Ctrl-C does: what it has started and made goes with it."""
    raise KeyboardInterrupt
