"""Who may visit a board: leases that end by themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from companies.claims import Claims, Interrupted
from companies.fetching import Postponed
from companies.models import Source
from companies.providers.base import Page, Request
from tests import make

pytestmark = pytest.mark.django_db
QUESTION = Request("https://api.lever.co/v0/postings/acme")


def answer(request):
    return Page(request, b"[]")


def due():
    return Source.objects.due(timezone.now())


def let_time_pass(seconds):
    """As if the leases had been given so long ago."""
    Source.objects.exclude(claimed_until=None).update(claimed_until=Now() - timedelta(seconds=seconds))


def test_what_one_holds_no_other_can_take_until_it_is_given_back():
    first, second = make.source(), make.source(next_due_at=make.NOW + timedelta(hours=1))
    one, other = Claims(), Claims()
    assert one.take(due()) == [first]
    assert other.take(due(), 10) == [second]
    assert other.take(due(), 10) == []
    one.give_back(first)
    assert other.take(due()) == [first]


def test_a_lease_that_is_not_renewed_ends_and_its_holder_asks_nothing_more(settings):
    settings.CRAWL_LEASE_SECONDS = -1
    asleep = Claims()
    (board,) = asleep.take(Source.objects.filter(id=make.source().id))
    settings.CRAWL_LEASE_SECONDS = 45
    other = Claims()
    assert other.take(due()) == [board]
    with pytest.raises(Interrupted, match="too long"):
        asleep.guard(board, answer)(QUESTION)
    asleep.renew()
    asleep.give_back(board)
    board.refresh_from_db()
    assert board.claimed_by == other.name


def test_a_renewed_lease_goes_on():
    board = make.source()
    claims = Claims()
    claims.take(due())
    let_time_pass(1)
    claims.renew()
    assert Claims().take(due()) == []
    assert claims.guard(board, answer)(QUESTION).body == b"[]"


def test_whoever_is_to_stop_asks_nothing_more():
    board = make.source()
    claims = Claims()
    claims.take(due())
    claims.interrupt_at = 0
    with pytest.raises(Interrupted, match="we stop"):
        claims.guard(board, answer)(QUESTION)


def test_a_host_that_rests_is_no_failure_of_the_board_before_its_visit_has_begun():
    board, until = make.source(), datetime(2026, 6, 6, 9, tzinfo=UTC)
    claims = Claims()
    claims.take(due())
    answers = iter([Postponed("It rests.", until), Page(QUESTION, b"[]"), Postponed("It rests.", until)])

    def get(request):
        given = next(answers)
        if isinstance(given, Page):
            return given
        raise given

    with pytest.raises(Interrupted) as rests:
        claims.guard(board, get)(QUESTION)
    assert rests.value.until == until
    begun = claims.guard(board, get)
    begun(QUESTION)
    with pytest.raises(Postponed):
        begun(QUESTION)
