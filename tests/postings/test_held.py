"""A visit that would take away a large part of a board: held, until all agree for a day, or an admin does."""

from datetime import timedelta

import pytest

from companies.models import Crawl
from companies.schedule import HELD_LOOK
from postings.ingest import approve
from postings.models import Event, Posting
from tests.boards import MONDAY, job, source, visit

pytestmark = pytest.mark.django_db


def test_a_large_loss_is_held_until_all_crawls_have_agreed_for_a_day():
    """A board that is empty by mistake stays so for hours: 47 of 48 came back the next day where 50 minutes decided."""
    board = source()
    jobs = [job(str(n)) for n in range(40)]
    visit(board, jobs)
    held = visit(board, jobs[:20], hours=12)
    assert held.outcome == Crawl.Outcome.HELD
    assert Posting.objects.open().count() == 40
    assert Posting.objects.missing().count() == 20
    board.refresh_from_db()
    assert board.next_due_at - held.started_at == HELD_LOOK
    for hours in (13, 20, 35):
        assert visit(board, jobs[:20], hours=hours).outcome == Crawl.Outcome.HELD
        assert Posting.objects.open().count() == 40
    agreed = visit(board, jobs[:20], hours=36)
    assert agreed.counts["closed"] == 20
    assert Posting.objects.open().count() == 20


def test_a_large_loss_that_is_taken_back_closes_nobody():
    board = source()
    jobs = [job(str(n)) for n in range(40)]
    visit(board, jobs)
    visit(board, [], hours=12)
    visit(board, jobs, hours=13)
    assert Posting.objects.open().count() == 40
    assert Posting.objects.missing().count() == 0
    assert visit(board, [], hours=37).outcome == Crawl.Outcome.HELD  # of another day: it begins anew
    assert Event.objects.exclude(type="job.created").count() == 0


@pytest.mark.parametrize(("answer", "outcome"), [(b"<p>Back soon", "failed"), ([{"text": "No id"}], "partial")])
def test_a_visit_that_fails_in_between_begins_the_day_anew(answer, outcome):
    """Empty, then half a body, then empty again: a board that is ill, whatever the time between."""
    board = source()
    jobs = [job(str(n)) for n in range(12)]
    visit(board, jobs)
    visit(board, [], hours=12)
    assert visit(board, answer, hours=24).outcome == outcome
    assert visit(board, [], hours=37).outcome == Crawl.Outcome.HELD
    assert Posting.objects.open().count() == 12
    assert visit(board, [], hours=61).counts["closed"] == 12


def test_an_admin_may_approve_a_held_crawl_and_is_named():
    board = source()
    visit(board, [job("a"), job("b")])
    held = visit(board, [], hours=12)
    assert held.outcome == Crawl.Outcome.HELD
    events = approve(held, "ada", MONDAY + timedelta(hours=12, minutes=5))
    assert [event.type for event in events] == ["job.closed", "job.closed"]
    assert events[0].metadata["reason"] == "approved"
    held.refresh_from_db()
    assert (held.outcome, held.approved_by) == (Crawl.Outcome.WHOLE, "ada")


def test_a_held_crawl_that_a_later_one_has_followed_cannot_be_approved():
    board = source()
    visit(board, [job("a"), job("b")])
    held = visit(board, [], hours=12)
    visit(board, [job("a"), job("b")], hours=13)
    with pytest.raises(ValueError, match="later visit"):
        approve(held, "ada", MONDAY)
