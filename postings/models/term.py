"""The words that jobs are listed with: what a misspelled word of a search is compared with."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from postings.tokens import LONGEST_WORD


class Term(models.Model):
    """A word, as `postings.tokens` leaves it, that stands in some entry, or once did."""

    word = models.CharField(max_length=LONGEST_WORD, primary_key=True)

    class Meta:
        ordering = ["word"]
        indexes = [
            # `word % 'enigneer'`. Among 56,000 words 0.7 ms; a GiST index takes 8 ms, 15 ms for the nearest 30.
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="term_trigrams"),
        ]

    def __str__(self) -> str:
        return self.word
