"""Whatever a server sends, JSON or not, an adapter answers or raises something of UNREADABLE.

And what it answers, or says, can be kept: no NUL, no lone surrogate, no endless number, no naive moment.
"""

import dataclasses
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.providers import PROVIDERS, recorded_board
from companies.providers.base import UNREADABLE, DetailedProvider, Page

from .boards import PAYLOADS, page, payloads

TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.just("https://a.example/1")
BOARDS = [(slug, json.loads(path.read_bytes())) for slug, path in payloads() if path.suffix == ".json"]
DOCUMENTS = [(slug, path.read_bytes()) for slug, path in payloads() if path.suffix != ".json"]
DETAILED = [slug for slug, reader in PROVIDERS.items() if isinstance(reader, DetailedProvider)]


def names(value: Any) -> set[str]:
    """Every name that occurs in `value`."""
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()


# Some hundred examples a provider in a few seconds; raise it to go hunting.
few = settings(max_examples=15, deadline=None)

NAMES = st.sampled_from(sorted(names([board for _, board in BOARDS]))) | TEXT
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6))


@st.composite
def damaged(draw: st.DrawFn, value: Any) -> Any:
    """`value` with anything at all in one of its places."""
    inner = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    if not inner or draw(st.integers(0, 5)) == 0:
        return draw(ANYTHING)
    copy = value.copy()
    place = draw(st.sampled_from(list(inner)))
    copy[place] = draw(damaged(value[place]))
    return copy


@few
@pytest.mark.parametrize("slug", PROVIDERS)
@given(answer=ANYTHING)
def test_any_answer_is_read_or_unreadable(slug, answer):
    read(slug, page(slug, answer))


@few
@pytest.mark.parametrize("slug", PROVIDERS)
@given(record=ANYTHING)
def test_any_record_is_read_or_unreadable(slug, record):
    read_record(slug, record)


@few
@pytest.mark.parametrize(("slug", "board"), BOARDS)
@given(data=st.data())
def test_a_board_with_a_fault_anywhere_is_read_or_unreadable(slug, board, data):
    read(slug, page(slug, data.draw(damaged(board))))


@few
@pytest.mark.parametrize(("slug", "document"), DOCUMENTS)
@given(data=st.data())
def test_a_document_with_anything_in_place_of_a_part_is_read_or_unreadable(slug, document, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(document))] * 2)))
    read(slug, page(slug, document[:start] + data.draw(st.binary(max_size=20)) + document[end:]))


@few
@pytest.mark.parametrize("slug", DETAILED)
@given(record=ANYTHING, answer=ANYTHING)
def test_any_own_page_of_any_record_is_read_or_unreadable(slug, record, answer):
    read_own_page(slug, record, json.dumps(answer).encode())


@pytest.mark.parametrize("slug", DETAILED)
def test_any_own_page_of_a_record_that_we_wrote_is_read_or_unreadable(slug):
    answers = [path.read_bytes() for path in sorted(PAYLOADS.glob("*/pages/*"))]
    boards = [page(slug, path.read_bytes()) for of, path in payloads() if of == slug]
    for board in boards:
        for record in PROVIDERS[slug].records([board]).values():
            for answer in answers:
                read_own_page(slug, record, answer)


def read_own_page(slug: str, record: Any, answer: bytes) -> None:
    reader = PROVIDERS[slug]
    assert isinstance(reader, DetailedProvider)
    try:
        request = reader.detail(recorded_board(slug, "harbourlight"), record)
        whole = reader.whole(record, Page(request, answer, of="1"))
    except UNREADABLE as error:
        assert_keepable(str(error))
        return
    read_record(slug, whole)


def read(slug: str, board: Page) -> None:
    reader = PROVIDERS[slug]
    for ask in (reader.doubt, reader.records):
        try:
            ask([board])
        except UNREADABLE as error:
            assert_keepable(str(error))
    try:
        list(reader.more(board))
        records = reader.records([board])
    except UNREADABLE:
        return
    for record in records.values():
        read_record(slug, record)


def read_record(slug: str, record: Any) -> None:
    try:
        listing = PROVIDERS[slug].listing(record)
    except UNREADABLE as error:
        assert_keepable(str(error))
        return
    assert listing.title
    assert listing.url.lower().startswith(("http://", "https://"))
    for field in dataclasses.fields(listing):
        assert_keepable(getattr(listing, field.name))
    json.dumps(listing.native, allow_nan=False)


def assert_keepable(value: Any) -> None:
    """No NUL, no lone surrogate, no naive moment, no endless amount, at any depth."""
    if isinstance(value, str):
        assert b"\0" not in value.encode("utf-8")
    elif isinstance(value, Decimal):
        assert value.is_finite()
    elif isinstance(value, datetime):
        assert value.tzinfo is UTC
    elif isinstance(value, dict):
        assert_keepable([*value, *value.values()])
    elif isinstance(value, (tuple, list, frozenset)):
        for inner in value:
            assert_keepable(inner)
