"""Two companies become one, and every number and address says so."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from companies.models import Company
from postings import tallies
from postings.merging import belonging, merge
from postings.models import Entry, Event, Posting, Tally
from tests import make
from tests.boards import job, source, visit
from tests.reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
@make.together()
def pair():
    """Acme with two jobs, and ACME Health with three: one of them is Acme's engineer again, one is closed."""
    acme, health = make.company("Acme"), make.company("ACME Health", aliases=["ACME Health Ltd"], domain="acme.example")
    board, other = make.source(company=acme), make.source(company=health, provider="ashby")
    berlin = make.city()
    for title in ("Engineer", "Nurse"):
        make.event(make.posting(title, source=board, places=[berlin]))
    for title in ("Engineer", "Cook"):
        make.event(make.posting(title, source=other, places=[berlin]))
    make.event(make.posting("Baker", source=other, active=False), "job.closed")
    return acme, health


def counted():
    """The tallies as they would be if all entries were counted anew; of dimensions with one value an entry."""
    counts = Counter({(tallies.ALL, 0): Entry.objects.filter(open=True).count()})
    for name in ("company", "city", "country", "work_model"):
        counts.update((name, value) for value in Entry.objects.filter(open=True).values_list(name, flat=True))
    return {key: number for key, number in counts.items() if number}


def kept_tallies():
    dimensions = {dimension for dimension, _ in counted()}
    rows = Tally.objects.filter(dimension__in=dimensions, number__gt=0)
    return {(tally.dimension, tally.value): tally.number for tally in rows}


def test_all_that_was_the_seconds_is_the_firsts_and_every_count_is_exact(pair):
    acme, health = pair
    assert tallies.open_jobs() == 4
    assert merge(acme, health) == (1, 3, 3)
    assert not Company.objects.filter(id=health.id).exists()
    assert acme.sources.count() == 2
    assert Posting.objects.filter(company=acme).count() == Event.objects.filter(company=acme).count() == 5
    assert tallies.open_jobs() == tallies.total("company", acme.id) == 3  # the two engineers are one job
    assert kept_tallies() == counted()
    assert not Tally.objects.filter(dimension="company", value=health.id).exists()


def test_the_engineer_of_both_is_listed_with_both_providers(pair):
    merge(*pair)
    providers = Tally.objects.filter(dimension="provider", number__gt=0).values_list("number", flat=True)
    assert sorted(providers) == [2, 2]  # Lever's engineer and nurse, Ashby's engineer and cook


def test_names_and_addresses_of_the_second_lead_to_the_first(client, pair):
    acme, health = pair
    merge(acme, health)
    acme.refresh_from_db()
    assert (acme.name, acme.aliases) == ("Acme", ["ACME Health", "ACME Health Ltd"])
    assert acme.domain == "acme.example"
    moved = client.get("/companies/acme-health/")
    assert (moved.status_code, moved["Location"]) == (301, "/companies/acme/")
    assert "3 open jobs" in text(page(client, "/companies/acme/"))
    for title in ("Nurse", "Cook"):
        posting = Posting.objects.get(title=title)
        assert "Acme" in text(page(client, posting.get_absolute_url()).css_first("h1").parent)


def test_a_board_goes_on_as_if_it_had_always_been_the_firsts():
    board = source()
    visit(board, [job("a"), job("b")])
    acme = make.company("Acme Holding")
    merge(acme, board.company)
    visit(board, [job("a", title="Senior Engineer"), job("b"), job("c")], hours=12)
    assert set(Event.objects.values_list("company", flat=True)) == {acme.id}
    assert tallies.total("company", acme.id) == Posting.objects.filter(company=acme, active=True).count() - 1


def test_nothing_that_points_at_a_company_is_forgotten():
    assert {model.__name__ for model, _ in belonging()} == {"Source", "Posting", "Event", "Subscription"}


def test_a_company_is_not_merged_with_itself(pair):
    with pytest.raises(ValueError, match="one company already"):
        merge(pair[0], pair[0])


@pytest.mark.parametrize("change", [{"company": 0}, {"observed_at": make.NOW + timedelta(1)}])
def test_nobody_else_changes_an_event_nor_does_a_merge_change_more_of_it(pair, change):
    values = {name: pair[0] if name == "company" else value for name, value in change.items()}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(company=pair[1]).update(**values)
    merge(*pair)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(**values | {"field": "title"})
