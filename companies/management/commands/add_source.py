from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.core.management.base import BaseCommand, CommandError

from companies.directory import NotABoard, add_board, add_source
from companies.progress import Progress
from companies.starter import NotListed, starter


class Wanted(NamedTuple):
    """`where` is what a refusal begins with: the file's line, "" for the command line."""

    url: str
    name: str
    where: str = ""


class Command(BaseCommand):
    help = "Add the board behind any careers URL: a board, a posting, an apply page or an API address."

    def add_arguments(self, parser):
        parser.add_argument("url", nargs="*")
        parser.add_argument("--name", default="", help="the company's name (else made from the board's token)")
        parser.add_argument(
            "--file",
            type=Path,
            help="careers URLs, one a line, each with a tab and the company's name if you like; # comments",
        )
        parser.add_argument(
            "--starter", metavar="lever,ashby|all", help="boards of these providers from the starter list"
        )

    def handle(self, url, name, file, starter, **options):
        if not url and not file and not starter:
            raise CommandError("Give careers URLs, --file FILE, or --starter all.")
        wanted = [*(Wanted(address, name) for address in url), *(lines(file) if file else ())]
        refused = [words for one in wanted if (words := self.add(one))]
        if starter:
            self.start_with(starter.split(","))
        if refused:
            raise CommandError("\n".join(refused))

    def add(self, one: Wanted) -> str:
        """Why not, in a sentence; "" when it is here."""
        try:
            source, is_new = add_source(one.url, one.name)
        except NotABoard as error:
            return f"{one.where}{error}"
        state = "added" if is_new else "already here"
        self.stdout.write(f"{source} ({source.provider_name}), {source.company.name}: {state}. {source.url}")
        return ""

    def start_with(self, wanted):
        try:
            boards = starter(name.strip() for name in wanted)
        except NotListed as error:
            raise CommandError(str(error)) from None
        added = 0
        for one in Progress("Adding boards").over(boards, len(boards)):
            added += add_board(one.provider, one.board, one.company)[1]
        self.stdout.write(
            f"Boards added: {added:,}; already here: {len(boards) - added:,}. Next: manage.py crawl --due"
        )


def lines(file: Path) -> Iterator[Wanted]:
    """The URLs of a file. CommandError when it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}.") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            url, _, name = line.strip().partition("\t")
            yield Wanted(url, name.strip(), f"Line {number} of {file.name}: ")
