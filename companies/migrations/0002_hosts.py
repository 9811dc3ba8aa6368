"""One row for each host that we ask: its pace, its robots.txt, and how it fares."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="Host",
            fields=[
                ("name", models.CharField(max_length=300, primary_key=True, serialize=False)),
                (
                    "next_allowed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        help_text="Nobody asks before this moment.",
                    ),
                ),
                (
                    "crawl_delay",
                    models.FloatField(blank=True, help_text="Seconds between requests, by its robots.txt.", null=True),
                ),
                ("robots", models.TextField(blank=True, db_default="", help_text="Its robots.txt, as last read.")),
                ("robots_read_at", models.DateTimeField(blank=True, help_text="When that was.", null=True)),
                ("robots_due_at", models.DateTimeField(blank=True, help_text="When it is read again.", null=True)),
                (
                    "failures",
                    models.PositiveIntegerField(db_default=0, help_text="Requests in a row that it failed to answer."),
                ),
                (
                    "open_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="The circuit is open: left alone until then, then tried with one request.",
                        null=True,
                    ),
                ),
            ],
            options={"ordering": ["name"]},
        ),
    ]
