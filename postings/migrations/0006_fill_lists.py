from django.db import migrations


def fill(apps, schema_editor):
    """Enter what a database of an earlier version holds. Entries are derived, so today's code may make them."""
    if apps.get_model("postings", "Posting").objects.exists():
        from postings.entries import enter_everything

        enter_everything()


class Migration(migrations.Migration):
    dependencies = [("postings", "0005_lists")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
