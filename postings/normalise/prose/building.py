"""Tags and texts -> blocks: what the employer's HTML says, however it is put."""

from collections.abc import Callable

from .addresses import HREF, link
from .blocks import Block, Heading, Line, Paragraph, Preformatted, Rule, words
from .containers import ENDS, Containers
from .flow import Flow
from .lines import joined, strong
from .tags import HEADINGS, MARKS, PARTS
from .tokens import decoded, tokens

LONGEST_HEADING = 120


class Builder:
    """Reads one section's HTML; `section` is its number in the description.

    A handler takes the tag's name ("p", "/p") and its attributes.
    """

    def __init__(self, section: int) -> None:
        self.section = section
        self.containers = Containers()
        self.flow = Flow()
        self.rank = 0  # of the heading that is open
        self.preformatted = False  # whether a <pre> is open

    def read(self, html: str) -> list[Block]:
        for name, value in tokens(html):
            if not name:
                self.flow.text(value)
            elif handle := HANDLERS.get(name):
                handle(self, name, value)
        self.finish()
        return self.containers.all_blocks()

    def finish(self) -> None:
        """End what is being read: a paragraph, a heading or a preformatted text."""
        if not self.preformatted:
            for lines in self.flow.take():
                self.containers.add(self.block(lines))
        elif text := self.flow.take_preformatted():
            self.containers.add(Preformatted(text))
        self.preformatted = False

    def block(self, lines: tuple[Line, ...]) -> Block:
        if self.rank and len(words(line := joined(lines))) <= LONGEST_HEADING:
            return Heading(strong(line, on=False), self.rank, self.section)
        return Paragraph(lines, self.section)

    def mark(self, name: str, attributes: str) -> None:
        self.flow.mark(name)

    def break_line(self, name: str, attributes: str) -> None:
        self.flow.break_line()

    def open_link(self, name: str, attributes: str) -> None:
        href = HREF.search(attributes)
        self.flow.link(link(decoded(href[1] or href[2] or href[3] or "")) if href else "")

    def close_link(self, name: str, attributes: str) -> None:
        self.flow.link("")

    def part(self, name: str, attributes: str) -> None:
        self.finish()

    def open_heading(self, name: str, attributes: str) -> None:
        self.finish()
        self.rank = int(name[1])

    def close_heading(self, name: str, attributes: str) -> None:
        self.finish()
        self.rank = 0

    def open_preformatted(self, name: str, attributes: str) -> None:
        self.finish()
        self.preformatted = True

    def rule(self, name: str, attributes: str) -> None:
        self.close_heading(name, attributes)
        self.containers.add_to_root(Rule())

    def open_container(self, name: str, attributes: str) -> None:
        self.close_heading(name, attributes)
        OPENERS[name](self.containers)

    def close_container(self, name: str, attributes: str) -> None:
        self.finish()
        self.containers.end(name)


OPENERS: dict[str, Callable[[Containers], None]] = {
    "ul": lambda containers: containers.open("list"),
    "ol": lambda containers: containers.open("list", True),
    "li": Containers.open_item,
    "blockquote": lambda containers: containers.open("quote"),
    "table": lambda containers: containers.open("table"),
    "tr": Containers.open_row,
    "td": lambda containers: containers.open_cell(False),
    "th": lambda containers: containers.open_cell(True),
}
HANDLERS: dict[str, Callable[[Builder, str, str], None]] = {
    "br": Builder.break_line,
    "/br": Builder.break_line,
    "a": Builder.open_link,
    "/a": Builder.close_link,
    "hr": Builder.rule,
    "pre": Builder.open_preformatted,
    "/pre": Builder.part,
}
HANDLERS |= dict.fromkeys(OPENERS, Builder.open_container) | dict.fromkeys(ENDS, Builder.close_container)
for tag in MARKS:
    HANDLERS[tag] = HANDLERS[f"/{tag}"] = Builder.mark
for tag in PARTS:
    HANDLERS[tag] = HANDLERS[f"/{tag}"] = Builder.part
for tag in HEADINGS:
    HANDLERS[tag], HANDLERS[f"/{tag}"] = Builder.open_heading, Builder.close_heading
