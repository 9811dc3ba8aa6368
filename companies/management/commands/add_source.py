from django.core.management.base import BaseCommand, CommandError

from companies.directory import NotABoard, add_source


class Command(BaseCommand):
    help = "Add the board behind any careers URL: a board, a posting, an apply page or an API address."

    def add_arguments(self, parser):
        parser.add_argument("url", nargs="+")
        parser.add_argument("--name", default="", help="the company's name (else made from the board's token)")

    def handle(self, url, name, **options):
        unknown = []
        for address in url:
            try:
                source, is_new = add_source(address, name)
            except NotABoard as error:
                unknown.append(str(error))
            else:
                state = "added" if is_new else "already here"
                self.stdout.write(f"{source} ({source.provider_name}), {source.company.name}: {state}. {source.url}")
        if unknown:
            raise CommandError("\n".join(unknown))
