"""The page of a posting, made beforehand."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from postings.models.posting import Posting


class KeptFrame(models.Model):
    """A copy of page and record, to spare making them: neither is older than its rows for it (postings/frames)."""

    posting = models.OneToOneField(Posting, models.CASCADE, primary_key=True, related_name="+")
    edition = models.BigIntegerField(help_text="The site's, as it was made.")
    revision = models.IntegerField(help_text="The posting's, as it was made.")
    html = models.BinaryField(help_text="Packed: postings/frames/packing.py.")
    job = models.BinaryField(help_text="What the API tells of it, packed: postings/api/job_frames.py.")
    open_since = models.DateTimeField(null=True, help_text="As if the job had been open without a break.")
    kin = ArrayField(models.IntegerField(), help_text="The postings that it names.")
    kin_revisions = models.BigIntegerField(help_text="Theirs together, as it was made.")
    tallies = ArrayField(models.BigIntegerField(), null=True, help_text="Of the slices that it leads to.")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"frame of {self.posting_id}"
