"""What a description is made of, between the employer's HTML and ours.

A line is a run of words with their marks; a block is a paragraph, a heading, a list and so on.
Whatever the source looked like, only these can be said, so only these can be written.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias


class Marks(NamedTuple):
    """How a run of words is set; `href` is "" where it is no link."""

    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""


PLAIN = Marks()


class Run(NamedTuple):
    text: str
    marks: Marks = PLAIN


Line: TypeAlias = tuple[Run, ...]


class Paragraph(NamedTuple):
    """Lines with breaks between them, none of them empty."""

    lines: tuple[Line, ...]
    section: int = 0  # of the description: where its level would count from, were it a heading


class Heading(NamedTuple):
    """`rank` is the source's own depth, 1 to 6; TITLE and BOLD stand outside it."""

    line: Line
    rank: int
    section: int = 0


TITLE = 0  # the heading that a section came with
BOLD = 7  # a short bold paragraph, below all headings that say they are one


class ItemList(NamedTuple):
    """A list; each item is blocks."""

    ordered: bool
    items: "list[list[Block]]"


class Cell(NamedTuple):
    head: bool
    blocks: "list[Block]"


class Table(NamedTuple):
    """At least two rows and two columns, as many cells in every row."""

    rows: list[list[Cell]]


class Quote(NamedTuple):
    blocks: "list[Block]"


class Preformatted(NamedTuple):
    text: str


class Rule(NamedTuple):
    """A line across, between two subjects."""


Block: TypeAlias = Paragraph | Heading | ItemList | Table | Quote | Preformatted | Rule


def words(line: Sequence[Run]) -> str:
    """The text of a line without its marks."""
    return "".join(run.text for run in line)
