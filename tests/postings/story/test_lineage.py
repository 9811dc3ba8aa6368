from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from postings.story.kin import COPY, NEAR, OWN, ROLE
from postings.story.lineage import lineage, similar, words_of
from postings.story.rows import KinRow


def day(number: int) -> datetime:
    return datetime(2026, 6, number, tzinfo=UTC)


def posting(opened: int = 10, closed: int | None = None, title: str = "Engineer") -> SimpleNamespace:
    return SimpleNamespace(title=title, first_seen_at=day(opened), closed_at=day(closed) if closed else None)


def kin(id: int, opened: int, closed: int | None = None, title: str = "Engineer", how: str = ROLE) -> KinRow:
    return KinRow(
        how, id, title, "Berlin", "acme", "Acme", closed is None, day(opened), day(closed) if closed else None
    )


def ids(rows: list[KinRow]) -> list[int]:
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("own", "other", "when"),
    [
        (posting(10), kin(1, 2, 8), "earlier"),
        (posting(10), kin(1, 2, 10), "earlier"),
        (posting(10), kin(1, 2, 11), "parallel"),
        (posting(10), kin(1, 2), "parallel"),
        (posting(10), kin(1, 12), "parallel"),
        (posting(10, 20), kin(1, 15, 18), "parallel"),
        (posting(10, 20), kin(1, 20), "later"),
        (posting(10, 20), kin(1, 22, 25), "later"),
    ],
)
def test_a_role_was_posted_earlier_at_the_same_time_or_later(own, other, when):
    told = lineage(own, [other])
    assert {name: ids(getattr(told, name)) for name in ("earlier", "parallel", "later")} == {
        "earlier": [],
        "parallel": [],
        "later": [],
        when: [1],
    }


def test_only_a_later_posting_that_is_open_says_that_the_role_is_open_again():
    told = lineage(posting(1, 5), [kin(1, 6, 8), kin(2, 9)])
    assert ids(told.open_again) == [2]


def test_another_title_is_another_role():
    assert lineage(posting(title="Engineer, Payments"), [kin(1, 2, title="Engineer, Search")]).groups == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senior Engineer (m/w/d)", "Senior Engineer"),
        ("Engineer – Payments", "engineer, payments"),
        ("Engineer | Berlin", "Berlin: Engineer"),
    ],
)
def test_signs_case_order_and_genders_make_no_other_title(one, other):
    assert words_of(one) == words_of(other)


def test_a_copy_is_this_job_and_no_other_posting_of_the_role():
    told = lineage(posting(), [kin(1, 10), kin(1, 10, how=COPY), kin(3, 9, how=COPY)])
    assert ids(told.copies) == [1, 3]
    assert told.parallel == []
    assert [words for words, _ in told.groups] == ["The same job is also posted as"]


def test_similar_jobs_are_those_elsewhere_then_those_here_and_no_posting_twice():
    rows = [kin(9, 1, how=OWN), kin(8, 1, how=NEAR), kin(7, 1, how=NEAR), kin(6, 1), kin(6, 1, how=OWN)]
    assert ids(similar(posting(), rows)) == [8, 7, 9]


def test_an_open_job_of_the_same_occupation_under_another_title_is_similar():
    """ "Nurse" is no earlier "Day Nurse", so lineage does not tell it; it is what its reader may want instead."""
    assert ids(similar(posting(), [kin(6, 1), kin(5, 1, title="Another title"), kin(8, 1, how=NEAR)])) == [5, 8]
