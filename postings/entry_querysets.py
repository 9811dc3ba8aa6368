"""The sentences we speak about entries, the rows of lists; what they are narrowed by is postings/narrowing.py.

Entry.objects.open().filter(has_any(CITY, [berlin.id])).newest()
"""

from django.db import models

from postings.querysets import Backwards


class EntryQuerySet(models.QuerySet):
    def open(self):
        """What the public is offered; a posting that is missing from its board, not yet closed, is still open."""
        return self.filter(open=True)

    def closed(self):
        return self.filter(open=False)

    def newest(self):
        """Newest first: ids are in first-seen order."""
        return self.alias(backwards=Backwards("posting")).order_by("backwards")
