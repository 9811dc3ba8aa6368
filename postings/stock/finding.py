"""The entries that have the words of a search, as a column of ids: found by PostgreSQL along its index."""

import numpy as np
from django.db import connection

from postings.stock.rows import Column

FIND = "select string_agg(int4send(entry_id), '') from postings_entrywords where words @@ %s::tsquery"


def matching(tsquery: str) -> Column:
    """In no order, closed ones too."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [tsquery])
        (packed,) = cursor.fetchone()
    return np.frombuffer(packed or b"", ">i4").astype(np.int32)
