"""The page of a posting, made beforehand."""

from django.db import models

from postings.models.posting import Posting


class KeptFrame(models.Model):
    """A copy, to spare making it: no page is older than its rows for it (postings/frames)."""

    posting = models.OneToOneField(Posting, models.CASCADE, primary_key=True, related_name="+")
    edition = models.BigIntegerField(help_text="The site's, as it was made.")
    revision = models.IntegerField(help_text="The posting's, as it was made.")
    html = models.BinaryField(help_text="Packed: postings/frames/keeping.py.")

    def __str__(self) -> str:
        return f"frame of {self.posting_id}"
