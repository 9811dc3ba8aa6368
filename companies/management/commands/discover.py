from django.core.management.base import BaseCommand, CommandError

from companies.directory import add_board
from companies.discovery import discover
from companies.fetching import FetchError, get
from companies.providers import PROVIDERS


class Command(BaseCommand):
    help = "Find the ATS board behind a company's own careers page, from its HTML."

    def add_arguments(self, parser):
        parser.add_argument("url", help="the careers page, such as acme.example/careers")
        parser.add_argument("--add", action="store_true", help="add the boards that are found")
        parser.add_argument("--name", default="", help="the company's name, for --add (else from the board's token)")

    def handle(self, url, add, name, **options):
        try:
            boards = discover(url, get)
        except FetchError as error:
            raise CommandError(str(error)) from None
        if not boards:
            raise CommandError(
                f"{url} and the careers pages it links to name no board of an ATS that we read. What only a script"
                " would show is not seen: look for the address of one posting, and give that to add_source."
            )
        for found in boards:
            self.stdout.write(f"{found.provider}/{found.board.token} ({PROVIDERS[found.provider].NAME})")
            self.stdout.write(f"    seen in {found.evidence}")
            if add:
                source, is_new = add_board(found.provider, found.board, name)
                self.stdout.write(f"    {'added' if is_new else 'already here'}, for {source.company.name}")
            else:
                self.stdout.write(f"    manage.py add_source {found.board.url}")
