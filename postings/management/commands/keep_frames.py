from django.core.management.base import BaseCommand

from companies.progress import Progress
from postings.frames import keeping


class Command(BaseCommand):
    help = (
        "Make the pages of all open postings that are not kept as they are now, and drop those of closed ones. "
        "Workers do it board by board, and all of them at night; worth a call after a new version of the site."
    )

    def handle(self, **options):
        sources = keeping.boards()
        progress = Progress("Making pages", self.stderr)
        made = sum(keeping.keep_frames(source) for source in progress.over(sources, len(sources)))
        dropped = keeping.forget_closed()
        self.stdout.write(f"Pages made: {made:,}; of closed postings, dropped: {dropped:,}.")
