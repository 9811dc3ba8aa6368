"""The holes of a frame: a name between two marks, for which a text is filled in."""

from collections.abc import Mapping
from functools import cache

from django.templatetags.static import static
from markupsafe import Markup

# Neither the database nor a template holds this character.
MARK = "\0"
STATIC = "static "


def hole(name: str) -> Markup:
    return Markup(f"{MARK}{name}{MARK}")  # noqa: S704 -- a name of ours


def static_hole(name: str) -> Markup:
    """The address of a static file: it is another one in each process that has none."""
    return hole(STATIC + name)


def filled(frame: bytes, texts: Mapping[str, str]) -> bytes:
    """`frame` with the text of each hole in its place; `texts` are markup already. UTF-8, which needs no decoding."""
    parts = frame.split(MARK.encode())
    parts[1::2] = [text(name.decode(), texts).encode() for name in parts[1::2]]
    return b"".join(parts)


def text(name: str, texts: Mapping[str, str]) -> str:
    return address(name) if name.startswith(STATIC) else texts[name]


@cache
def address(name: str) -> str:
    return static(name.removeprefix(STATIC))
