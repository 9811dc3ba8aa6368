"""Cursors: where in a list to go on. A kind and version, then the id after which the next page begins.

    Cursor("j1", 8).text(255) -> "j1000000ff"

A list goes by id, newest first or oldest first, so a cursor holds while rows come and go: what stood on
either side of an id still does. Every text of the pattern is a cursor, and nothing else is one; whoever
makes one up gets a page that anyone may have.
"""

import re
from typing import NamedTuple

from postings.api.errors import Problem


class Cursor(NamedTuple):
    """`kind` names list and version: a cursor of another list is refused. `digits` is the length of its ids in hex."""

    kind: str
    digits: int

    @property
    def pattern(self) -> str:
        """Of what is sent: "" asks for the first page."""
        return rf"^({self.kind}[0-7][0-9a-f]{{{self.digits - 1}}})?$"

    def text(self, id: int) -> str:
        return f"{self.kind}{id:0{self.digits}x}"

    def read(self, text: str) -> int | None:
        """The id in it; None for "", the beginning."""
        if not text:
            return None
        if not re.fullmatch(self.pattern, text):
            raise Problem(400, f"“{text[:40]}” is no cursor of this list: send back what meta.next_cursor said.")
        return int(text[len(self.kind) :], 16)


JOBS = Cursor("j1", 8)
EVENTS = Cursor("e1", 16)
ORGS = Cursor("o1", 16)
