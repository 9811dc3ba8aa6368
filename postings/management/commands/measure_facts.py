"""manage.py measure_facts PATH: how right our facts are, by files of agreed answers.

PATH is a file of answers on postings or on location strings, or a folder with postings.jsonl and
places.jsonl; postings/measuring/golden.py says what a line holds.
"""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from companies.progress import Progress
from postings.measuring.golden import NotGolden, answers_in, files, read_postings
from postings.measuring.judging import CONFLICT, judge_location, judge_posting
from postings.measuring.scoring import percent, scores, table


class Command(BaseCommand):
    help = "Score our facts by agreed answers, fact by fact."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a file of answers, or a folder with postings.jsonl, places.jsonl")
        parser.add_argument("--errors", action="store_true", help="list every error, with what we went by")

    def handle(self, path, errors, **options):
        try:
            for file in files(path):
                self.measure(file, errors)
        except NotGolden as error:
            raise CommandError(str(error)) from error

    def measure(self, file, errors):
        lines = answers_in(file)
        strings = [line for line in lines if "text" in line]
        judged = [fact for line in strings for fact in judge_location(line)]
        unread = Counter()
        recorded = [line for line in lines if "file" in line]
        for line, facts in Progress("Reading postings", self.stderr).over(read_postings(file, recorded), len(recorded)):
            if facts is None:
                unread[line["provider"]] += 1
            else:
                judged += judge_posting(line, facts, f"{line['file']} {line['key']} {line['title']!r}")
        self.report(file, judged, unread)
        if errors:
            self.list_errors(judged)

    def report(self, file, judged, unread):
        scored = scores(judged)
        conflicts = scored.pop(CONFLICT, None)
        self.stdout.write(f"{file}\n\n" + "\n".join(table(scored)) + "\n")
        if whole := [one for one in judged if one.fact == "places"]:
            right = sum(one.is_right for one in whole)
            self.stdout.write(f"Whole list of places right: {right} of {len(whole)} ({right / len(whole):.1%})")
        if conflicts:
            known = conflicts.right + conflicts.missed
            self.stdout.write(f"Conflicts marked: {conflicts.right} of {known} ({percent(conflicts.recall)})")
        if unread:
            by = ", ".join(f"{provider} {number}" for provider, number in unread.most_common())
            self.stdout.write(f"Not readable yet, their providers have no adapter: {unread.total()} ({by})")
        self.stdout.write("")

    def list_errors(self, judged):
        for one in judged:
            if not one.is_right:
                by = f"\n    by {one.evidence}" if one.evidence else ""
                self.stdout.write(f"{one.fact} of {one.of}:\n    {one.expected} expected, {one.found} found{by}")
