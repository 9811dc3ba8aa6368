from django.db import migrations


class Migration(migrations.Migration):
    """Filled the lists once. Today's code does it after the last migration, when its tables are there: entries.fill."""

    dependencies = [("postings", "0005_lists")]

    operations = []
