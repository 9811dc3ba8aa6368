"""Whether a cleaned description is valid where it stands: under an h2, in flow content."""

import re
from html.parser import HTMLParser

VOID = {"br", "hr"}
PHRASING = {"strong", "em", "code", "a", "br"}
FLOW = PHRASING | {"p", "ul", "ol", "table", "blockquote", "pre"}
INSIDE = {
    "": {"p", "ul", "ol", "h3", "h4", "h5", "table", "blockquote", "pre", "hr"},
    "ul": {"li"},
    "ol": {"li"},
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "li": FLOW,
    "td": FLOW,
    "th": FLOW,
    "blockquote": FLOW - PHRASING,
    "pre": set(),
} | dict.fromkeys(("p", "h3", "h4", "h5", "strong", "em", "code", "a"), PHRASING)
NO_TEXT = {"", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote"}
MAY_BE_EMPTY = {"td", "th"}
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = [""]
        self.filled: list[bool] = [True]
        self.levels: list[int] = []
        self.widths: list[int] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if tag not in INSIDE[self.open[-1]]:
            self.faults.append(f"<{tag}> in <{self.open[-1]}>")
        if tag in self.open and tag in PHRASING:
            self.faults.append(f"<{tag}> in itself")
        if names != (["href", "rel"] if tag == "a" else []):
            self.faults.append(f"<{tag}> has {names}")
        if tag == "a" and not re.match(r"(https?://[^\s\"<>\\^`{|}]+|mailto:[\w.+-]+@[\w.-]+)$", attrs[0][1]):
            self.faults.append(f"href {attrs[0][1]!r}")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)
            self.filled[-1] = True
            self.filled.append(False)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another")
        if not self.filled.pop() and tag not in MAY_BE_EMPTY:
            self.faults.append(f"<{tag}> is empty")

    def handle_data(self, data):
        if self.open[-1] in NO_TEXT:
            self.faults.append(f"text in <{self.open[-1]}>: {data[:30]!r}")
        if UNSHOWABLE.search(data):
            self.faults.append(f"unshowable character in {data[:30]!r}")
        self.filled[-1] = True

    def handle_comment(self, data):
        self.faults.append("a comment")


def faults(html: str) -> list[str]:
    """What is wrong with `html`, one sentence each."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    if checker.open != [""]:
        checker.faults.append(f"{checker.open[1:]} not closed")
    for above, level in zip([2, *checker.levels], checker.levels, strict=False):
        if level > above + 1:
            checker.faults.append(f"h{level} under h{above}")
    return checker.faults
