"""What every worker must know of a host before it asks there: one row a host, shared by all of them."""

from django.db import models
from django.db.models.functions import Now


class Host(models.Model):
    """A host that we ask. Whose turn it is there is told by locks (companies/fetching/pace.py), not by this row.

    `name` is "api.lever.co"; with its port where that is not the scheme's own, "127.0.0.1:8021".
    Read and written by `companies.fetching`.
    """

    name = models.CharField(max_length=300, primary_key=True)
    next_allowed_at = models.DateTimeField(db_default=Now(), help_text="Nobody asks before this moment.")
    crawl_delay = models.FloatField(null=True, blank=True, help_text="Seconds between requests, by its robots.txt.")
    robots = models.TextField(db_default="", blank=True, help_text="Its robots.txt, as last read.")
    robots_read_at = models.DateTimeField(null=True, blank=True, help_text="When that was.")
    robots_due_at = models.DateTimeField(null=True, blank=True, help_text="When it is read again.")
    failures = models.PositiveIntegerField(db_default=0, help_text="Requests in a row that it failed to answer.")
    open_until = models.DateTimeField(
        null=True, blank=True, help_text="The circuit is open: left alone until then, then tried with one request."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
