"""manage.py read_payloads PATH: what our adapters and rules read of recorded answers, provider by provider.

PATH is a folder with a manifest.csv; postings/measuring/payloads.py says what it holds.
"""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from companies.progress import Progress
from companies.providers import PROVIDERS
from postings.measuring.payload_table import not_read, refusals, table
from postings.measuring.payloads import Coverage, NoManifest, add, recorded


class Command(BaseCommand):
    help = "Read recorded answers, and tell by provider what of them is read and what is not."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a folder with a manifest.csv")
        parser.add_argument(
            "--provider", action="append", choices=list(PROVIDERS), help="only this one; may be repeated"
        )

    def handle(self, path, provider, **options):
        try:
            answers = recorded(path)
        except NoManifest as error:
            raise CommandError(str(error)) from error
        known = [answer for answer in answers if answer.provider in (provider or PROVIDERS)]
        read = {answer.provider: Coverage() for answer in known}
        for answer in Progress("Reading answers", self.stderr).over(known, len(known)):
            add(read[answer.provider], answer)
        self.stdout.write("\n".join(table(read)))
        self.tell("Refused, or not readable:", refusals(read))
        if not provider:
            others = Counter(answer.provider for answer in answers if answer.provider not in PROVIDERS)
            self.tell("Not read:", not_read(others))

    def tell(self, heading, lines):
        if told := "\n".join(lines):
            self.stdout.write(f"\n{heading}\n\n{told}")
