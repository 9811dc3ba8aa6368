import asyncio

from django.core.management.base import BaseCommand

from companies.claims import Claims
from postings.work.visiting import Desk
from postings.work.worker import Worker


class Command(BaseCommand):
    help = (
        "Visit boards whenever they are due and bring in what they answer, until it is told to stop. "
        "Any number of these share the work, on one machine or several."
    )

    def add_arguments(self, parser):
        parser.add_argument("--concurrency", type=int, default=16, help="boards to read at the same time (16)")

    def handle(self, concurrency, **options):
        with Claims() as claims:
            self.stdout.write(f"Working as {claims.name}, {concurrency} boards at a time. Ctrl-C stops.")
            asyncio.run(self.work(Desk(claims), max(1, concurrency)))
        self.stdout.write("Stopped. Nothing is held.")

    async def work(self, desk, concurrency):
        await Worker(desk, concurrency, self.stdout.write).run()
