"""How many open entries each value has: every unfiltered count on the site is one of these rows."""

from django.db import models
from django.db.models import Q


class Tally(models.Model):
    """`number` open entries have `value` of `dimension`: postings/tallies.py.

    Changed with the entries, in one transaction: exact, and a total is one row however many boards
    it is spread over. `stretches` says where along the ids they are, for the pages far down a list.
    """

    dimension = models.CharField(max_length=12)
    value = models.IntegerField(help_text="The value's key; 0 is “not stated”.")
    number = models.PositiveIntegerField()
    stretches = models.JSONField(default=dict, help_text="{stretch of ids: number in it}")
    changed_at = models.DateTimeField(help_text="When an entry that has the value, or had it, was last written.")

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [models.UniqueConstraint("dimension", "value", name="one_tally_per_value")]
        indexes = [
            # an index page: the values with most jobs
            models.Index("dimension", models.F("number").desc(), name="tally_most", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.dimension} {self.value or 'not stated'}"
