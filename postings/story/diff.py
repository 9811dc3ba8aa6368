"""The words that differ between two texts, as runs for readers.

Lines are compared first, then the words of the lines that differ: a description is written in
paragraphs, and one that stayed is not taken apart to match words of one that went.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from postings.story.edits import Budget, shared_blocks

Kind = Literal["kept", "removed", "added", "folded"]

# A paragraph is the same whether or not another one follows: the line breaks are items of their own.
LINE = re.compile(r"\n+|[^\n]+")
# Chinese and Japanese put no spaces between words: there each sign is compared, and counts as one.
SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"(?:[{SIGNS}]|[^\s{SIGNS}]+|^)\s*")
WORD = re.compile(rf"[{SIGNS}]|[^\W_{SIGNS}]+")

# Two texts longer than this together are not compared; the longest recorded description has 30,000 characters.
LONGEST = 300_000
# Steps of one comparison, some 0.1 s. What was recorded needs 10,000, a text written anew up to 170,000.
STEPS = 200_000
# Words that are shown of what stayed beside a change, and the most characters of them.
CONTEXT = 8
CONTEXT_LENGTH = 300
# Characters that are shown of what was put in or left out in one piece: some four pages.
LONGEST_RUN = 12_000


class Run(NamedTuple):
    """Words in a row that stayed, went or came; a folded one stands for `words` not shown, and its text says which."""

    kind: Kind
    text: str
    words: int


def word_diff(old: str, new: str) -> list[Run]:
    """Kept and removed runs together are `old`; kept and added ones are `new`."""
    if len(old) + len(new) > LONGEST:
        return joined([("removed", old), ("added", new)])
    budget = Budget(STEPS)
    parts: list[tuple[Kind, str]] = []
    for kept, gone, come in stretches(LINE.findall(old), LINE.findall(new), budget):
        parts.append(("kept", "".join(kept)))
        parts += changed_words("".join(gone), "".join(come), budget)
    return joined(parts)


def stretches(old: Sequence[str], new: Sequence[str], budget: Budget) -> Iterator[tuple[Sequence[str], ...]]:
    """What is in both, then what follows it in the one and in the other, and so on until both end."""
    kept: Sequence[str] = []
    end_old = end_new = 0
    for start_old, start_new, size in [*shared_blocks(old, new, budget), (len(old), len(new), 0)]:
        yield kept, old[end_old:start_old], new[end_new:start_new]
        end_old, end_new = start_old + size, start_new + size
        kept = old[start_old:end_old]


def changed_words(old: str, new: str, budget: Budget) -> Iterator[tuple[Kind, str]]:
    """One changed passage. A word or two that stayed amid changes, by chance, are told as changed with them."""
    gone = come = ""
    for kept, removed, added in stretches(TOKEN.findall(old), TOKEN.findall(new), budget):
        same = "".join(kept)
        if (gone or come) and (removed or added) and count_words(same) <= 2:
            gone, come = gone + same, come + same
        else:
            yield from (("removed", gone), ("added", come), ("kept", same))
            gone = come = ""
        gone, come = gone + "".join(removed), come + "".join(added)
    yield from (("removed", gone), ("added", come))


def count_words(text: str) -> int:
    return len(WORD.findall(text))


def joined(parts: Iterable[tuple[Kind, str]]) -> list[Run]:
    """Runs without empty ones, neighbours of one kind as one."""
    runs: list[tuple[Kind, str]] = []
    for kind, text in parts:
        if text and runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + text)
        elif text:
            runs.append((kind, text))
    return [Run(kind, text, count_words(text)) for kind, text in runs]


def folded(runs: Sequence[Run]) -> Iterator[Run]:
    """For the page: of what stayed only the words beside a change, of what changed no more than a reader reads."""
    for position, run in enumerate(runs):
        if run.kind == "kept":
            head = first_words(run.text) if position else ""
            tail = last_words(run.text[len(head) :]) if position < len(runs) - 1 else ""
            yield from with_gap(run, head, tail, "unchanged")
        else:
            yield from with_gap(run, run.text[:LONGEST_RUN], "", f"more {run.kind}")


def first_words(text: str) -> str:
    tokens = TOKEN.findall(text[:CONTEXT_LENGTH])
    whole = tokens if len(text) <= CONTEXT_LENGTH else tokens[:-1]
    return "".join(whole[:CONTEXT])


def last_words(text: str) -> str:
    tokens = TOKEN.findall(text[-CONTEXT_LENGTH:])
    whole = tokens if len(text) <= CONTEXT_LENGTH else tokens[1:]
    return "".join(whole[-CONTEXT:])


def with_gap(run: Run, head: str, tail: str, said: str) -> Iterator[Run]:
    """The run's `head` and `tail`, and how much is not shown between them; a short gap is shown instead."""
    hidden = run.text[len(head) : len(run.text) - len(tail)]
    words = count_words(hidden)
    if words <= CONTEXT and len(hidden) <= CONTEXT_LENGTH:
        yield run
        return
    if head:
        yield Run(run.kind, head, count_words(head))
    yield Run("folded", said, words)
    if tail:
        yield Run(run.kind, tail, count_words(tail))
