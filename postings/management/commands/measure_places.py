"""manage.py measure_places PATH: how right the reading of location strings is, by agreed answers.

A line of the file is JSON: `text`, `country_hint` (or null), and the answers `places`,
`workplace_type`, `eligible`. Errors are listed with the values that were expected and found.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from postings.measuring.golden import NotGolden, answers_in
from postings.measuring.judging import FACTS, judge_location
from postings.measuring.scoring import scores, table


class Command(BaseCommand):
    help = "Score the reading of location strings by a file of agreed answers, and list the errors."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="JSON lines: text, country_hint, places, workplace_type, eligible")

    def handle(self, path, **options):
        try:
            judged = [fact for line in answers_in(path) if "text" in line for fact in judge_location(line)]
        except NotGolden as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(table(scores(judged), ("precision", "recall"))))
        whole = [one for one in judged if one.fact == "places"]
        right = sum(one.is_right for one in whole)
        self.stdout.write(f"\nWhole list right: {right} of {len(whole)} ({right / max(1, len(whole)):.1%})\n")
        for one in judged:
            if one.fact in FACTS.values() and not one.is_right:
                self.stdout.write(f"{one.fact} of {one.of}: {one.expected} expected, {one.found} found")
