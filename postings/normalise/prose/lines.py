"""Runs of marked words, settled into a line that can be written in one way only."""

from collections.abc import Iterable

from .addresses import without_addresses
from .blocks import Line, Marks, Run, words
from .characters import composed, fold

LONGEST_TITLE = 80


def settle(runs: Iterable[Run]) -> Line:
    """`runs` as a line: spaces folded and trimmed, persons' addresses removed, like neighbours joined.

    A space between two runs takes only the marks that both have: `<b>Pay: </b>high` becomes
    `<b>Pay:</b> high`.
    """
    folded = [Run(fold(text), marks) for text, marks in runs]
    if len(folded) == 1:
        text, marks = folded[0]
        text = composed(without_addresses(text).strip(" "))
        return (Run(text, marks),) if text else ()
    if any("@" in run.text for run in folded):
        folded = without_persons(folded)
    parts: list[tuple[list[str], Marks]] = []
    space = False
    for text, marks in folded:
        word = text.strip(" ")
        if not word:
            space = space or text == " "
            continue
        if parts and (space or text[0] == " "):
            add(parts, " ", shared(parts[-1][1], marks))
        add(parts, word, marks)
        space = text[-1] == " "
    return tuple(Run(composed("".join(texts)), marks) for texts, marks in parts)


def without_persons(runs: Iterable[Run]) -> list[Run]:
    """`runs` without persons' addresses; one that goes over several runs costs the line its marks."""
    kept = [Run(without_addresses(text), marks) for text, marks in runs]
    whole = words(kept)
    clear = without_addresses(whole)
    return kept if clear == whole else [Run(clear)]


def add(parts: list[tuple[list[str], Marks]], text: str, marks: Marks) -> None:
    if parts and parts[-1][1] == marks:
        parts[-1][0].append(text)
    else:
        parts.append(([text], marks))


def shared(one: Marks, other: Marks) -> Marks:
    if one == other:
        return one
    return Marks(
        strong=one.strong and other.strong,
        em=one.em and other.em,
        code=one.code and other.code,
        href=one.href if one.href == other.href else "",
    )


def joined(lines: Iterable[Line]) -> Line:
    """Several lines as one."""
    return settle(run for line in lines for run in (*line, Run(" ")))


def strong(line: Line, on: bool = True) -> Line:
    """The line with all of it bold, or none."""
    return settle(Run(text, marks._replace(strong=on)) for text, marks in line)


def is_strong(line: Line) -> bool:
    return all(run.marks.strong for run in line)


def is_title(line: Line) -> bool:
    """Whether a bold line reads as a heading: short, no sentence, no link ("Apply now")."""
    text = words(line)
    return (
        is_strong(line)
        and len(text) <= LONGEST_TITLE
        and not text.endswith((".", ",", ";"))
        and any(map(str.isalpha, text))
        and not any(run.marks.href for run in line)
    )


def without_start(line: Line, length: int) -> Line:
    """The line after its first `length` characters."""
    rest = []
    for text, marks in line:
        rest.append(Run(text[length:], marks))
        length = max(0, length - len(text))
    return settle(rest)
