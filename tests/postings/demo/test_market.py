"""The market by itself: deterministic, plausible, and nobody real in it."""

import csv
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from postings.demo import shapes
from postings.demo.market import DAYS, Market
from postings.demo.words import prose, roles, trades
from tests.postings.demo.conftest import BEGINS_AT

SOME = ("lever/wexcombe", "greenhouse/quillmere", "ashby/nightwicket")
ASKED = {"content": "true", "includeCompensation": "true", "pay_transparency": "true", "today": "740000"}
PROVIDERS_HOSTS = {
    "jobs.lever.co",
    "jobs.eu.lever.co",
    "jobs.ashbyhq.com",
    "job-boards.greenhouse.io",
    "api.smartrecruiters.com",
    "waterschans.recruitee.com",
}


def told(market, address, day):
    """A board's answer in bytes, as long as nothing is wrong with it."""
    board = market.boards[address]
    shape = shapes.BY_ATS[board.ats]
    records = [shape.ENCODE(shape.shown(shape.record(job, board), ASKED)) for job in market.listed(board, day)]
    return shape.answer(records, ASKED).body


@pytest.fixture(scope="module")
def jobs(market):
    """{id: (board, job)} of every job that was ever listed, as it was last seen."""
    return {
        job.id: (board, job)
        for day in range(DAYS)
        for board in market.boards.values()
        for job in market.listed(board, day)
    }


def test_the_same_seed_gives_the_same_bytes(market):
    again = Market(BEGINS_AT)
    assert [told(market, name, 9) for name in SOME] == [told(again, name, 9) for name in SOME]


def test_another_seed_gives_another_market(market):
    other = Market(BEGINS_AT, seed=2)
    assert all(told(market, name, 0) != told(other, name, 0) for name in SOME)


def test_a_day_is_the_same_however_long_the_market_runs_and_in_whatever_order_it_is_asked(market):
    short = Market(BEGINS_AT, days=6)
    late = [told(short, name, 5) for name in SOME]
    assert late == [told(market, name, 5) for name in SOME]
    assert [told(short, name, 0) for name in SOME] == [told(market, name, 0) for name in SOME]


def test_it_has_the_size_that_it_is_meant_to_have(market, jobs):
    last = sum(len(market.listed(board, DAYS - 1)) for board in market.boards.values())
    assert 1_900 < len(jobs) < 2_100
    assert 1_300 < last < 1_500
    assert len({board.employer.name for board in market.boards.values()}) == 41


def test_every_board_is_read_once_a_day_and_the_last_time_before_the_market_ends(market):
    visits = list(market.visits())
    assert visits == sorted(visits, key=lambda visit: (visit.day, visit.at))
    assert Counter(visit.board.address for visit in visits) == dict.fromkeys(market.boards, DAYS)
    assert visits[-1].at < BEGINS_AT.replace(day=31)


def test_most_boards_have_the_same_answer_on_some_days_and_another_on_others(market):
    changes = {
        address: sum(market.listed(board, day) != market.listed(board, day - 1) for day in range(1, DAYS))
        for address, board in market.boards.items()
    }
    assert changes.pop("lever/protealight") == 0
    assert all(0 < changed < DAYS for changed in changes.values())


def test_no_job_is_posted_after_it_was_first_seen(market):
    for board in market.boards.values():
        for day in (0, 7, DAYS - 1):
            assert all(job.posted_at < market.moment(board, day) for job in market.listed(board, day))


def test_pay_is_what_such_jobs_pay(jobs):
    for board, job in jobs.values():
        if job.pay is None or board.address == "lever/hearthgable":  # which has one upside down
            continue
        assert 0 < job.pay.low <= job.pay.high
        if job.pay.currency == "USD":
            low, high = {"year": (28_000, 640_000), "hour": (16, 80)}[job.pay.period]
            assert low <= job.pay.low <= job.pay.high <= high, job.title


def test_all_languages_are_spoken(jobs):
    spoken = Counter(job.language for _, job in jobs.values())
    assert set(spoken) == {"en", "de", "fr", "es", "pl", "ja"}
    assert spoken["en"] > sum(spoken.values()) / 2


def test_descriptions_are_long_and_seldom_the_same(jobs):
    texts = [repr((job.opening, job.sections)) for board, job in jobs.values() if job.sections]
    assert sum(map(len, texts)) / len(texts) > 1_000
    assert len(set(texts)) > 0.95 * len(texts)


def test_no_sentence_keeps_an_open_choice_or_slot(jobs):
    for _, job in jobs.values():
        words = [job.title, *job.opening, *job.closing, job.pay_line]
        words += [text for part in job.sections for text in (part.heading, *part.paragraphs, *part.items)]
        assert not re.search(r"[\[\]{}|]", " ".join(words).replace(job.title, "")), job.title


def test_every_role_has_a_place_in_a_trade_and_every_language_its_prose():
    hired = {name for parts in trades().values() for part in parts for team in part.teams.values() for name in team}
    assert hired == set(roles())
    english = prose("en")
    for language in ("de", "fr", "es", "pl", "ja"):
        assert set(prose(language)) == set(english), language
        assert set(prose(language)["headings"]) == set(english["headings"])
        assert set(prose(language)["employment"]) == set(english["employment"])


def test_every_address_in_it_is_invented_or_a_provider_s(market):
    text = "".join(told(market, address, 9).decode() for address in market.boards)
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s\"'<>&\\]+", text)}
    assert hosts
    assert {host for host in hosts if not host.endswith(".example")} <= PROVIDERS_HOSTS


def test_no_invented_board_is_known_to_exist(market, shared):
    taken = set()
    with (shared / "datasets" / "boards.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            taken |= {row["board"].casefold(), row["company_name"].casefold()}
    ours = {board.token.casefold() for board in market.boards.values()}
    ours |= {board.employer.name.casefold() for board in market.boards.values()}
    assert ours & taken == set()
