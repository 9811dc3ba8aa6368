from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """What the search for words in a title stands on."""

    operations = [TrigramExtension()]
