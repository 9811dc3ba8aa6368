"""How many open postings each board has of each value: what every unfiltered count on the site adds up."""

from django.db import models

from companies.models import Source


class Tally(models.Model):
    """`number` of `source`'s open postings have `value` of `dimension`; "" is "not stated".

    Counted anew, from the board's own postings, by every crawl that changes one of them and in
    its transaction (postings/tallies.py): exact, and no two boards ever wait for one another.
    A slice of 50,000 postings is a sum over some hundred boards.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="tallies")
    dimension = models.CharField(max_length=12)
    value = models.CharField(max_length=20, blank=True, help_text="The value's row id, or its word.")
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint("dimension", "value", "source", name="one_tally_per_value"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="tally_counts_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.dimension} {self.value or 'not stated'}"
