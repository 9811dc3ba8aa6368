"""The page of a posting, made beforehand."""

from django.db import models

from postings.models.posting import Posting


class KeptFrame(models.Model):
    """A copy, to spare making it: no page is older than its rows for it (postings/frames)."""

    posting = models.OneToOneField(Posting, models.CASCADE, primary_key=True, related_name="+")
    key = models.BigIntegerField(help_text="Of the rows it was made of, and of the site's edition.")
    html = models.BinaryField(help_text="Packed: postings/frames/keeping.py.")

    def __str__(self) -> str:
        return f"frame of {self.posting_id}"
