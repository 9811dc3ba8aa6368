"""Two companies that are one: everything of the second becomes the first's, in one transaction.

    merge(kept, gone)    boards, postings, events, entries and tallies, names and addresses

Copies are of one company, so jobs that both listed become one entry each.
"""

from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Model

from companies.models import Company, Source
from postings.entries import enter, outdate
from postings.models import Event, Posting, Tally
from postings.slices import COMPANY

# What the first company takes over from the second where it has none of its own.
TAKEN_OVER = ("domain", "logo", "about")


class Merged(NamedTuple):
    """What the first company has now that was the second's."""

    sources: int
    postings: int
    events: int


@transaction.atomic
def merge(kept: Company, gone: Company) -> Merged:
    """Make `gone` a part of `kept`. Its names become aliases and its addresses lead to `kept`.

    ValueError when the two are the same.
    """
    if kept.id == gone.id:
        raise ValueError(f"{kept} is one company already.")
    lock(kept, gone)
    ids = list(Posting.objects.filter(company=gone).values_list("id", flat=True))
    moved = {model: move(model, field, kept, gone) for model, field in belonging()}
    enter(ids)
    Tally.objects.filter(dimension=COMPANY.name, value=gone.id).delete()
    take_over(kept, gone)
    outdate()
    return Merged(moved[Source], moved[Posting], moved[Event])


def lock(kept: Company, gone: Company) -> None:
    """Nobody else visits their boards or changes them until the transaction ends; boards first, as an ingest does."""
    list(Source.objects.select_for_update().filter(company__in=[kept, gone]).order_by("id"))
    list(Company.objects.select_for_update().filter(id__in=[kept.id, gone.id]).order_by("id"))
    kept.refresh_from_db()
    gone.refresh_from_db()


def belonging() -> list[tuple[type[Model], str]]:
    """All that belongs to a company: (model, its field)."""
    relations = (field for field in Company._meta.get_fields(include_hidden=True) if field.auto_created)
    return [(relation.related_model, relation.field.name) for relation in relations if relation.one_to_many]


def move(model: type[Model], field: str, kept: Company, gone: Company) -> int:
    """How many rows are the kept one's now. Of events, nothing else may change, and only here: migration 0008."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('jobboard.merging', 'on', true)")
        moved = model._base_manager.filter(**{field: gone}).update(**{field: kept})
        cursor.execute("select set_config('jobboard.merging', 'off', true)")
    return moved


def take_over(kept: Company, gone: Company) -> None:
    names = [gone.name, *gone.aliases]
    kept.aliases = [*kept.aliases, *(name for name in names if name != kept.name and name not in kept.aliases)]
    former = [gone.slug, *gone.former_slugs]
    kept.former_slugs = [*kept.former_slugs, *(slug for slug in former if slug not in kept.former_slugs)]
    for name in TAKEN_OVER:
        if not getattr(kept, name):
            setattr(kept, name, getattr(gone, name))
    gone.delete()
    kept.save(update_fields=["aliases", "former_slugs", *TAKEN_OVER])
