import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0010_api"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptFrame",
            fields=[
                (
                    "posting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="postings.posting",
                    ),
                ),
                ("key", models.BigIntegerField(help_text="Of the rows it was made of, and of the site's edition.")),
                ("html", models.BinaryField(help_text="Packed: postings/frames/keeping.py.")),
            ],
        ),
        # It is packed already: PostgreSQL would try in vain, at each writing.
        migrations.RunSQL(
            "alter table postings_keptframe alter column html set storage external", migrations.RunSQL.noop
        ),
    ]
