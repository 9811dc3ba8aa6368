from django.db import migrations

PLACE_ALONE = "alter table postings_postingplace drop constraint place_follows_posting"

# What makes two postings copies of one another, as a number: postings/copies.py.
KEY_OF = """
create function postings_key_of(words text) returns bigint language sql immutable strict parallel safe
return ('x' || substr(md5(lower(words)), 1, 16))::bit(64)::bigint
"""
NO_KEY = "drop function postings_key_of"


class Migration(migrations.Migration):
    """Counts and walks of slices leave the postings for tables of their own."""

    dependencies = [("postings", "0003_guards")]

    operations = [
        migrations.RunSQL(PLACE_ALONE, migrations.RunSQL.noop),
        migrations.RunSQL(KEY_OF, NO_KEY),
        migrations.DeleteModel("Tally"),
    ]
