"""A list of jobs is walked by id and by rank, and both walks are the same list."""

import pytest
from django.http import Http404

from postings import tallies
from postings.entries import enter
from postings.models import Posting
from postings.paging import job_page
from postings.selection import Selection
from postings.slices import CITY, COUNTRY, WORK_MODEL
from postings.walks import SliceWalk, walk_of
from postings.words import parse
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
@make.together()
def jobs(monkeypatch) -> list[int]:
    """Forty jobs over several stretches of ids, the newest first; every third one in Berlin too."""
    monkeypatch.setattr("postings.walks.STRETCH", 8)
    monkeypatch.setattr("postings.tallies.STRETCH", 8)
    clinic = make.company("Clinic")
    munich, berlin = make.city("Munich"), make.city("Berlin")
    made = [
        make.posting(f"Nurse {n}", company=clinic, places=[munich, berlin] if n % 3 == 0 else [munich])
        for n in range(40)
    ]
    return [posting.id for posting in reversed(made)]


def selections() -> list[Selection]:
    berlin, munich = CITY.find(["berlin-germany"])[0], CITY.find(["munich-germany"])[0]
    return [
        Selection(),
        Selection(include={"city": (berlin,)}),
        Selection(include={"country": tuple(COUNTRY.find(["germany"]))}),
        Selection(include={"city": (munich,)}, exclude={"city": (berlin,)}),
        Selection(words=parse("nurse")),
    ]


def expected(selection: Selection) -> list[int]:
    return sorted(selection.entries().values_list("pk", flat=True), reverse=True)


@pytest.mark.parametrize("index", range(5))
def test_pages_by_number_by_id_and_backwards_are_the_same_list(jobs, index):
    selection = selections()[index]
    whole, walk = expected(selection), walk_of(selection)
    assert walk.total == len(whole)
    assert [id for rank in range(0, len(whole), 7) for id in walk.at(rank, 7)] == whole
    for rank, id in enumerate(whole):
        assert walk.rank(id) == rank
        assert walk.after(id, 5) == whole[rank + 1 : rank + 6]
        assert walk.before(id, 5) == whole[max(rank - 5, 0) : rank]


def test_following_the_links_shows_every_job_once_both_ways(jobs):
    walk = SliceWalk(tallies.ALL, 0)
    page, forth = job_page(walk, {}, size=7), []
    while True:
        forth.append(page)
        if not page.older:
            break
        page = job_page(walk, dict([page.older.split("=")]), size=7)
    assert [id for page in forth for id in page.ids] == jobs
    assert [page.number for page in forth] == [1, 2, 3, 4, 5, 6]
    assert [(page.first, page.last) for page in forth][-1] == (35, 40)
    back = forth[-1]
    for page in reversed(forth[:-1]):
        back = job_page(walk, dict([back.newer.split("=")]), size=7)
        assert back.ids == page.ids
    assert back.newer == ""


def test_a_page_by_its_number_holds_what_the_links_lead_to(jobs):
    walk = SliceWalk(tallies.ALL, 0)
    second = job_page(walk, {"page": "2"}, size=7)
    assert second.ids == job_page(walk, dict([job_page(walk, {}, size=7).older.split("=")]), size=7).ids
    assert (second.place, second.pages) == ("page=2", 6)
    assert job_page(walk, {"page": "1"}, size=7).place == ""


def test_jobs_that_arrive_meanwhile_move_no_row_of_a_reader_who_goes_on(jobs):
    walk = SliceWalk(tallies.ALL, 0)
    first = job_page(walk, {}, size=7)
    make.posting("Late", company=make.company("Late"))
    second = job_page(SliceWalk(tallies.ALL, 0), dict([first.older.split("=")]), size=7)
    assert second.ids == jobs[7:14]
    assert (second.first, second.last, second.total) == (8, 15, 41)


@pytest.mark.parametrize("page", ["0", "-1", "abc", "7", "99999999999999999999", "１", "2.0"])
def test_a_page_that_is_not_there_is_told(jobs, page):
    with pytest.raises(Http404):
        job_page(SliceWalk(tallies.ALL, 0), {"page": page}, size=7)


def test_an_empty_list_has_one_empty_page():
    page = job_page(walk_of(Selection()), {})
    assert (page.ids, page.total, page.pages, page.older, page.newer) == ([], 0, 1, "", "")


def test_a_title_with_the_words_comes_before_a_department_with_them_and_the_newest_among_equals():
    care, nursing = make.department("Nurse care"), make.department("Care")
    old = make.posting("Nurse", department=nursing)
    helper = make.posting("Helper", department=care)
    new = make.posting("Night nurse", department=nursing)
    walk = walk_of(Selection(words=parse("nurse")))
    assert walk.at(0, 10) == [new.id, old.id, helper.id]


def test_a_job_that_closes_leaves_its_slices_and_is_found_among_the_closed():
    remote = WORK_MODEL.find(["remote"])[0]
    nurse = make.posting("Nurse", workplace_type="remote")
    Posting.objects.filter(id=nurse.id).update(active=False, closed_at=make.NOW, last_seen_at=make.NOW)
    enter([nurse.id])
    chosen = Selection(include={"work_model": (remote,)})
    assert walk_of(chosen).at(0, 5) == []
    assert walk_of(Selection(include={"work_model": (remote,)}, status="closed")).at(0, 5) == [nurse.id]
    assert walk_of(chosen.in_any_state()).at(0, 5) == [nurse.id]


@pytest.mark.parametrize(
    ("number", "pages", "near"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (50, 99, [1, None, 48, 49, 50, 51, 52, None, 99]),
    ],
)
def test_the_pages_offered_are_the_first_the_last_and_those_around(jobs, number, pages, near):
    page = job_page(SliceWalk(tallies.ALL, 0), {}, size=7)._replace(number=number, pages=pages)
    assert page.near() == near
