from django.db import migrations

# A place is open exactly when its posting is: the database itself carries the change over.
PLACE_FOLLOWS_POSTING = """
alter table postings_postingplace add constraint place_follows_posting
    foreign key (posting_id, active) references postings_posting (id, active)
    on update cascade on delete cascade deferrable initially immediate
"""
PLACE_ALONE = "alter table postings_postingplace drop constraint place_follows_posting"

# What happened stays told: an event is neither changed nor taken back.
APPEND_ONLY = """
create function postings_event_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'Events are append-only: event % cannot be changed or deleted.', old.id;
end $$;
create trigger postings_event_append_only before update or delete on postings_event
    for each row execute function postings_event_is_final()
"""
CHANGEABLE = """
drop trigger postings_event_append_only on postings_event;
drop function postings_event_is_final
"""


class Migration(migrations.Migration):
    dependencies = [("postings", "0002_tables")]

    operations = [
        migrations.RunSQL(PLACE_FOLLOWS_POSTING, PLACE_ALONE),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
