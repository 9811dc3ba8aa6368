"""Characters that a reader never sees, and the white space that a paragraph folds."""

import re
from unicodedata import normalize

# Controls, marks of direction, fillers, halves of surrogate pairs, non-characters, tag characters:
# none can be seen, some hide text or turn it round, and PostgreSQL refuses the first and the halves.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]"
)
UNSEEN_FAR = re.compile("[\U000e0000-\U0010ffff]")  # apart: together they cost ten times as much
# Joiners bind emoji and Arabic letters. Anywhere else editors leave them behind, as in "&zwj;" alone.
STRAY_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
SPACES = re.compile(r"\s{2,}|[^\S ]")  # not the single spaces, which are most
ODD_SPACE = re.compile(r"[^\S\n\t]")


def without_unseen(text: str) -> str:
    return UNSEEN_FAR.sub("", UNSEEN.sub("", text))


def fold(text: str) -> str:
    """`text` with single, ordinary spaces, also at its ends."""
    text = SPACES.sub(" ", text)
    if "\u200c" in text or "\u200d" in text:
        return SPACES.sub(" ", STRAY_JOINER.sub("", text))
    return text


def composed(text: str) -> str:
    """`text` with each letter and its accents as one character where there is one, as search wants it."""
    return text if text.isascii() else normalize("NFC", text)


def preformatted(text: str) -> str:
    """`text` with the line breaks, tabs and runs of spaces that it came with."""
    return composed(ODD_SPACE.sub(" ", STRAY_JOINER.sub("", text)).lstrip("\n").rstrip())
