"""Blocks -> HTML for the page, and plain text for search, comparing and the API."""

from collections.abc import Iterable, Sequence
from html import escape

from .blocks import (
    PLAIN,
    Block,
    Cell,
    Heading,
    ItemList,
    Line,
    Marks,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Table,
    words,
)


def as_html(blocks: Iterable[Block]) -> str:
    return "".join(map(block_html, blocks))


def block_html(block: Block) -> str:
    match block:
        case Paragraph(lines):
            return f"<p>{lines_html(lines)}</p>"
        case Heading(line, level):
            return f"<h{level}>{lines_html([line])}</h{level}>"
        case ItemList(ordered, items):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{inside(item)}</li>' for item in items)}</{tag}>"
        case Quote(inner):
            return f"<blockquote>{as_html(inner)}</blockquote>"
        case Preformatted(text):
            return f"<pre>{escape(text, quote=False)}</pre>"
        case Table(rows):
            return table_html(rows)
        case Rule():
            return "<hr>"


def inside(blocks: Sequence[Block]) -> str:
    """An item or a cell: a paragraph alone, or with only lists after it, needs no `<p>`."""
    match blocks:
        case [Paragraph(lines), *rest] if all(isinstance(block, ItemList) for block in rest):
            return lines_html(lines) + as_html(rest)
    return as_html(blocks)


def table_html(rows: Sequence[Sequence[Cell]]) -> str:
    head = 1 if all(cell.head for cell in rows[0]) else 0
    written = [f"<tr>{''.join(map(cell_html, row))}</tr>" for row in rows]
    thead = f"<thead>{written[0]}</thead>" if head else ""
    return f"<table>{thead}<tbody>{''.join(written[head:])}</tbody></table>"


def cell_html(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    return f"<{tag}>{inside(cell.blocks)}</{tag}>"


def lines_html(lines: Iterable[Line]) -> str:
    return "<br>".join(map(line_html, lines))


def line_html(line: Line) -> str:
    """The runs with their tags always in one order, those that go on from run to run left open."""
    if len(line) == 1 and line[0].marks == PLAIN:
        return escape(line[0].text, quote=False)
    written: list[str] = []
    opened: list[str] = []
    for text, marks in line:
        wanted = tags(marks)
        while opened != wanted[: len(opened)]:
            written.append(f"</{opened.pop().partition(' ')[0]}>")
        for tag in wanted[len(opened) :]:
            written.append(f"<{tag}>")
            opened.append(tag)
        written.append(escape(text, quote=False))
    written.extend(f"</{tag.partition(' ')[0]}>" for tag in reversed(opened))
    return "".join(written)


def tags(marks: Marks) -> list[str]:
    link = [f'a href="{escape(marks.href)}"'] if marks.href else []
    return link + [tag for tag in ("strong", "em", "code") if getattr(marks, tag)]


def as_text(blocks: Iterable[Block]) -> str:
    """A blank line between blocks, none under a heading or between a paragraph and its list."""
    written = ""
    last: Block | None = None
    for block in blocks:
        if isinstance(block, Rule):
            continue
        if last is not None:
            close = isinstance(last, Heading) or (isinstance(last, Paragraph) and isinstance(block, ItemList))
            written += "\n" if close else "\n\n"
        written += block_text(block)
        last = block
    return written


def block_text(block: Block) -> str:
    match block:
        case Paragraph(lines):
            return "\n".join(map(words, lines))
        case Heading(line):
            return words(line)
        case ItemList(_, items):
            return "\n".join(map(item_text, items))
        case Quote(inner):
            return as_text(inner)
        case Preformatted(text):
            return text
        case Table(rows):
            return "\n".join(" | ".join(cell_text(cell) for cell in row) for row in rows)
        case Rule():
            return ""


def item_text(blocks: Iterable[Block]) -> str:
    """ "- " before the item, and what it goes on with set in by as much."""
    text = "\n".join(map(block_text, blocks))
    return "- " + text.replace("\n", "\n  ")


def cell_text(cell: Cell) -> str:
    return " ".join(as_text(cell.blocks).split())
