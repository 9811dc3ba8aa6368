from django.core.management.base import BaseCommand

from postings.benching.database import database
from postings.benching.filling import settle
from postings.benching.ingesting import Board, Cost, archive_in_memory


class Command(BaseCommand):
    help = (
        "Measures what bringing in a visit costs the database, on an invented board: statements and milliseconds of a "
        "first read, of an unchanged board and of one with a hundredth changed. In a database of its own, which goes "
        "when it is done."
    )

    def add_arguments(self, parser):
        parser.add_argument("--postings", type=int, default=3000, help="of the board (default: %(default)s)")
        parser.add_argument("--rounds", type=int, default=3, help="of each change; the best one is told")
        parser.add_argument("--list", action="store_true", help="name the statements")

    def handle(self, **options):
        with archive_in_memory(), database(options["postings"], seed=0, keep=False):
            self.measure(Board(options["postings"]), options["rounds"], options["list"])

    def measure(self, board: Board, rounds: int, is_listed: bool) -> None:
        source = board.source()
        self.tell("first read", board.visit(source), is_listed)
        settle()
        self.tell("unchanged", min_of(rounds, lambda: board.visit(source, quiet=True)), is_listed)

        def edited() -> Cost:
            board.edit(0.01)
            return board.visit(source)

        def turned_over() -> Cost:
            board.replace(len(board.jobs) // 200)
            return board.visit(source)

        self.tell("1 % edited", min_of(rounds, edited), is_listed)
        self.tell("0.5 % gone, 0.5 % new", min_of(rounds, turned_over), is_listed)

    def tell(self, what: str, cost: Cost, is_listed: bool) -> None:
        self.stdout.write(
            f"{what:24} {cost.of_board:3} statements of the board, {cost.of_lists:3} of the lists, {cost.copies:3} COPY"
            f" {cost.milliseconds:9.1f} ms in the database {cost.total_milliseconds:8.0f} ms in all"
        )
        for statement in cost.statements if is_listed else ():
            room = "lists" if statement.is_of_lists else "board"
            self.stdout.write(f"    {room} {statement.milliseconds:8.1f} ms  {statement.name}")


def min_of(rounds: int, visit) -> Cost:
    return min((visit() for _ in range(rounds)), key=lambda cost: cost.milliseconds)
