"""How many pages of the database (8 kB each) a view reads, function by function: a measure that no busy machine blurs.

Read from PostgreSQL's own counters before and after each query, while the view runs: so it is the
plan that readers get, of a statement prepared long ago, and not what EXPLAIN would choose afresh.
"""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection

from postings.benching.asking import Asker
from postings.benching.paths import Paths

OURS = Path(__file__).parent
ROOM = OURS.parent
VIEWS = 25
# After five runs PostgreSQL settles for one plan of a prepared statement.
WARMING = 6
DEEP = 5_000
PAGE = 25
SEARCH = "search"
SHALLOW, DEEPEST = "largest slice, from page 2", f"largest slice, to page {DEEP:,} or its last"
# Sums over a view. What is counted live reads what it counts, and has no bound but the time that a search may take.
ALL, LISTING = "all its queries", "without live counts"
COUNTED = "facet"

READ = """
select sum(coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0) + coalesce(idx_blks_read, 0)
    + coalesce(idx_blks_hit, 0) + coalesce(toast_blks_read, 0) + coalesce(toast_blks_hit, 0)
    + coalesce(tidx_blks_read, 0) + coalesce(tidx_blks_hit, 0)) from pg_statio_user_tables
"""
Touched = dict[str, float]


def touched(asker: Asker, paths: Paths) -> dict[str, Touched]:
    """{kind of view: {function: pages that its queries read}}, the medians of VIEWS views of a kind."""
    number = WARMING + VIEWS
    cities = paths.largest_cities(number)
    shallow, deepest = far_apart(*paths.largest_slice(), number)
    kinds = {
        "posting": paths.postings(number),
        "large city, page 1": cities,
        SHALLOW: shallow,
        DEEPEST: deepest,
        "feed of a large city": [f"{city}feed.atom" for city in cities],
        SEARCH: paths.searches(number),
    }
    return {kind: touched_by(asker, urls) for kind, urls in kinds.items()}


def far_apart(url: str, jobs: int, number: int) -> tuple[list[str], list[str]]:
    """`number` pages of a list from the second on, and as many to the DEEP-th or the last; fewer of a short list."""
    last = min(DEEP, -(-jobs // PAGE))
    number = min(number, (last - 1) // 2)
    pages = [f"{url}?page={page}" for page in range(2, last + 1)]
    return pages[:number], pages[-number:]


def touched_by(asker: Asker, urls: list[str]) -> Touched:
    for url in urls[:WARMING]:
        asker.get(url)
    views = [pages_read(asker, url) for url in urls[WARMING:] or urls]
    names = sorted({name for view in views for name in view})
    return {name: median(view[name] for view in views) for name in names}


def pages_read(asker: Asker, url: str) -> Counter[str]:
    found: Counter[str] = Counter()

    def count(execute: Callable, *query: Any) -> Any:
        before = read()
        try:
            return execute(*query)
        finally:
            found[caller()] += read() - before

    with connection.execute_wrapper(count):
        asker.get(url)
    listing = sum(number for name, number in found.items() if not name.startswith(COUNTED))
    return found | Counter({ALL: found.total(), LISTING: listing})


def read() -> int:
    """Pages read so far from the tables of this database. A session tells its numbers once a second, or when asked."""
    with connection.connection.cursor() as cursor:
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute(READ)
        return int(cursor.fetchone()[0])


def caller() -> str:
    """The function of the product that a query comes from: "listing.listed"."""
    frame = sys._getframe(1)
    while frame:
        path = Path(frame.f_code.co_filename)
        if ROOM in path.parents and OURS not in path.parents:
            module = ".".join(path.relative_to(ROOM).with_suffix("").parts)
            return f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "elsewhere"
