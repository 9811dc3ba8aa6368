"""HTML as a flat stream of texts and tags, in one pass over it.

Parsers that build a tree as browsers do are no help against a hostile body: 100,000 unclosed
`<div>` kept nh3 busy for 59 s and lexbor for 36 s. Here no alternative looks beyond the next "<"
but the one for comments, which takes what it looked at, so the time is linear whatever comes in.
What is no tag is text, and shown as such.
"""

import html
import re
from collections.abc import Iterator

from .characters import without_unseen
from .tags import BLOCKS, LEFT_OUT, RAW

TOKEN = re.compile(
    r"""
    < (?P<name> /?[a-z][^\s/<>]* )
      (?P<attributes> (?: [^<>"']++ | "[^"<]*" | '[^'<]*' )*+ (?=>) | [^<>]* ) >  # or the quotes do not pair
    | <!-- (?: -?> | .*? (?: --> | \Z ) )
    | < [!?/] [^<>]* (?: > | \Z )
    | < [a-z] [^<>]* \Z
    | (?P<text> [^<]+ | < [^<]* )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(BLOCKS)})[\s/>]", re.IGNORECASE)
ESCAPED_TAG = re.compile(rf"&lt;/?(?:{'|'.join(BLOCKS)}|b|strong|i|em|span|a)(?:\s|/|&gt;)", re.IGNORECASE)


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """("", text), entities decoded, and ("p", attributes) or ("/p", ""); names in lower case.

    Scripts, media and comments are left out with what they hold.
    """
    left_out = ""
    for match in TOKEN.finditer(prepared(source)):
        name, attributes, text = match.groups("")
        if text:
            if not left_out:
                yield "", decoded(text)
            continue
        name = name.lower()
        if left_out:
            if name == f"/{left_out}":
                left_out = ""
            if left_out in RAW or name not in BLOCKS:
                continue
            left_out = ""
        if name in LEFT_OUT:
            left_out = "" if attributes.endswith("/") else name
        elif name:
            yield name, attributes


def prepared(source: str) -> str:
    """`source` as HTML that says its own line breaks.

    A body without any tag may have been escaped once too often: then it is decoded, once. In one
    without a tag that makes a block, the line breaks are the only layout, so they become `<br>`.
    """
    source = without_unseen(source.replace("\r\n", "\n").replace("\r", "\n"))
    if not ANY_TAG.search(source) and ESCAPED_TAG.search(source):
        source = decoded(source)
    if not BLOCK_TAG.search(source):
        source = source.replace("\n", "<br>")
    return source


def decoded(text: str) -> str:
    if "&" not in text:
        return text
    return without_unseen(html.unescape(text))
