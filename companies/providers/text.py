"""Text as it may be kept: every word that leaves an adapter has passed through here.

PostgreSQL keeps neither NUL nor lone surrogates, though JSON carries both; of numbers, jsonb
keeps only the finite ones.
"""

from math import isfinite
from typing import Any

from companies.providers.base import Unreadable

# Boards nest five deep; what goes further was made to hurt.
MAX_DEPTH = 40

# Control characters that are no white space; feeds and sitemaps (XML) cannot carry them.
CONTROLS = dict.fromkeys([*range(0x01, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)])


def clean(text: str) -> str:
    """`text` without NUL and lone surrogates, otherwise as it was."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def one_line(text: str) -> str:
    """`text` on one line: line breaks, no-break spaces and runs of white space become one space."""
    return " ".join(clean(text).translate(CONTROLS).split())


def storable(value: Any, depth: int = MAX_DEPTH) -> Any:
    """`value`, read from JSON, with every text in it clean and None for NaN and the infinities.

    Unreadable when it nests deeper than `depth`.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, (dict, list)) and depth == 0:
        raise Unreadable(f"A field is nested more than {MAX_DEPTH} deep.")
    if isinstance(value, dict):
        return {clean(name): storable(inner, depth - 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [storable(inner, depth - 1) for inner in value]
    return value
