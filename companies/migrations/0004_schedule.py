import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_details")]

    operations = [
        migrations.AddField(
            "source",
            "rhythm",
            models.DurationField(
                default=datetime.timedelta(seconds=43200),
                help_text="The pause between visits, learned from how often it changes.",
            ),
        ),
        migrations.AddField(
            "source", "claimed_by", models.CharField(blank=True, editable=False, max_length=100)
        ),
        migrations.AddField("source", "claimed_until", models.DateTimeField(editable=False, null=True)),
        migrations.AddIndex(
            "source",
            models.Index("provider", "next_due_at", name="source_due_at_provider", condition=models.Q(state="active")),
        ),
    ]
