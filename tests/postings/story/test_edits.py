from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from postings.story.edits import Budget, shared_blocks

items = st.lists(st.sampled_from("abc"), max_size=12)


def longest_common(old: list[str], new: list[str]) -> int:
    """How many items the longest common subsequence has, by trying everything."""

    @lru_cache(None)
    def longest(i: int, j: int) -> int:
        if i == len(old) or j == len(new):
            return 0
        if old[i] == new[j]:
            return 1 + longest(i + 1, j + 1)
        return max(longest(i + 1, j), longest(i, j + 1))

    return longest(0, 0)


@settings(deadline=None)
@given(items, items)
def test_blocks_are_equal_in_order_and_as_many_as_there_can_be(old, new):
    blocks = shared_blocks(old, new, Budget(10_000))
    place_in_old = place_in_new = 0
    for block in blocks:
        assert block.size > 0
        assert (block.old >= place_in_old, block.new >= place_in_new) == (True, True)
        assert old[block.old : block.old + block.size] == new[block.new : block.new + block.size]
        place_in_old, place_in_new = block.old + block.size, block.new + block.size
    assert sum(block.size for block in blocks) == longest_common(old, new)


@settings(deadline=None)
@given(items, items, st.integers(0, 30))
def test_beyond_the_budget_blocks_are_still_equal_and_in_order(old, new, steps):
    blocks = shared_blocks(old, new, Budget(steps))
    assert all(old[b.old : b.old + b.size] == new[b.new : b.new + b.size] for b in blocks)
    assert blocks == sorted(blocks)


def test_beyond_the_budget_the_common_beginning_and_end_are_found():
    blocks = shared_blocks("sxyze", "szyxe", Budget(1))
    assert blocks == [(0, 0, 1), (4, 4, 1)]


def test_what_is_all_different_costs_nothing():
    budget = Budget(100)
    assert shared_blocks(range(5000), range(5000, 10_000), budget) == []
    assert budget.steps == 100
