"""What the bench has found, as tables of text."""

import importlib.metadata
import os
import platform
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from django.db import connection

from postings.benching.load import Measured, Target
from postings.benching.touching import ALL, DEEPEST, LISTING, SEARCH, SHALLOW, Touched

LIBRARIES = ("Django", "psycopg", "gunicorn", "whitenoise", "Jinja2")
# A list or a posting at ten times the size may cost this much more.
GROWTH = 1.5


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines: the first column to the left, the others to the right."""
    rows = [heads, *rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *others]).rstrip()


def machine() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        postgresql = cursor.fetchone()[0]
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout.partition("\n")[0]
    yield f"{platform.machine()}, {os.cpu_count()} CPUs; Python {platform.python_version()}; PostgreSQL {postgresql}"
    yield ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    yield wrk.partition(" Copyright")[0]


def load_average() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def load_table(targets: list[Target], rounds: list[dict[str, Measured]]) -> Iterator[str]:
    """The medians of the rounds; the first is thrown away, where there are others."""
    kept = rounds[1:] or rounds
    heads = ["", "c", "req/s", "p50 ms", "p95 ms", "p99 ms", "web µs", "db µs", "of static", "(min-max)", "wanted"]
    yield from table(heads, (load_row(target, kept) for target in targets))


def load_row(target: Target, rounds: list[dict[str, Measured]]) -> list[str]:
    its = [round[target.name] for round in rounds]
    ratios = [round[target.name].rate / round[target.beside].rate for round in rounds] if target.beside else []
    return [
        target.name,
        str(target.connections),
        f"{median(one.rate for one in its):,.0f}",
        *(f"{median(getattr(one, name) for one in its):,.1f}" for name in ("p50", "p95", "p99")),
        *(microseconds(getattr(one, name) for one in its) for name in ("web_cpu", "database_cpu")),
        f"{median(ratios):.3f}" if ratios else "",
        f"{min(ratios):.3f}-{max(ratios):.3f}" if ratios else "",
        wanted(target, ratios, median(one.p95 for one in its)),
    ]


def microseconds(found: Iterable[float | None]) -> str:
    known = [one for one in found if one is not None]
    return f"{median(known):,.0f}" if known else "-"


def wanted(target: Target, ratios: list[float], p95: float) -> str:
    """ "0.35: met" """
    told = []
    if target.wanted_ratio:
        told.append(f"{target.wanted_ratio:.2f}: {verdict(median(ratios) >= target.wanted_ratio)}")
    if target.wanted_p95:
        told.append(f"p95 {target.wanted_p95:.0f} ms: {verdict(p95 < target.wanted_p95)}")
    return ", ".join(told)


def verdict(is_met: bool) -> str:
    return "met" if is_met else "NOT MET"


def wrong_answers(rounds: list[dict[str, Measured]]) -> list[str]:
    """What spoils the numbers above, in words."""
    wrong: Counter[str] = Counter()
    for round in rounds:
        wrong.update({name: one.wrong for name, one in round.items()})
    return [
        f"WRONG: {number:,} requests of “{name}” were not answered as they should be."
        for name, number in (+wrong).items()
    ]


def touched_table(small: dict[str, Touched], large: dict[str, Touched], sizes: Sequence[str]) -> Iterator[str]:
    rows: list[list[str]] = []
    for kind, many in large.items():
        few = small[kind]
        rows.append([kind, *grown(few[ALL], many[ALL]), ""])
        rows += [
            [f"    {name}", *grown(few.get(name, 0), many[name]), ""] for name in many if name not in (ALL, LISTING)
        ]
        is_met = verdict(many[LISTING] <= few[LISTING] * GROWTH)
        rows.append(
            [f"  {LISTING}", *grown(few[LISTING], many[LISTING]), "" if kind == SEARCH else f"{GROWTH}: {is_met}"]
        )
    yield from table(["pages of 8 kB, median", *sizes, "growth", "wanted"], rows)
    yield f"A page far down reads {large[DEEPEST][ALL] / large[SHALLOW][ALL]:.2f} times what page 2 reads."


def grown(few: float, many: float) -> list[str]:
    return [f"{few:,.0f}", f"{many:,.0f}", f"{many / few:.2f}" if few else ""]
