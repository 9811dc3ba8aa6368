import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.story.diff import LONGEST, LONGEST_RUN, Run, count_words, folded, word_diff

words = st.lists(
    st.sampled_from(["we", "build", "boats", "and", "–", "sail.", "\n", "\n\n", " ", "海", "員"]), max_size=25
)
texts = st.one_of(words.map(" ".join), words.map("".join), st.text(max_size=60))


def told(runs) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in runs]


@settings(deadline=None)
@given(texts, texts)
def test_kept_and_removed_are_the_old_text_kept_and_added_the_new_one(old, new):
    runs = word_diff(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


@settings(deadline=None)
@given(texts)
def test_a_text_that_stayed_is_one_run_kept(text):
    assert told(word_diff(text, text)) == ([("kept", text)] if text else [])


@settings(deadline=None)
@given(texts, texts)
def test_folding_leaves_out_only_what_stayed_and_says_how_much(old, new):
    runs = word_diff(old, new)
    shown = list(folded(runs))
    for kind in ("removed", "added"):
        assert "".join(r.text for r in shown if r.kind == kind) == "".join(r.text for r in runs if r.kind == kind)
    kept = sum(run.words for run in shown if run.kind in ("kept", "folded"))
    assert kept == sum(run.words for run in runs if run.kind == "kept")


def test_a_changed_word_stands_alone_between_what_stayed():
    runs = word_diff("We need 5 years of Go.", "We need 3 years of Go.")
    assert told(runs) == [("kept", "We need "), ("removed", "5 "), ("added", "3 "), ("kept", "years of Go.")]


def test_words_that_stayed_by_chance_amid_changes_are_told_with_them():
    runs = word_diff("Plan the work and lead crews daily", "Sail the bay and mend nets daily")
    assert told(runs) == [
        ("removed", "Plan the work and lead crews "),
        ("added", "Sail the bay and mend nets "),
        ("kept", "daily"),
    ]


def test_a_paragraph_that_was_put_in_is_all_that_changed():
    old = "We build boats.\n\nYou sail them."
    runs = word_diff(old, f"{old}\n\nPay is fair.")
    assert told(runs) == [("kept", old), ("added", "\n\nPay is fair.")]


def test_signs_without_spaces_between_them_are_compared_one_by_one():
    assert told(word_diff("我们造船在上海", "我们造船在北京")) == [
        ("kept", "我们造船在"),
        ("removed", "上海"),
        ("added", "北京"),
    ]


def test_a_long_stretch_that_stayed_is_folded_to_its_ends():
    stayed = " ".join(f"w{n}" for n in range(100))
    shown = list(folded(word_diff(f"old {stayed} old", f"new {stayed} new")))
    assert shown[2:5] == [
        Run("kept", "w0 w1 w2 w3 w4 w5 w6 w7 ", 8),
        Run("folded", "unchanged", 84),
        Run("kept", "w92 w93 w94 w95 w96 w97 w98 w99 ", 8),
    ]


def test_a_text_that_came_at_once_is_shown_to_a_length_that_can_be_read():
    shown = list(folded(word_diff("", "word " * 100_000)))
    assert [run.kind for run in shown] == ["added", "folded"]
    assert (len(shown[0].text), shown[1].text) == (LONGEST_RUN, "more added")
    assert shown[0].words + shown[1].words == 100_000


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("We build – boats.", 3), ("- \n *", 0), ("造船 ab", 3), ("don't_stop 2x", 4)]
)
def test_words_are_counted_without_signs(text, words):
    assert count_words(text) == words


chance = random.Random(7)


def made(words: int, vocabulary: int) -> str:
    return " ".join(str(chance.randrange(vocabulary)) for _ in range(words))


HOSTILE = {
    "few words, many times": (made(70_000, 2), made(70_000, 2)),
    "many words, none of them together": (made(20_000, 10**6), made(20_000, 10**6)),
    "many short lines": (made(70_000, 3).replace(" ", "\n"), made(70_000, 3).replace(" ", "\n")),
    "what undoes quadratic ways": ("a b " * 37_000, "b a a " * 24_000),
    "megabytes": ("x y " * 500_000, "y x " * 500_000),
    "one word of a megabyte": ("x" * 2**20, "x" * (2**20 - 1)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_longer_than_a_reader_waits(name):
    """Measured: 0.15 to 0.3 s on an idle core. The bound leaves room for a busy one."""
    old, new = HOSTILE[name]
    began = time.process_time()
    runs = word_diff(old, new)
    shown = list(folded(runs))
    assert time.process_time() - began < 3
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert sum(len(run.text) for run in shown) < LONGEST
