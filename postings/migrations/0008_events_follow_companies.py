from django.db import migrations

# What happened stays told: an event is neither changed nor taken back. But of whom it is told follows two companies
# that become one (postings/merging.py), which says so for the length of its transaction.
BUT_FOR_MERGING = """
create or replace function postings_event_is_final() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('jobboard.merging', true) = 'on'
        and to_jsonb(new) - 'company_id' = to_jsonb(old) - 'company_id'
    then
        return new;
    end if;
    raise exception 'Events are append-only: event % cannot be changed or deleted.', old.id;
end $$
"""
ALWAYS = """
create or replace function postings_event_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'Events are append-only: event % cannot be changed or deleted.', old.id;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("postings", "0007_entry_changes")]

    operations = [migrations.RunSQL(BUT_FOR_MERGING, ALWAYS)]
