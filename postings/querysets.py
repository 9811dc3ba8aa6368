"""The sentences we speak about postings, each of them one, copies or not; lists of jobs speak of entries.

Posting.objects.open().on(source).newest()
"""

from django.db import models


class Backwards(models.Func):
    """The id counted backwards: what the indexes of the slices are ordered by, and no other index is.

    Ordered by the id itself, a slice of a few per cent is sought along the ids of all postings,
    newest first, by a planner that thinks it spread evenly: 419 pages read instead of 39, and the
    whole table where a slice has only old postings.
    """

    template = "(- %(expressions)s)"
    output_field = models.IntegerField()


class PostingQuerySet(models.QuerySet):
    def open(self):
        """What the public is offered: not closed, and in the site's scope. A missing one is still open."""
        return self.filter(active=True, listed=True)

    def closed(self):
        return self.filter(active=False)

    def missing(self):
        """Absent from the last whole crawl, waiting for a second look."""
        return self.filter(active=True, missing_since__isnull=False)

    def at(self, company):
        return self.filter(company=company)

    def on(self, source):
        """The board's, in the order of its index: see postings/paging.py."""
        return self.filter(source=source).alias(backwards=Backwards("id"))

    def newest(self):
        """Newest first: ids are in first-seen order."""
        return self.order_by("-id")
