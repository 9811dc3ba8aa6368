import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

# Whoever comes to a posting's kin, or leaves it, raises the posting's revision: its page names them. What they are
# called, and whether they are open, is told by their own revisions.
RISE = """
create type postings_kinship as (
    id bigint, company_id bigint, normalized_title text, city_id bigint, requisition_key bigint, copy_of_id bigint
);
create function postings_revision_of_kin_rises(moved postings_kinship[]) returns void language sql as $$
    with grouped as (
        select distinct company_id, normalized_title, coalesce(city_id, 0) as city from unnest(moved)
        where normalized_title > ''
    ), required as (
        select distinct company_id, requisition_key from unnest(moved) where requisition_key is not null
    ), copied as (
        select distinct copy_of_id as id from unnest(moved) where copy_of_id is not null
    ), kin as (
        select k.id from grouped g join postings_posting k on k.company_id = g.company_id
            and k.normalized_title = g.normalized_title and coalesce(k.city_id, 0) = g.city
        union select k.id from required r join postings_posting k
            on k.company_id = r.company_id and k.requisition_key = r.requisition_key
        union select k.id from copied c join postings_posting k on k.copy_of_id = c.id
        union select id from copied
    )
    update postings_posting set revision = revision
    where id in (select id from kin except select id from unnest(moved)) and active
$$;

create function postings_revision_follows_new_kin() returns trigger language plpgsql as $$
begin
    perform postings_revision_of_kin_rises(array(
        select row(id, company_id, normalized_title, city_id, requisition_key, copy_of_id)::postings_kinship from came
    ));
    return null;
end $$;
create trigger postings_posting_revision_of_new_kin after insert on postings_posting
    referencing new table as came for each statement execute function postings_revision_follows_new_kin();

create function postings_revision_follows_moved_kin() returns trigger language plpgsql as $$
begin
    perform postings_revision_of_kin_rises(array[
        row(old.id, old.company_id, old.normalized_title, old.city_id, old.requisition_key, old.copy_of_id),
        row(new.id, new.company_id, new.normalized_title, new.city_id, new.requisition_key, new.copy_of_id)
    ]::postings_kinship[]);
    return null;
end $$;
create trigger postings_posting_revision_of_moved_kin after update on postings_posting
    for each row when (
        row(old.company_id, old.normalized_title, old.city_id, old.region_id, old.country_id,
            old.requisition_key, old.copy_of_id)
        is distinct from
        row(new.company_id, new.normalized_title, new.city_id, new.region_id, new.country_id,
            new.requisition_key, new.copy_of_id)
    ) execute function postings_revision_follows_moved_kin()
"""
STAND_STILL = """
drop function postings_revision_of_kin_rises, postings_revision_follows_new_kin,
    postings_revision_follows_moved_kin cascade;
drop type postings_kinship
"""


class Migration(migrations.Migration):
    dependencies = [("postings", "0013_kin_by_one_walk")]

    operations = [
        migrations.RunSQL("truncate postings_keptframe", migrations.RunSQL.noop),  # workers make them anew
        migrations.AddField(
            "keptframe",
            "open_since",
            models.DateTimeField(help_text="As if the job had been open without a break.", null=True),
        ),
        migrations.AddField(
            "keptframe",
            "kin",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, help_text="The postings that it names.", size=None
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "keptframe",
            "kin_revisions",
            models.BigIntegerField(default=0, help_text="Theirs together, as it was made."),
            preserve_default=False,
        ),
        migrations.AddField(
            "keptframe",
            "tallies",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                help_text="Of the slices that it leads to.",
                null=True,
                size=None,
            ),
        ),
        migrations.AddField("keptframe", "made_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.RunSQL(RISE, STAND_STILL),
    ]
