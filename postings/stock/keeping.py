"""The one stock of this process, kept up with what is written to the lists.

Whoever writes entries notes their ids in `EntryChange`, in the same transaction and under the lock
of the lists: so changes become visible in the order of their ids, and a reader who has seen number n
needs only what follows it. The rows are read after the note of them, so they are never older than
it says; read twice, they are the same.
"""

from threading import Lock

from django.db import connection

from postings.stock.rows import Rows
from postings.stock.stock import Stock

NEWEST = "select coalesce(max(id), 0) from postings_entrychange"
# The change that the stock stands at comes first. Is it gone, whether forgotten or rolled back, the
# stock knows nothing that it could be brought up from.
SINCE = """
select id, case when id > %s then entries else '{}' end from postings_entrychange where id >= %s order by id
"""

lock = Lock()
kept: Stock | None = None


def current() -> Stock:
    """The open entries as they are now."""
    global kept
    with lock:
        kept = brought_up(kept) or read()
        return kept


def read() -> Stock:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        (version,) = cursor.fetchone()
    return Stock(version, Rows.read())


def brought_up(stock: Stock | None) -> Stock | None:
    """`stock` with all that has changed since; None when that cannot be told."""
    if stock is None or not stock.version:
        return None
    with connection.cursor() as cursor:
        cursor.execute(SINCE, [stock.version] * 2)
        (first, _), *changes = cursor.fetchall() or [(0, [])]
    if first != stock.version:
        return None
    if not changes:
        return stock
    ids = sorted({id for _, entries in changes for id in entries})
    return Stock(changes[-1][0], stock.rows.replaced(ids, Rows.read(ids)))
