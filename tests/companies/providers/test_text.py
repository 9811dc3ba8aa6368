import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Unreadable
from companies.providers.text import MAX_DEPTH, clean, one_line, storable

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Senior\u00a0Engineer", "Senior Engineer"),
        (" Night\tWatch,\r\n  Lighthouse ", "Night Watch, Lighthouse"),
        ("NUL\0 and half\ud83d a pair", "NUL and half a pair"),
        ("a whole pair 🗼", "a whole pair 🗼"),
        ("bell\x07 and escape\x1b[0m", "bell and escape[0m"),
        ("\u3000全角\u3000", "全角"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_a_text_of_one_line_keeps_its_words(text, kept):
    assert one_line(text) == kept


def test_a_body_loses_only_what_cannot_be_kept():
    assert clean("<p>\n a\u00a0b\0\tc\udc00 </p>\r\n") == "<p>\n a\u00a0b\tc </p>\r\n"


@given(ANY_TEXT)
def test_what_is_clean_can_be_written_and_is_not_changed_again(text):
    assert b"\0" not in clean(text).encode("utf-8")
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


def test_native_fields_are_cleaned_to_their_depth_and_keep_their_types():
    assert storable({"a\0": ["b\ud800", {"c": "d\0"}], "n": [1, 1.5, True, None]}) == {
        "a": ["b", {"c": "d"}],
        "n": [1, 1.5, True, None],
    }


def test_numbers_that_jsonb_refuses_are_kept_as_null():
    assert storable(json.loads("[NaN, Infinity, -1e999, 1e300]")) == [None, None, None, 1e300]


def test_a_field_made_to_exhaust_the_stack_is_unreadable():
    bottomless = json.loads("[" * 900 + "]" * 900)
    with pytest.raises(Unreadable, match=f"more than {MAX_DEPTH} deep"):
        storable(bottomless)
