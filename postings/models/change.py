"""What has been written to the lists, for processes that hold entries in memory."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class EntryChange(models.Model):
    """The entries that one writing made, changed or took away; ids rise in the order in which readers see them.

    None: a value is called otherwise.
    """

    entries = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"change {self.pk} of {len(self.entries)} entries"
