"""The headings of a description: which lines are some, and the levels they get.

The page's title is h1 and "Description" its h2, so ours begin at h3 and never skip one.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from .blocks import BOLD, Block, Heading, Paragraph, Rule
from .lines import is_strong, is_title, strong

TOP = 3
LOWEST = 5


def outlined(blocks: Iterable[Block]) -> list[Block]:
    """The description with each heading's rank turned into the level it is written at."""
    return list(levelled(answered(ruled(titled(blocks)))))


def titled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Bold lines that stand over something become headings: a whole paragraph, or its first line."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            continue
        first, *rest = block.lines
        if is_title(first) and not (rest and is_strong(rest[0])):
            yield Heading(strong(first, on=False), BOLD, block.section)
            if rest:
                yield Paragraph(tuple(rest), block.section)
        else:
            yield block


def ruled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lines across only where there is something on both sides."""
    last: Block = Rule()
    pending: list[Block] = []
    for block in blocks:
        if not isinstance(block, Rule):
            yield from pending
            pending = []
            yield block
        elif not isinstance(last, Rule):
            pending = [block]
        last = block


def answered(blocks: Iterable[Block]) -> Iterator[Block]:
    """A bold line over another heading, or over nothing, is a bold line ("Location: Berlin")."""
    for block, following in pairwise([*blocks, Rule()]):
        if isinstance(block, Heading) and block.rank == BOLD and isinstance(following, Heading | Rule):
            yield Paragraph((strong(block.line),), block.section)
        else:
            yield block


def levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """A heading of a higher rank than the one before it is one level below that, never two."""
    above: list[int] = []
    section = None
    for block in blocks:
        if isinstance(block, Heading):
            if block.section != section:
                above, section = [], block.section
            while above and above[-1] >= block.rank:
                above.pop()
            above.append(block.rank)
            block = block._replace(rank=min(TOP + len(above) - 1, LOWEST))
        yield block
