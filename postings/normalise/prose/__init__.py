"""Employers' HTML -> one clean description, as HTML for the page and as plain text.

    sections --tokens--> texts, tags --building--> blocks --tidying, outline--> blocks --writing--> HTML, text

The HTML holds the tags of TAGS, and of attributes a link's address; it is valid wherever flow content
is, and clean(it) is itself. Persons' mail addresses are removed (addresses.py).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import nh3

from companies.providers.base import Section

from .blocks import TITLE, Block, Heading, Paragraph, Run
from .building import LONGEST_HEADING, Builder
from .characters import without_unseen
from .lines import settle
from .outline import outlined
from .tags import names
from .tidying import tidy
from .writing import as_html, as_text

LONGEST = 250_000  # characters, of what is read and of what is written
CUT = Section("", "<p>[The description is longer than we show and was cut here.]</p>")

TAGS = names("p br ul ol li strong em code h3 h4 h5 a table thead tbody tr th td blockquote pre hr")
# All that is written goes through nh3 last: whatever we got wrong, nothing but these leaves.
GATE = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style", "svg", "math", "iframe"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener ugc",
)


class Prose(NamedTuple):
    html: str
    text: str


def clean(sections: Sequence[Section]) -> Prose:
    """The description that `sections` make; where it is too long it is cut, and says so."""
    room = LONGEST
    prose = written(sections_within(sections, room))
    # Markup can grow in cleaning: "<li>a" gains an end, a short row of a table its missing cells.
    while len(prose.html) > LONGEST:
        room = min(room // 2, room * LONGEST // len(prose.html))
        prose = written(sections_within(sections, room))
    return prose


def sections_within(sections: Sequence[Section], room: int) -> Iterator[Section]:
    """As many sections as `room` characters hold, the last cut after a tag or a word if one ends nearby."""
    for heading, html in sections:
        if len(heading) + len(html) > room:
            yield Section(heading[:room], cut(html, max(0, room - len(heading))))
            yield CUT
            return
        room -= len(heading) + len(html)
        yield Section(heading, html)


def cut(html: str, room: int) -> str:
    nearby = max(0, room - 1000)
    last = max(html.rfind(">", nearby, room), html.rfind(" ", nearby, room))
    return html[: last + 1 if last >= 0 else room]


def written(sections: Iterator[Section]) -> Prose:
    blocks = outlined(tidy(block for number, section in enumerate(sections) for block in read(number, section)))
    return Prose(GATE.clean(as_html(blocks)), as_text(blocks))


def read(number: int, section: Section) -> list[Block]:
    blocks = Builder(number).read(section.html)
    title = settle([Run(without_unseen(section.heading))])
    if not title:
        return blocks
    if len(title[0].text) > LONGEST_HEADING:
        return [Paragraph((title,), number), *blocks]
    return [Heading(title, TITLE, number), *blocks]
