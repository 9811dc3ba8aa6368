"""What lists show and count: one entry for each job, and all that readers narrow by.

Derived from postings and their places by postings/entries.py, in the transaction that changes
them. Apart from the posting on purpose: a count over a quarter of a million entries reads 3,000
pages of these rows and would read 16,000 of the postings'.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from postings.entry_querysets import EntryQuerySet
from postings.models.posting import Posting
from postings.querysets import Backwards

OPEN = Q(open=True)


def walk(column: str) -> models.Index:
    """The newest open entries with one value: a slice's page."""
    return models.Index(F(column), Backwards("posting"), name=f"entry_open_{column}", condition=OPEN)


class Entry(models.Model):
    """A listed posting that is no copy. Of each dimension its first known value, as a key; 0 is "not stated".

    A key is the id of the value's row, or the number that stands for a word (`slices.WordDimension`).
    """

    posting = models.OneToOneField(Posting, models.CASCADE, primary_key=True, related_name="entry")
    open = models.BooleanField()
    posted_at = models.DateTimeField(help_text="The earlier of the employer's date and our first sight.")
    pay = models.IntegerField(default=0, help_text="The most it pays a year, in whole units of its own currency.")
    company = models.IntegerField()
    provider = models.IntegerField()
    city = models.IntegerField(default=0)
    region = models.IntegerField(default=0)
    country = models.IntegerField(default=0)
    department = models.IntegerField(default=0)
    function = models.IntegerField(default=0)
    work_model = models.IntegerField(default=0)
    employment = models.IntegerField(default=0)
    seniority = models.IntegerField(default=0)
    currency = models.IntegerField(default=0)
    further = ArrayField(
        models.IntegerField(), null=True, help_text="The marked keys of values beyond the first: `Dimension.marked`."
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-posting_id"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(Backwards("posting"), name="entry_open", condition=OPEN),  # the newest of all
            *map(walk, ("company", "provider", "city", "region", "country", "department", "function", "work_model")),
            models.Index("company", name="entry_of_company"),  # the closed ones too
            # what is similar to a job: the same function in its city, or, without a city, in its country
            models.Index(
                *(F("function"), F("city"), F("country"), Backwards("posting")),
                name="entry_open_alike",
                condition=OPEN,
            ),
            # who has a value beyond its first
            GinIndex("further", name="entry_further", condition=Q(further__isnull=False), fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"entry {self.posting_id}"


class EntryWords(models.Model):
    """The words of an entry, those of its title marked A: postings/words.py."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="beside")
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex("words", name="entry_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"words of {self.entry_id}"


class FurtherValue(models.Model):
    """A value beyond the first, for the walk along it: a job in three cities, one whose copy another provider lists.

    Counting reads `Entry.further` instead: what is in the row needs no join.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="further_values", db_index=False)
    open = models.BooleanField()
    dimension = models.CharField(max_length=12)
    value = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("entry", "dimension", "value", name="further_value_once")]
        indexes = [
            models.Index("dimension", "value", Backwards("entry"), name="further_open_value", condition=OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.value} of {self.entry_id}"
