"""What two sequences share: the shortest way from one to the other, given up when it takes too long.

The greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). Its
cost grows with the differences, not with the lengths, and two readings of a board differ little.
Python's difflib is quadratic, worse on texts that are made for it, and cannot be told to stop.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """`size` items that are the same, from `old` on in the one sequence and from `new` on in the other."""

    old: int
    new: int
    size: int


class Budget:
    """Steps that may still be taken; several comparisons share one. 100,000 take some 50 ms."""

    def __init__(self, steps: int):
        self.steps = steps

    def spend(self, steps: int) -> bool:
        """Whether there was as much left."""
        self.steps -= steps
        return self.steps >= 0


def shared_blocks(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Block]:
    """What both have, in order. Beyond the budget only their common beginning and end, which cost next to nothing."""
    numbers: dict[Hashable, int] = {}  # quicker to compare than long lines
    old, new = ([numbers.setdefault(item, len(numbers)) for item in items] for items in (old, new))
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    middle = blocks_within(old[start : len(old) - end], new[start : len(new) - end], budget)
    moved = (Block(start + block.old, start + block.new, block.size) for block in middle)
    blocks = [Block(0, 0, start), *moved, Block(len(old) - end, len(new) - end, end)]
    return [block for block in blocks if block.size]


def common_start(old: list[int], new: list[int]) -> int:
    """How many items both begin with."""
    for position, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return position
    return min(len(old), len(new))


def blocks_within(old: list[int], new: list[int], budget: Budget) -> list[Block]:
    if set(old).isdisjoint(new):
        return []
    return walk_back(len(old), len(new), reach_end(old, new, budget))


def reach_end(old: list[int], new: list[int], budget: Budget) -> list[list[int]]:
    """How far into `old` one comes with 0, 1, 2 ... edits on each diagonal; [] beyond the budget.

    An edit leaves an item out of `old` or puts one of `new` in; between edits one passes equal items. After
    n edits one is on one of n + 1 diagonals (the place in `old` less the place in `new`): -n, -n + 2 ... n.
    """
    rounds: list[list[int]] = []
    for edits in range(len(old) + len(new) + 1):
        rounds.append([])
        for index in range(edits + 1):
            begun = x = best_start(rounds, edits, index)
            y = x - diagonal(edits, index)
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            rounds[-1].append(x)
            if not budget.spend(1 + x - begun):
                return []
            if x >= len(old) and y >= len(new):
                return rounds
    return rounds


def diagonal(edits: int, index: int) -> int:
    return 2 * index - edits


def best_start(rounds: list[list[int]], edits: int, index: int) -> int:
    """Where in `old` the best last edit leads to on this diagonal."""
    if not edits:
        return 0
    before = rounds[edits - 1]
    return before[index] if is_insertion(before, index) else before[index - 1] + 1


def is_insertion(before: list[int], index: int) -> bool:
    """Whether one comes to this diagonal by an item put in; else by one left out."""
    return index == 0 or (index < len(before) and before[index - 1] < before[index])


def walk_back(x: int, y: int, rounds: list[list[int]]) -> list[Block]:
    """The blocks on the way that `rounds` found to the ends `x` of `old` and `y` of `new`."""
    blocks = []
    for edits in range(len(rounds) - 1, -1, -1):
        index = (x - y + edits) // 2
        begun = best_start(rounds, edits, index)
        if x > begun:
            blocks.append(Block(begun, begun - (x - y), x - begun))
        x, y = begun, begun - (x - y)
        if edits and is_insertion(rounds[edits - 1], index):
            y -= 1
        else:
            x -= 1
    return blocks[::-1]
