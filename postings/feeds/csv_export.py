"""A whole selection as CSV, RFC 4180: a header, then a row for each job, in the order of its list.

Which jobs, and in what order, is read once, 4 bytes a job; their rows follow CHUNK by CHUNK as
the reader takes them. So the rows are exactly those of the list when it was asked for, and no
transaction or cursor stays open while a slow reader thinks.

A cell that begins as a formula does (= + - @, a tab, a line break, also in full width) has a ' before it.
"""

import csv
from array import array
from collections.abc import Iterator, Sequence
from io import StringIO

from postings.feeds.csv_rows import NAMES, rows
from postings.selection import Selection
from postings.walks import HIGHEST, walk_of

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"
CHUNK = 1000


def all_ids(selection: Selection) -> array:
    """Every job of the selection, in the order of its list, by the walk that its pages take."""
    return array("i", walk_of(selection).at(0, HIGHEST))


def csv_lines(ids: Sequence[int]) -> Iterator[str]:
    """The text of the CSV, CHUNK rows at a time."""
    yield written([NAMES])
    for start in range(0, len(ids), CHUNK):
        yield written(rows(ids[start : start + CHUNK]))


def written(lines) -> str:
    into = StringIO()
    csv.writer(into).writerows(lines)
    return into.getvalue()
