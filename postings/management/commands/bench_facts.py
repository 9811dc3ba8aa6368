import resource
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import nh3
from django.core.management.base import BaseCommand, CommandError

from companies.providers import PROVIDERS
from companies.providers.base import UNREADABLE, Listing, Location, Page, Request, Section
from postings.normalise import normalise
from postings.recordings import NotARecording, recordings

# "A 5 kB body", give or take.
SMALLEST, LARGEST = 4_500, 5_500
MOST = 1_000

# What makes a careless expression or parser stall, repeated to a megabyte.
HOSTILE = (
    "<b>",
    "<li>a",
    "<div><p>",
    "&amp;",
    "<!--",
    "a@b.c ",
    "$1,000 - ",
    "$100k to ",
    "remote or hybrid ",
    "Berlin, ",
    "\u0301",
)
LONG = 1_000_000
BOUND_SECONDS = 10


class Command(BaseCommand):
    help = "What all facts of one posting cost, over recorded postings with bodies of about 5 kB, beside nh3 alone."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="recorded boards, as `replay` takes them")

    def handle(self, path, **options):
        try:
            chosen = [listing for listing in listings(path) if SMALLEST <= size(listing) <= LARGEST][:MOST]
        except NotARecording as error:
            raise CommandError(str(error)) from error
        if not chosen:
            raise CommandError(f"{path} holds no posting with a body of about 5 kB.")
        normalise(chosen[0])  # loads the tables
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1000)
        facts = sorted(milliseconds(normalise, listing) for listing in chosen)
        alone = sorted(milliseconds(nh3.clean, body(listing)) for listing in chosen)
        for name, times in (("all facts", facts), ("nh3 alone", alone)):
            self.stdout.write(
                f"{name}: median {statistics.median(times):.2f} ms, p99 {times[len(times) * 99 // 100]:.2f} ms"
            )
        ratio = statistics.median(facts) / statistics.median(alone)
        self.stdout.write(f"{len(chosen)} postings; {ratio:.0f} times nh3; {memory:.0f} MB with all tables loaded.")
        self.stall(chosen[0])

    def stall(self, listing: Listing) -> None:
        """Every part of a posting a megabyte long; CommandError when one takes longer than it may."""
        worst = 0.0
        for piece in HOSTILE:
            text = piece * (LONG // len(piece))
            sections = (Section("", text),)
            hostile = replace(listing, title=text, location_text=text, locations=(Location(text),), sections=sections)
            seconds = milliseconds(normalise, hostile) / 1000
            worst = max(worst, seconds)
            self.stdout.write(f"1 MB of {piece!r}: {seconds:.1f} s")
        if worst > BOUND_SECONDS:
            raise CommandError(f"A hostile posting took {worst:.1f} s; the bound is {BOUND_SECONDS} s.")


def listings(path: Path):
    for recording in recordings(path):
        if provider := PROVIDERS.get(recording.provider):
            for record in provider.records([Page(Request(""), recording.body())]).values():
                try:
                    yield provider.listing(record)
                except UNREADABLE:
                    continue


def body(listing: Listing) -> str:
    return "".join(section.html for section in listing.sections)


def size(listing: Listing) -> int:
    return len(body(listing))


def milliseconds(function, argument) -> float:
    """CPU time of one call: the machine may be shared."""
    began = time.process_time()
    function(argument)
    return (time.process_time() - began) * 1000
