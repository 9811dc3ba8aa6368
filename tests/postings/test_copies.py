"""One job is one row of the lists, however many postings tell of it; every posting keeps its page."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from postings import tallies
from postings.copies import leads_of
from postings.entries import enter
from postings.models import Entry, Posting
from postings.narrowing import matches
from tests import make

pytestmark = pytest.mark.django_db

NURSE = {"text": "We care for people.", "apply_url": ""}


def same_job(company, **columns):
    """Another posting of the same title and text."""
    return make.posting("Nurse", company=company, content=NURSE, **columns)


def shown() -> list[int]:
    return list(Entry.objects.open().newest().values_list("pk", flat=True))


def test_postings_of_the_same_title_and_text_are_one_job_in_all_their_places():
    clinic, berlin, paris = make.company("Clinic"), make.city("Berlin"), make.city("Paris", "FR")
    first = same_job(clinic, places=[berlin])
    second = same_job(clinic, places=[paris])
    assert shown() == [first.id]
    second.refresh_from_db()
    assert second.copy_of == first
    assert tallies.open_jobs() == 1
    assert [tallies.total("city", city.id) for city in (berlin, paris)] == [1, 1]
    assert tallies.total("company", clinic.id) == 1


def test_the_same_job_on_two_boards_counts_once_through_each_provider():
    clinic = make.company("Clinic")
    for provider in ("lever", "greenhouse"):
        same_job(None, source=make.source(company=clinic, provider=provider))
    assert tallies.open_jobs() == 1
    assert sorted(tallies.numbers("provider").values()) == [1, 1]


def test_the_same_link_to_apply_makes_copies_of_one_title_only():
    """Boards that give all their jobs one link, "apply here", list different jobs all the same."""
    clinic, link = make.company("Clinic"), "https://clinic.example/apply"
    nurse = make.posting("Nurse", company=clinic, content={"text": "Day.", "apply_url": link})
    make.posting("Nurse", company=clinic, content={"text": "Day and night.", "apply_url": link})
    cook = make.posting("Cook", company=clinic, content={"text": "Soup.", "apply_url": link})
    assert shown() == [cook.id, nurse.id]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Head nurse"},
        {"content": {"text": "We care for animals.", "apply_url": ""}},
        {"company": "another"},
        {"active": False},
        {"listed": False},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_differs_is_no_copy(other):
    clinic = make.company("Clinic")
    same_job(clinic)
    made = {"title": "Nurse", "content": NURSE, "company": clinic} | other
    if made["company"] == "another":
        made["company"] = make.company("Another")
    second = make.posting(**made)
    second.refresh_from_db()
    assert second.copy_of is None


def test_two_jobs_without_a_word_of_text_are_not_the_same_for_their_title_alone():
    clinic = make.company("Clinic")
    for _ in range(2):
        make.posting("Nurse", company=clinic, content={"text": "", "apply_url": ""})
    assert len(shown()) == 2


def test_when_the_lead_closes_the_next_oldest_leads():
    clinic = make.company("Clinic")
    first, second, _ = (same_job(clinic) for _ in range(3))
    Posting.objects.filter(id=first.id).update(active=False, closed_at=make.NOW, last_seen_at=make.NOW)
    enter([first.id])
    assert shown() == [second.id]
    assert list(Posting.objects.order_by("id").values_list("copy_of", flat=True)) == [None, None, second.id]
    assert Entry.objects.closed().get().pk == first.id
    assert tallies.open_jobs() == 1


def test_a_copy_that_is_edited_becomes_a_job_of_its_own_and_comes_back():
    clinic = make.company("Clinic")
    first, second = same_job(clinic), same_job(clinic)
    second.content.text = "We care for animals."
    second.content.save()
    enter([second.id])
    assert shown() == [second.id, first.id]
    first.content.text = "We care for animals."
    first.content.save()
    enter([first.id])
    assert shown() == [first.id]


@pytest.mark.django_db(transaction=True)
def test_a_board_that_waits_for_the_lists_sees_what_the_one_before_it_has_entered():
    """Both list the job for the first time, at once: neither's transaction sees the other's posting when it begins."""
    clinic = make.company("Clinic")

    def enter_another() -> None:
        same_job(clinic)
        connection.close()

    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            first = same_job(clinic)
            waiting = beside.submit(enter_another)
            while not somebody_waits():
                assert not waiting.done()
        waiting.result()
    assert shown() == [first.id]
    assert tallies.open_jobs() == 1


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks join pg_database on pg_database.oid = database"
            " where datname = current_database() and locktype = 'advisory' and not granted"
        )
        return cursor.fetchone() != (0,)


def test_a_chain_of_copies_has_one_lead():
    """The second has the first's text, the third the second's link."""
    rows = [
        (1, 7, 10, 20, True),
        (2, 7, 10, 21, True),
        (3, 7, 11, 21, True),
        (4, 7, None, None, True),
        (5, 7, 11, 22, False),
    ]
    assert leads_of(rows) == {2: 1, 3: 1}


def test_the_pay_and_the_words_of_all_copies_are_found_with_the_job():
    clinic, care = make.company("Clinic"), make.department("Care")
    pay = {"salary_min": 50, "salary_max": 60, "salary_currency": "EUR", "salary_period": "hour"}
    lead = same_job(clinic)
    same_job(clinic, department=care, **pay)
    assert Entry.objects.get().pay == 60 * 2080
    assert list(Entry.objects.filter(matches("'care'"))) == [lead.entry]
