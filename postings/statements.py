"""Statements of our own, prepared once, and their rows as PostgreSQL packs them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import connection
from psycopg.pq import Format

Row = tuple[Any, ...]


def shortened(statement: str) -> str:
    """psycopg keeps what it made of a statement only up to 4,096 characters."""
    return " ".join(statement.split()).replace(", ", ",").replace(" = ", "=")


def columns(table: str, names: Iterable[str]) -> str:
    return ",".join(f"{table}.{name}" for name in names)


def first(statement: str, values: Sequence[Any]) -> Row | None:
    with answering(statement, values) as cursor:
        return cursor.fetchone()


def every(statement: str, values: Sequence[Any]) -> list[Row]:
    with answering(statement, values) as cursor:
        return cursor.fetchall()


@contextmanager
def answering(statement: str, values: Sequence[Any]) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.cursor.format = Format.BINARY  # moments and numbers are read in half the time
        cursor.execute(statement, values)
        yield cursor


def take(values: Iterator[Any], number: int) -> list[Any]:
    return list(islice(values, number))


def moment(text: str) -> datetime:
    """As JSON has it, with its offset: the database may be of another zone."""
    return datetime.fromisoformat(text).astimezone(UTC)
