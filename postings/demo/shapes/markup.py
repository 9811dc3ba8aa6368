"""Our paragraphs and lists as the HTML of an ATS's editor, in a board's own habit."""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from postings.demo.values import Section

LINK = re.compile(r"https://[^\s<,;]+[^\s<,;.]")


class Markup(NamedTuple):
    """How a board's editor writes: a paragraph, a heading, a list and its items."""

    paragraph: str = "<p>{}</p>"
    heading: str = "<h2>{}</h2>"
    items: str = "<ul>\n{}</ul>"
    item: str = "<li>{}</li>\n"

    def text(self, words: str) -> str:
        """Plain words as HTML, addresses as links."""
        return LINK.sub(r'<a href="\g<0>">\g<0></a>', escape(words, quote=False))

    def paragraphs(self, all_words: Iterable[str]) -> str:
        return "".join(self.paragraph.format(self.text(words)) + "\n" for words in all_words)

    def bare_items(self, all_words: Iterable[str]) -> str:
        return "".join(self.item.format(self.text(words)) for words in all_words)

    def section(self, part: Section) -> str:
        heading = self.heading.format(self.text(part.heading)) + "\n" if part.heading else ""
        return heading + self.body(part)

    def body(self, part: Section) -> str:
        """A section without its heading."""
        items = self.items.format(self.bare_items(part.items)) + "\n" if part.items else ""
        return self.paragraphs(part.paragraphs) + items + part.raw


def plain(section: Section) -> str:
    """A section as the plain-text twin of its HTML."""
    lines = [section.heading, *section.paragraphs, *(f"- {item}" for item in section.items)]
    return "\n".join(line for line in lines if line)
