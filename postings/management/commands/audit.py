from django.core.management.base import BaseCommand, CommandError

from companies.models import Source
from companies.progress import Progress
from postings.audit import audit

COLUMNS = ("readings", "held", "created", "reopened", "closed", "updated", "open", "missing", "flickers")


class Command(BaseCommand):
    help = "Check that the events of every board explain, reading by reading, what its archive shows."

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="*", help="lever/spotify, or only spotify; all when none is named")

    def handle(self, source, **options):
        boards = [board for name in source for board in Source.objects.named(name)] if source else Source.objects.all()
        self.stdout.write(f"{'board':32}" + "".join(f"{column:>10}" for column in COLUMNS) + "  explained")
        faults = []
        for board in Progress("Auditing").over(list(boards)):
            account = audit(board)
            faults += account.faults
            numbers = "".join(f"{getattr(account, column):>10,}" for column in COLUMNS)
            self.stdout.write(f"{board!s:32.32}{numbers}  {'no' if account.faults else 'yes'}")
        if faults:
            raise CommandError("\n".join(faults[:50]))
        self.stdout.write("Every reading is explained by its events.")
