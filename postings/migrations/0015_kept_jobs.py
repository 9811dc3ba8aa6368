from django.db import migrations, models

# What the API tells of a job has its text as well. Inline, as long as two rows fit a page: no second table is
# read for it.
RISE = """
drop trigger postings_postingcontent_revision on postings_postingcontent;
create trigger postings_postingcontent_revision after update on postings_postingcontent
    for each row when (
        row(old.html, old.text, old.team, old.salary_raw, old.source_url, old.apply_url, old.source_hash,
            old.extensions, old.native_structured, old.parsed_structured)
        is distinct from
        row(new.html, new.text, new.team, new.salary_raw, new.source_url, new.apply_url, new.source_hash,
            new.extensions, new.native_structured, new.parsed_structured)
    ) execute function postings_revision_follows_part();
alter table postings_keptframe alter column job set storage external;
alter table postings_keptframe set (toast_tuple_target = 4000)
"""


class Migration(migrations.Migration):
    dependencies = [("postings", "0014_kin_in_frames")]

    operations = [
        migrations.RunSQL("truncate postings_keptframe", migrations.RunSQL.noop),  # workers make them anew
        migrations.AddField(
            "keptframe",
            "job",
            models.BinaryField(
                default=b"", help_text="What the API tells of it, packed: postings/api/job_frames.py."
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "keptframe", "html", models.BinaryField(help_text="Packed: postings/frames/packing.py.")
        ),
        migrations.RunSQL(RISE, migrations.RunSQL.noop),
    ]
