"""The stock of this process, kept up with what is written to the lists.

Whoever writes entries notes their ids in `EntryChange`, in the same transaction and under the lock
of the lists: so changes become visible in the order of their ids, and a reader who has seen number n
needs only what follows it. The rows are read after the note of them, so they are never older than
it says; read twice, they are the same.
"""

from threading import Lock, local
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connection
from django.dispatch import Signal, receiver

from postings.stock.rows import Rows
from postings.stock.stock import Stock

NEWEST = "select coalesce(max(id), 0) from postings_entrychange"
# The change that the stock stands at comes first. Is it gone, whether forgotten or rolled back, the
# stock knows nothing that it could be brought up from.
SINCE = """
select id, case when id > %s then entries else '{}' end from postings_entrychange where id >= %s order by id
"""

lock = Lock()
this_thread = local()  # `in_request`, and the `stock` that its request has seen
kept: dict[str, Stock] = {}  # {name of the database: its stock}; a process that measures sees several


@receiver([request_started, request_finished])
def follow_request(signal: Signal, **_: Any) -> None:
    this_thread.stock, this_thread.in_request = None, signal is request_started


def current() -> Stock:
    """The open entries as they are now; throughout a request as they were when it first asked.

    So the list of a page and all numbers beside it are of one moment.
    """
    if not getattr(this_thread, "in_request", False):
        return newest()
    this_thread.stock = this_thread.stock or newest()
    return this_thread.stock


def newest() -> Stock:
    database = connection.settings_dict["NAME"]
    with lock:
        stock = kept[database] = brought_up(kept.get(database)) or read()
        return stock


def read() -> Stock:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        (version,) = cursor.fetchone()
    return Stock(version, Rows.read())


def brought_up(stock: Stock | None) -> Stock | None:
    """`stock` with all that has changed since; None when that cannot be told."""
    if stock is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(SINCE, [stock.version] * 2)
        (first, _), *changes = cursor.fetchall() or [(0, [])]
    if first != stock.version:
        return None
    if not changes:
        return stock
    ids = sorted({id for _, entries in changes for id in entries})
    rows = stock.rows.replaced(ids, Rows.read(ids)) if ids else stock.rows
    names = stock.names if all(entries for _, entries in changes) else None
    return Stock(changes[-1][0], rows, names)
