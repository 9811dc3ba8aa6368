import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from companies.providers.base import Unreadable
from companies.providers.fields import (
    amount,
    figure,
    flag,
    line,
    lines,
    link,
    moment,
    moment_in_milliseconds,
    moment_of_feed,
    part,
    parts,
)


@pytest.mark.parametrize("record", [{}, {"x": None}])
def test_absent_and_null_are_not_stated(record):
    assert (line(record, "x"), lines(record, "x"), link(record, "x")) == ("", [], "")
    assert (part(record, "x"), parts(record, "x")) == ({}, [])
    assert (flag(record, "x"), amount(record, "x")) == (None, None)
    assert (moment(record, "x"), moment_in_milliseconds(record, "x")) == (None, None)


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (line, {"en": "Engineer"}, "'x' is an object where text belongs."),
        (line, 12, "'x' is a number where text belongs."),
        (lines, "Oslo", "'x' is text where a list belongs."),
        (lines, ["Oslo", None], "'x' lists nothing where text belongs."),
        (part, [], "'x' is a list where an object belongs."),
        (parts, {}, "'x' is an object where a list belongs."),
        (parts, [{}, "Oslo"], "'x' lists text where an object belongs."),
        (flag, "true", "'x' is text where a yes or no belongs."),
        (amount, True, "'x' is a yes or no where a number belongs."),
        (amount, "75.00", "'x' is text where a number belongs."),
        (moment, 1767607200000, "'x' is a number where text belongs."),
        (moment_in_milliseconds, "2026-01-05", "'x' is text where a number belongs."),
    ],
)
def test_another_type_is_unreadable_and_the_words_name_the_field(read, value, words):
    with pytest.raises(Unreadable) as error:
        read({"x": value}, "x")
    assert str(error.value) == words


def test_a_record_that_is_no_object_is_unreadable():
    with pytest.raises(Unreadable, match=r"A record is a list, not an object\."):
        line(["title"], "title")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-04-07T17:12:35.753+00:00", datetime(2026, 4, 7, 17, 12, 35, 753000, UTC)),
        ("2026-04-07T17:12:35-04:00", datetime(2026, 4, 7, 21, 12, 35, tzinfo=UTC)),
        ("2026-04-07T17:12:35Z", datetime(2026, 4, 7, 17, 12, 35, tzinfo=UTC)),
        ("2026-04-07", datetime(2026, 4, 7, tzinfo=UTC)),
        ("0000-00-00T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("40000-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_aware_utc_or_none_when_it_is_absurd(text, at):
    assert moment({"x": text}, "x") == at


@pytest.mark.parametrize(
    ("milliseconds", "at"),
    [
        (1778161359865, datetime(2026, 5, 7, 13, 42, 39, 865000, UTC)),
        (0, None),
        (-62135596800000, None),  # the year 1
        (1200000000000000, None),  # the year 39996
        (10**30, None),
        (1e308, None),
        (float("nan"), None),
    ],
)
def test_milliseconds_are_a_date_in_utc_or_none_when_it_is_absurd(milliseconds, at):
    assert moment_in_milliseconds({"x": milliseconds}, "x") == at


def test_an_amount_is_as_exact_as_it_was_written():
    assert amount(json.loads('{"x": 310.1}'), "x") == Decimal("310.1")
    assert amount(json.loads('{"x": 1e999}'), "x") is None


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "/jobs/1",
        "jobs",
        "https://",
        "https://[::1",
    ],
)
def test_a_link_that_leads_to_no_web_page_is_none(address):
    assert link({"x": address}, "x") == ""


@pytest.mark.parametrize("address", ["http://a.example/x?gh_jid=1", "HTTPS://A.example/ä b"])
def test_a_link_is_kept_as_it_is_written(address):
    assert link({"x": address}, "x") == address


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("55000", "55000"),
        (" 55,000.50 ", "55000.50"),
        (55000.5, "55000.5"),
        ("", None),
        ("competitive", None),
        ("1e9", None),
        ("-5", None),
        ("9" * 400, None),
        (float("nan"), None),
    ],
)
def test_a_number_may_be_written_as_text(value, read):
    assert figure({"x": value}, "x") == (None if read is None else Decimal(read))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Fri, 04 Sep 2026 14:50:13 +0300", datetime(2026, 9, 4, 11, 50, 13, tzinfo=UTC)),
        ("04 Sep 2026 14:50:13 GMT", datetime(2026, 9, 4, 14, 50, 13, tzinfo=UTC)),
        ("Fri, 04 Sep 2026 14:50:13 -0000", datetime(2026, 9, 4, 14, 50, 13, tzinfo=UTC)),
        ("Fri, 04 Sep 0026 14:50:13 +0300", datetime(2026, 9, 4, 11, 50, 13, tzinfo=UTC)),
        ("Fri, 34 Sep 2026 14:50:13 +0300", None),
        ("Fri, 04 Sep 1826 14:50:13 +0300", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_of_a_feed_is_read_in_its_offset(text, at):
    assert moment_of_feed({"x": text}, "x") == at
