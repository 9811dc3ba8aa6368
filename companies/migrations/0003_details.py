from django.db import migrations, models
from django.db.models import Q

OUTCOMES = [
    ("whole", "whole"),
    ("unchanged", "whole, and the same as last time"),
    ("partial", "partial"),
    ("failed", "failed"),
    ("held", "held: it would take too much away"),
    ("undone", "undone"),
    ("gone", "no visit: the board is gone, by an admin's word"),
]
STATES = [
    ("active", "active"),
    ("paused", "paused: it is not visited"),
    ("parked", "parked: it has moved or is gone"),
]


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_hosts")]

    operations = [
        migrations.AddField("crawl", "owed", models.JSONField(default=list, blank=True)),
        migrations.AddField("crawl", "undone_at", models.DateTimeField(null=True, blank=True)),
        migrations.AddField(
            "crawl", "undone_by", models.CharField(max_length=150, blank=True, default=""), preserve_default=False
        ),
        migrations.AlterField("crawl", "outcome", models.CharField(max_length=10, choices=OUTCOMES)),
        migrations.RemoveConstraint("crawl", "crawl_outcome_is_known"),
        migrations.AddConstraint(
            "crawl",
            models.CheckConstraint(
                condition=Q(outcome__in=["whole", "unchanged", "partial", "failed", "held", "undone", "gone"]),
                name="crawl_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            "crawl",
            models.CheckConstraint(
                condition=~Q(outcome="undone") | Q(undone_at__isnull=False, undone_by__gt=""),
                name="crawl_undone_has_a_name",
            ),
        ),
        migrations.AddField(
            "source",
            "first_gone_at",
            models.DateTimeField(
                null=True,
                blank=True,
                help_text="When the board first answered that it does not exist, if it does so still.",
            ),
        ),
        migrations.AddField(
            "source",
            "gone",
            models.PositiveSmallIntegerField(default=0, help_text="How often it has answered so since."),
        ),
        migrations.AddField(
            "source",
            "parked_reason",
            models.CharField(max_length=500, blank=True, default="", help_text="Why it is parked, in a sentence."),
            preserve_default=False,
        ),
        migrations.AddField(
            "source",
            "second_look",
            models.BooleanField(
                default=False,
                help_text="Somebody is missing or a visit is in doubt: the next one is looked at in any case.",
            ),
        ),
        migrations.AddField(
            "source",
            "quiet_visits",
            models.PositiveIntegerField(
                default=0, help_text="Visits since the last one on record that showed just the same: they have no row."
            ),
        ),
        # Who is missing from a board, or was at a held visit, is looked for at its next visit.
        migrations.RunSQL("update companies_source set second_look = true", migrations.RunSQL.noop),
        migrations.AlterField("source", "state", models.CharField(max_length=10, choices=STATES, default="active")),
        migrations.RemoveConstraint("source", "source_state_is_known"),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(condition=Q(state__in=["active", "paused", "parked"]), name="source_state_is_known"),
        ),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(
                condition=~Q(state="parked") | Q(parked_reason__gt=""), name="source_parked_says_why"
            ),
        ),
    ]
