"""Blocks as they were written -> blocks as they were meant: bullets typed by hand, lists in lists."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from .blocks import Block, Cell, Heading, ItemList, Line, Paragraph, Table, words
from .lines import strong, without_start

# A glyph that is a bullet and nothing else (the last two are those of Word's symbol fonts), and
# dashes, which are one only in company: a line alone may be a signature or a footnote.
GLYPHS = "•●▪▫◦‣⁃∙·○■□◆◇►▶➢➤\uf0a7\uf0b7"
DASHES = "-–—*"
BULLET = re.compile(rf"(?:[{GLYPHS}][\s\u200c\u200d]*|[{DASHES}]\s+)+")  # with the joiners left beside it
MOST_COLUMNS = 20


class Typed(NamedTuple):
    """Lines that each begin with a typed bullet."""

    lines: tuple[Line, ...]
    section: int


def tidy(blocks: Iterable[Block], in_item: bool = False) -> list[Block]:
    """What a container holds, typed bullets made into lists, and neighbouring lists into one."""
    tidied: list[Block] = []
    for block in bulleted(blocks, in_item):
        append(tidied, block)
    return tidied


def tidy_inside(blocks: Iterable[Block], in_item: bool = False) -> list[Block]:
    """The same for an item, a cell or a quote: a heading is a bold line there, outside the outline."""
    return tidy(map(unheaded, blocks), in_item)


def unheaded(block: Block) -> Block:
    return Paragraph((strong(block.line),), block.section) if isinstance(block, Heading) else block


def append(blocks: list[Block], block: Block) -> None:
    """Two lists of a kind with nothing between them are one: editors break them apart."""
    last = blocks[-1] if blocks else None
    if isinstance(block, ItemList) and isinstance(last, ItemList) and last.ordered == block.ordered:
        last.items.extend(block.items)
    else:
        blocks.append(block)


def bulleted(blocks: Iterable[Block], in_item: bool) -> Iterator[Block]:
    typed: list[Typed] = []
    for piece in (piece for block in blocks for piece in parted(block)):
        if isinstance(piece, Typed):
            typed.append(piece)
            continue
        if typed:
            yield from as_list(typed, in_item)
            typed = []
        yield piece
    if typed:
        yield from as_list(typed, in_item)


def parted(block: Block) -> Iterator[Block | Typed]:
    """A paragraph as its lines with and without bullets."""
    if not isinstance(block, Paragraph) or not any(map(has_bullet, block.lines)):
        yield block
        return
    for typed, lines in groupby(block.lines, key=has_bullet):
        yield (Typed if typed else Paragraph)(tuple(lines), block.section)


def has_bullet(line: Line) -> bool:
    first = line[0].text[0]
    return first in GLYPHS or (first in DASHES and BULLET.match(words(line)) is not None)


def as_list(group: list[Typed], in_item: bool) -> Iterator[Block]:
    """Typed bullets as a list. In an item one bullet is the item's own, typed a second time."""
    lines = [(line, typed.section) for typed in group for line in typed.lines]
    bare = [Paragraph((rest,), section) for line, section in lines if (rest := without_bullet(line))]
    if len(lines) == 1 and in_item:
        yield from bare
    elif len(lines) == 1 and lines[0][0][0].text[0] in DASHES:
        yield Paragraph(*group[0])
    elif bare:
        yield ItemList(False, [[paragraph] for paragraph in bare])


def without_bullet(line: Line) -> Line:
    bullet = BULLET.match(words(line))
    return without_start(line, bullet.end()) if bullet else line


def listed(ordered: bool, items: list[list[Block]]) -> list[Block]:
    """A list, or what its only item holds when that has headings: a description in a list by mistake."""
    if len(items) == 1 and any(isinstance(block, Heading) for block in items[0]):
        return items[0]
    kept = nested(tidy_inside(blocks, in_item=True) for blocks in items)
    return [ItemList(ordered, kept)] if kept else []


def nested(items: Iterable[list[Block]]) -> list[list[Block]]:
    """A list's items; one that holds lists only belongs to the item before it, or is no item at all."""
    kept: list[list[Block]] = []
    for blocks in items:
        inner = [block for block in blocks if isinstance(block, ItemList)]
        if len(inner) < len(blocks):
            kept.append(blocks)
        elif kept:
            for block in inner:
                append(kept[-1], block)
        else:
            kept.extend(item for block in inner for item in block.items)
    return kept


def tabled(rows: Iterable[list[Cell]]) -> list[Block]:
    """A table with rows of one width, or, when it has one row or one column, just what it holds."""
    filled = [narrowed(row) for row in rows if any(cell.blocks for cell in row)]
    width = max(map(len, filled), default=0)
    if width < 2 or len(filled) < 2:
        return [block for row in filled for cell in row for block in cell.blocks]
    return [Table([row + [Cell(False, [])] * (width - len(row)) for row in filled])]


def narrowed(row: list[Cell]) -> list[Cell]:
    """A row without the columns beyond the last that we show; what they hold stands in that one."""
    row, rest = row[: MOST_COLUMNS - 1], row[MOST_COLUMNS - 1 :]
    if not rest:
        return row
    return [*row, Cell(rest[0].head, tidy(block for cell in rest for block in cell.blocks))]
