"""The paragraph that is being read: its lines so far, and the marks that are open."""

from itertools import groupby

from .addresses import without_addresses
from .blocks import PLAIN, Line, Marks, Run
from .characters import preformatted
from .lines import settle
from .tags import MARKS


class Flow:
    """Marks go on over the ends of paragraphs until they are closed, as in browsers."""

    def __init__(self) -> None:
        self.lines: list[list[Run]] = [[]]
        self.open = {"strong": 0, "em": 0, "code": 0}
        self.marks = PLAIN

    def text(self, text: str) -> None:
        line = self.lines[-1]
        if line or not text.isspace():
            line.append(Run(text, self.marks))

    def break_line(self) -> None:
        self.lines.append([])

    def mark(self, tag: str) -> None:
        """Open or close what `tag`, "b" or "/b", stands for."""
        name = MARKS[tag.removeprefix("/")]
        if not tag.startswith("/"):
            self.open[name] += 1
        elif self.open[name]:
            self.open[name] -= 1
        strong, em, code = self.open.values()
        self.marks = Marks(strong > 0, em > 0, code > 0, self.marks.href)

    def link(self, href: str) -> None:
        """From here words lead to `href`; "" ends that. A link inside a link ends the outer one."""
        self.marks = self.marks._replace(href=href)

    def take(self) -> list[tuple[Line, ...]]:
        """The paragraphs read so far, each as its lines; an empty line parts two of them."""
        if self.lines == [[]]:
            return []
        read, self.lines = self.lines, [[]]
        lines = map(settle, read)
        return [tuple(paragraph) for filled, paragraph in groupby(lines, key=bool) if filled]

    def take_preformatted(self) -> str:
        """What was read as preformatted text."""
        read, self.lines = self.lines, [[]]
        text = "\n".join("".join(run.text for run in line) for line in read)
        return without_addresses(preformatted(text))
