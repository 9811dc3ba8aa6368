"""The open entries in this process's memory, a column an array: what makes live facets cheap.

    chosen(selection).ids                     the jobs of any selection of open ones, newest first
    chosen(selection).numbers(names, most)    how many of them have each value

Exact as of the request: one small query tells whether anything was written since the last one. A
quarter of a million entries take 15 MB and half a second to read, once for each process. The closed
ones, ever more of them, stay in the database and are counted there.
"""

from functools import lru_cache

from postings.selection import Selection, posted_after
from postings.stock.chosen import Chosen
from postings.stock.keeping import current
from postings.stock.rows import HOUR

__all__ = ["chosen", "current"]

KEPT = 16  # selections, of up to a few megabytes each

_chosen = lru_cache(maxsize=KEPT)(Chosen)


def chosen(selection: Selection) -> Chosen:
    """What `selection` chooses of the entries as they are now. A list and its facets both ask."""
    since = int(posted_after(selection.posted).timestamp()) // HOUR if selection.posted else None
    return _chosen(current(), selection, since)
