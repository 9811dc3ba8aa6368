"""Facets count exactly, each as if nothing of its own were chosen, and never from memory that is out of date."""

import pytest
from django.http import QueryDict

from companies.directory import rename
from postings.entries import enter
from postings.facets import address, facets, stamp, values
from postings.filters import selected
from postings.models import Posting
from postings.slices import CITY, COMPANY, DEPARTMENT
from postings.walks import walk_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
@make.together()
def jobs():
    acme, care = make.company("Acme"), make.department("Care")
    berlin, paris = make.city("Berlin"), make.city("Paris", "FR")
    make.posting("Nurse", company=acme, places=[berlin, paris], workplace_type="remote", department=care)
    make.posting("Cook", company=acme, places=[berlin], workplace_type="hybrid")
    make.posting("Cook's help", places=[paris], workplace_type="hybrid", department=care)
    make.posting("Pilot", workplace_type="on_site")
    make.posting("Old pilot", workplace_type="on_site", active=False)


def counted(query: str) -> dict[str, dict[str, int]]:
    """{facet: {slug: number}}"""
    selection = selected(QueryDict(query)).selection
    return {
        facet.dimension.name: {choice.value.slug: choice.number for choice in facet.choices}
        for facet in facets(selection)
    }


@pytest.mark.parametrize(
    ("query", "facet", "numbers"),
    [
        ("", "work_model", {"hybrid": 2, "remote": 1, "on-site": 1}),
        ("work_model=remote", "work_model", {"hybrid": 2, "remote": 1, "on-site": 1}),
        ("work_model=remote", "city", {"berlin-germany": 1, "paris-france": 1}),
        ("city=paris-france", "city", {"berlin-germany": 2, "paris-france": 2, "unknown": 1}),
        ("city=paris-france", "work_model", {"hybrid": 1, "remote": 1}),
        ("city=paris-france&work_model=hybrid", "city", {"berlin-germany": 1, "paris-france": 1}),
        ("-city=paris-france", "work_model", {"hybrid": 1, "on-site": 1}),
        ("-city=paris-france", "city", {"berlin-germany": 1, "unknown": 1}),
        ("city=unknown", "work_model", {"on-site": 1}),
        ("department=care&department=unknown", "work_model", {"hybrid": 2, "remote": 1, "on-site": 1}),
        ("q=cook", "department", {"care": 1, "unknown": 1}),
        ("status=closed", "work_model", {"on-site": 1}),
        ("status=all", "work_model", {"hybrid": 2, "on-site": 2, "remote": 1}),
    ],
)
def test_a_facet_counts_what_each_choice_would_leave(jobs, query, facet, numbers):
    assert counted(query)[facet] == numbers


@pytest.mark.parametrize("query", ["", "work_model=hybrid", "city=paris-france", "-city=berlin-germany", "q=cook"])
def test_every_choice_leads_to_a_list_of_exactly_its_number(jobs, query):
    selection = selected(QueryDict(query)).selection
    for facet in facets(selection):
        for choice in facet.choices:
            alone = selection.without(facet.dimension.name).adding(facet.dimension.name, choice.value)
            assert walk_of(alone).total == choice.number, choice
            url = address(selection, facet.dimension, choice)
            assert selected(QueryDict(url.partition("?")[2])).selection.url() == url


def test_a_chosen_value_stays_in_view_and_its_link_gives_it_back(jobs):
    in_paris = selected(QueryDict("city=paris-france")).selection
    ((dimension, choice),) = [
        (facet.dimension, choice) for facet in facets(in_paris, most=1) for choice in facet.choices if choice.is_chosen
    ]
    assert (choice.value.slug, address(in_paris, dimension, choice)) == ("paris-france", "/jobs/")


def test_all_values_of_a_facet_are_those_that_the_selection_has(jobs):
    hybrid = selected(QueryDict("work_model=hybrid")).selection
    assert [(each.value and each.value.slug, each.number) for each in values(hybrid, DEPARTMENT)] == [
        ("care", 1),
        (None, 1),
    ]
    assert {each.value.name: each.number for each in values(hybrid, COMPANY)}["Acme"] == 1
    assert len(values(hybrid, CITY)) == 2


def test_what_was_counted_is_counted_anew_once_a_job_of_the_selection_changes(jobs):
    assert counted("work_model=hybrid")["city"] == {"berlin-germany": 1, "paris-france": 1}
    cook = Posting.objects.get(title="Cook")
    Posting.objects.filter(id=cook.id).update(active=False, closed_at=make.NOW, last_seen_at=make.NOW)
    enter([cook.id])
    assert counted("work_model=hybrid")["city"] == {"paris-france": 1}


def test_a_facet_follows_the_jobs_that_its_own_choice_leaves_out(jobs):
    """Of a choice that would be added, the numbers change while the selection itself does not."""
    assert counted("city=paris-france&work_model=hybrid")["city"] == {"berlin-germany": 1, "paris-france": 1}
    make.posting("Baker", places=[make.city("Berlin")], workplace_type="hybrid")
    assert counted("city=paris-france&work_model=hybrid")["city"] == {"berlin-germany": 2, "paris-france": 1}
    assert counted("city=paris-france")["city"]["berlin-germany"] == 3


def test_a_job_that_leaves_a_selection_without_closing_changes_its_stamp(jobs):
    in_paris = selected(QueryDict("city=paris-france&work_model=hybrid")).selection
    before, beside = stamp(in_paris), stamp(selected(QueryDict("work_model=on-site")).selection)
    helper = Posting.objects.get(title="Cook's help")
    helper.places.all().delete()
    enter([helper.id])
    assert stamp(in_paris) > before
    assert stamp(selected(QueryDict("work_model=on-site")).selection) == beside


def test_a_renamed_company_is_shown_and_found_by_its_new_name(jobs):
    assert "acme" in counted("q=nurse")["company"]
    rename(Posting.objects.get(title="Nurse").company, "Apex")
    assert counted("q=nurse")["company"] == {"apex": 1}
    assert walk_of(selected(QueryDict("q=apex")).selection).total == 2
    assert walk_of(selected(QueryDict("q=acme")).selection).total == 0


def test_a_job_that_does_not_say_its_pay_is_kept_whatever_currency_is_asked_for():
    in_euro = {"salary_min": 50_000, "salary_max": 60_000, "salary_currency": "EUR", "salary_period": "year"}
    in_dollars = in_euro | {"salary_currency": "USD"}
    paid, _, silent = make.posting("Nurse", **in_euro), make.posting("Cook", **in_dollars), make.posting("Pilot")
    asked = "currency=EUR&salary_min=55000"
    assert walk_of(selected(QueryDict(asked)).selection).at(0, 5) == [paid.id]
    assert walk_of(selected(QueryDict(f"{asked}&unstated_pay=1")).selection).at(0, 5) == [silent.id, paid.id]
