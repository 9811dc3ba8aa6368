from django.db import migrations, models

# A posting's revision rises with whatever the frame of its page is made of, whoever writes it. Where that is not
# the posting's own row, the row is written as it is, and rises by it.
RISE = """
create function postings_revision_rises() returns trigger language plpgsql as $$
begin
    new.revision := old.revision + 1;
    return new;
end $$;
create trigger postings_posting_revision before update on postings_posting
    for each row execute function postings_revision_rises();

create function postings_revision_follows_part() returns trigger language plpgsql as $$
begin
    update postings_posting set revision = revision where id = new.posting_id;
    return null;
end $$;
create trigger postings_postingcontent_revision after update on postings_postingcontent
    for each row when (
        row(old.html, old.team, old.salary_raw, old.source_url, old.apply_url, old.source_hash,
            old.extensions, old.native_structured, old.parsed_structured)
        is distinct from
        row(new.html, new.team, new.salary_raw, new.source_url, new.apply_url, new.source_hash,
            new.extensions, new.native_structured, new.parsed_structured)
    ) execute function postings_revision_follows_part();

create function postings_revision_follows_places() returns trigger language plpgsql as $$
begin
    update postings_posting set revision = revision
    where id in (select posting_id from moved where position > 0);  -- the primary place is in the posting's row
    return null;
end $$;
create trigger postings_postingplace_revision_of_new after insert on postings_postingplace
    referencing new table as moved for each statement execute function postings_revision_follows_places();
create trigger postings_postingplace_revision_of_old after delete on postings_postingplace
    referencing old table as moved for each statement execute function postings_revision_follows_places();
create trigger postings_postingplace_revision_of_changed after update on postings_postingplace
    for each row when (
        row(old.position, old.city_id, old.region_id, old.country_id)
        is distinct from row(new.position, new.city_id, new.region_id, new.country_id)
    ) execute function postings_revision_follows_part();

create function postings_revision_follows_name() returns trigger language plpgsql as $$
begin
    execute format('update postings_posting set revision = revision where %I = $1', tg_argv[0]) using new.id;
    return null;
end $$;
create trigger companies_company_revision after update on companies_company
    for each row when (
        row(old.org_id, old.slug, old.name, old.domain) is distinct from row(new.org_id, new.slug, new.name, new.domain)
    ) execute function postings_revision_follows_name('company_id');
create trigger postings_department_revision after update on postings_department
    for each row when (row(old.slug, old.name) is distinct from row(new.slug, new.name))
    execute function postings_revision_follows_name('department_id');

create function postings_revision_follows_name_of_place() returns trigger language plpgsql as $$
begin
    execute format(
        'update postings_posting set revision = revision
        where id in (select posting_id from postings_postingplace where %I = $1)', tg_argv[0]
    ) using new.id;
    return null;
end $$;
create trigger postings_city_revision after update on postings_city
    for each row when (row(old.slug, old.name) is distinct from row(new.slug, new.name))
    execute function postings_revision_follows_name_of_place('city_id');
create trigger postings_region_revision after update on postings_region
    for each row when (row(old.code, old.name) is distinct from row(new.code, new.name))
    execute function postings_revision_follows_name_of_place('region_id');
create trigger postings_country_revision after update on postings_country
    for each row when (row(old.code, old.name) is distinct from row(new.code, new.name))
    execute function postings_revision_follows_name_of_place('country_id')
"""
STAND_STILL = """
drop function postings_revision_rises, postings_revision_follows_part, postings_revision_follows_places,
    postings_revision_follows_name, postings_revision_follows_name_of_place cascade
"""


class Migration(migrations.Migration):
    dependencies = [("postings", "0011_kept_frames")]

    operations = [
        migrations.RunSQL("truncate postings_keptframe", migrations.RunSQL.noop),  # workers make them anew
        migrations.RemoveField("keptframe", "key"),
        migrations.AddField(
            "keptframe",
            "edition",
            models.BigIntegerField(default=0, help_text="The site's, as it was made."),
            preserve_default=False,
        ),
        migrations.AddField(
            "keptframe",
            "revision",
            models.IntegerField(default=0, help_text="The posting's, as it was made."),
            preserve_default=False,
        ),
        migrations.AddField(
            "posting",
            "revision",
            models.IntegerField(
                db_default=0,
                default=0,
                editable=False,
                help_text="Rises with all that its page's frame is made of: the database sees to it.",
            ),
        ),
        migrations.RunSQL(RISE, STAND_STILL),
    ]
