"""How far a long command is: one line that renews itself on a terminal, a line every few seconds elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
TERMINAL_SECONDS, LOG_SECONDS = 0.1, 5.0


class Progress:
    """`for item in Progress("Reading boards").over(items, total): ...`; `note` is what to say beside the count."""

    def __init__(self, label: str, out: TextIO | None = None):
        self.label, self.out, self.note = label, out or sys.stderr, ""
        self.began = self.shown = time.monotonic()

    def over(self, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        done = 0
        for item in items:
            yield item
            done += 1
            self.show(done, total)
        if self.out.isatty() and done:
            self.out.write("\r\x1b[K")

    def show(self, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self.shown < (TERMINAL_SECONDS if self.out.isatty() else LOG_SECONDS):
            return
        self.shown = now
        count = f"{done:,} of {total:,}" if total else f"{done:,}"
        line = f"{self.label}: {count}, {now - self.began:.0f} s{self.note and f', {self.note}'}"
        self.out.write(f"\r\x1b[K{line[:110]}" if self.out.isatty() else f"{line}\n")
        self.out.flush()
