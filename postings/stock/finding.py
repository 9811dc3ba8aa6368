"""The entries that have the words of a search, as columns of ids: found by PostgreSQL along its index."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from django.db import connection

from postings.stock.rows import Column
from postings.words import Words

FIND = """
select string_agg(int4send(entry_id), ''), string_agg(int4send(entry_id), '') filter (where words @@ %s::tsquery)
from postings_entrywords where words @@ %s::tsquery
"""

KEPT = 64  # of up to a quarter of a megabyte each


class Found(NamedTuple):
    """In no order, closed ones too; `in_title` are those whose title alone has the words."""

    ids: Column
    in_title: Column


@lru_cache(maxsize=KEPT)
def find(words: Words, database: str, version: int) -> Found:
    """As of a version of the lists: a page and the advice on it ask for the same words again and again."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [words.in_title(), words.tsquery()])
        return Found(*(np.frombuffer(packed or b"", ">i4").astype(np.int32) for packed in cursor.fetchone()))
